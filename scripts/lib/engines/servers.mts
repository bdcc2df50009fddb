/** MariaDB and Redis of Debian's packages on loopback, each in a temporary folder and without rights. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  ensureDebianPackages,
  eventually,
  execute,
  freePort,
  removeFolder,
  temporaryFolder,
  unprivileged,
  type Engine,
} from './debian.mts';

/** Starts MariaDB; the user is "guide" without a password, the database is "shop" and empty. */
export async function startMariadb(): Promise<Engine> {
  await ensureDebianPackages([
    { name: 'mariadb-server-core', provides: '/usr/sbin/mariadbd' },
    { name: 'mariadb-client-core', provides: '/usr/bin/mariadb' },
  ]);
  const folder = await temporaryFolder('mariadb');
  const port = await freePort();
  const data = path.join(folder, 'data');
  const options = { ...unprivileged, cwd: folder };
  await execute(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    options,
  );
  const socket = path.join(folder, 'socket');
  const flags = [`--datadir=${data}`, `--port=${port}`, `--socket=${socket}`, '--bind-address=127.0.0.1'];
  const server = spawn('/usr/sbin/mariadbd', ['--no-defaults', ...flags], { ...options, stdio: 'ignore' });
  const asRoot = ['--no-defaults', `--socket=${socket}`, '-uroot', '-N', '-B', '-e'];
  const setUp =
    "CREATE DATABASE IF NOT EXISTS shop; CREATE USER IF NOT EXISTS guide@'127.0.0.1'; GRANT ALL ON *.* TO guide@'127.0.0.1'; SELECT VERSION()";
  const { stdout } = await eventually(() => execute('mariadb', [...asRoot, setUp]));
  return {
    name: `MariaDB ${stdout.trim().split('-')[0] ?? ''}`,
    port,
    stop: () => stopProcess(server, folder),
  };
}

/** Starts Redis without a password and without a snapshot on the disk. */
export async function startRedis(): Promise<Engine> {
  await ensureDebianPackages([{ name: 'redis-server', provides: '/usr/bin/redis-server' }]);
  const folder = await temporaryFolder('redis');
  const port = await freePort();
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const options = { ...unprivileged, cwd: folder };
  const server = spawn('/usr/bin/redis-server', flags, { ...options, stdio: 'ignore' });
  const { stdout } = await eventually(() => execute('redis-cli', ['-p', String(port), 'info', 'server']));
  return {
    name: `Redis ${/redis_version:(\S+)/.exec(stdout)?.[1] ?? ''}`,
    port,
    stop: () => stopProcess(server, folder),
  };
}

async function stopProcess(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  }
  await removeFolder(folder);
}

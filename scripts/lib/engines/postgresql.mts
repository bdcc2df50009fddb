/**
 * A PostgreSQL server of our own on loopback, with the shop's tables in a template database.
 * Shared by the checks of code blocks and by the proofs of claims.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.mts';
import {
  ensureDebianPackages,
  execute,
  freePort,
  removeFolder,
  temporaryFolder,
  unprivileged,
  type Engine,
} from './debian.mts';

const versionsFolder = '/usr/lib/postgresql';
const template = 'shop';

export interface PostgresqlEngine extends Engine {
  /** Where psql is. */
  readonly binaries: string;
  /** Creates a fresh database with the shop's tables and gives its name. */
  createDatabase(): Promise<string>;
  dropDatabase(name: string): Promise<void>;
}

/** Starts the server; the user is "guide", without a password. */
export async function startPostgresql(): Promise<PostgresqlEngine> {
  await ensureDebianPackages([{ name: 'postgresql', provides: versionsFolder }]);
  const newest = readdirSync(versionsFolder).sort((a, b) => Number(b) - Number(a))[0] ?? '';
  const binaries = path.join(versionsFolder, newest, 'bin');
  const folder = await temporaryFolder('postgresql');
  const data = path.join(folder, 'data');
  const port = await freePort();
  const asUser = { ...unprivileged, cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: folder } };
  const pgCtl = (...args: string[]): Promise<unknown> =>
    execute(
      path.join(binaries, 'pg_ctl'),
      ['-D', data, '-l', path.join(folder, 'log'), '-w', ...args],
      asUser,
    );
  const psql = async (database: string, ...args: string[]): Promise<string> => {
    const connection = ['-h', '127.0.0.1', '-p', String(port), '-U', 'guide', '-d', database];
    const { stdout } = await execute(
      path.join(binaries, 'psql'),
      ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', ...connection, ...args],
      asUser,
    );
    return stdout.trim();
  };

  try {
    await execute(
      path.join(binaries, 'initdb'),
      ['-D', data, '-U', 'guide', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
      asUser,
    );
    const settings = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200 -c wal_level=logical -c max_prepared_transactions=10 -c timezone=UTC`;
    await pgCtl('-o', settings, 'start');
    await psql('postgres', '-c', `CREATE DATABASE ${template}`);
    await psql(template, '-f', path.join(root, 'content', 'fixtures', 'shop.postgresql.sql'));
    const version = (await psql('postgres', '-c', 'SHOW server_version')).split(' ')[0] ?? '';
    return {
      name: `PostgreSQL ${version}`,
      port,
      binaries,
      async createDatabase() {
        const name = `guide_${randomUUID().replaceAll('-', '')}`;
        await psql('postgres', '-c', `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
        return name;
      },
      async dropDatabase(name) {
        await psql('postgres', '-c', `DROP DATABASE ${name} WITH (FORCE)`);
      },
      async stop() {
        await pgCtl('-m', 'immediate', 'stop');
        await removeFolder(folder);
      },
    };
  } catch (error) {
    await pgCtl('-m', 'immediate', 'stop').catch(() => undefined);
    await removeFolder(folder);
    throw error;
  }
}

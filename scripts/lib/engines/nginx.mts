/** nginx of Debian's package on loopback, in a temporary folder and without rights. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
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

const binary = '/usr/sbin/nginx';

/** Starts a proxy whose `http` block holds `upstreams` and a server with `locations`. */
export async function startNginx(upstreams: string, locations: string): Promise<Engine> {
  await ensureDebianPackages([{ name: 'nginx-light', provides: binary }]);
  const folder = await temporaryFolder('nginx');
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  // One worker, because each worker process counts its own turns.
  const configuration = `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http { access_log off; ${temporary} ${upstreams}
  server { listen 127.0.0.1:${port}; location = /ready { return 204; } ${locations} } }
`;
  const file = path.join(folder, 'nginx.conf');
  await writeFile(file, configuration);
  const server = spawn(binary, ['-e', path.join(folder, 'error.log'), '-c', file], {
    ...unprivileged,
    cwd: folder,
    stdio: 'ignore',
  });
  await eventually(() => fetch(`http://127.0.0.1:${port}/ready`));
  const { stderr } = await execute(binary, ['-v']);
  return {
    name: `nginx ${/nginx\/([\d.]+)/.exec(stderr)?.[1] ?? ''}`,
    port,
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      await removeFolder(folder);
    },
  };
}

/** Configuration and scripts, checked by the programs that read them: nginx, Docker Compose, bash. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { ensureDebianPackages, execute, removeFolder, temporaryFolder } from '../lib/engines/debian.mts';
import { debian13, inDebian13 } from '../lib/engines/debian13.mts';
import { checkEach, type Outcome } from './outcome.mts';

const nginx = '/usr/sbin/nginx';

/** `nginx -t`; a block that is not a whole configuration stands inside of `http { … }`. */
export async function checkNginx(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  await ensureDebianPackages([{ name: 'nginx-light', provides: nginx }]);
  const { stderr } = await execute(nginx, ['-v']);
  const engine = `nginx ${/nginx\/(\S+)/.exec(stderr)?.[1] ?? ''}`;
  const folder = await temporaryFolder('nginx');
  try {
    return await checkEach(blocks, engine, 'parsed', async ({ text }, index) => {
      const prefix = path.join(folder, String(index));
      await mkdir(prefix);
      const isWhole = /^\s*(?:http|stream|events)\s*\{/m.test(text);
      const log = 'pid nginx.pid; error_log stderr;';
      const config = isWhole ? `${log} ${text}` : `${log} events {} http { access_log off; ${text}\n}`;
      await writeFile(path.join(prefix, 'nginx.conf'), config);
      await execute(nginx, ['-t', '-q', '-p', `${prefix}/`, '-c', 'nginx.conf', '-e', 'stderr']);
      return undefined;
    });
  } finally {
    await removeFolder(folder);
  }
}

/** `docker-compose config`: the schema, the references between services and the variables; needs no Docker engine. */
export async function checkCompose(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const rootFolder = await debian13();
  const compose = (...args: string[]): [string, string[]] => inDebian13(rootFolder, ...args);
  const { stdout: version } = await execute(...compose('docker-compose', 'version', '--short'));
  const inside = `/tmp/guide-compose-${process.pid}`;
  const outside = path.join(rootFolder, inside);
  try {
    return await checkEach(
      blocks,
      `Docker Compose ${version.trim().replace(/[-+].*/, '')}`,
      'parsed',
      async ({ text }, index) => {
        const folder = path.join(outside, String(index));
        await mkdir(folder, { recursive: true });
        await writeFile(path.join(folder, 'compose.yaml'), text);
        // Variables that the file asks for come from the environment of the person who runs it.
        const variables = [...text.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => `${name}=value`);
        const environment = ['env', '-C', `${inside}/${index}`, 'HOME=/tmp', ...variables];
        await execute(...compose(...environment, 'docker-compose', 'config', '--quiet'));
        return undefined;
      },
    );
  } finally {
    await removeFolder(outside);
  }
}

/** `bash -n` reads a script without running it. */
export async function checkShell(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const { stdout } = await execute('bash', ['--version']);
  const engine = `bash ${/version (\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? ''}`;
  return checkEach(blocks, engine, 'parsed', async ({ text }) => {
    await execute('bash', ['-n', '-c', text]);
    return undefined;
  });
}

/** Runs SQL against a real MariaDB: each block in a fresh, empty database. */
import { randomUUID } from 'node:crypto';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { execute } from '../lib/engines/debian.mts';
import { startMariadb } from '../lib/engines/servers.mts';
import { checkEach, type Outcome } from './outcome.mts';

export async function checkMariadb(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const server = await startMariadb();
  const connection = ['--no-defaults', '-h127.0.0.1', `-P${server.port}`, '-uguide'];
  try {
    return await checkEach(blocks, server.name, 'executed', async (block) => {
      const name = `guide_${randomUUID().replaceAll('-', '')}`;
      await execute('mariadb', [...connection, '-e', `CREATE DATABASE ${name}`]);
      await execute('mariadb', [...connection, name, '-e', block.text], { timeout: 60_000 });
      return undefined;
    });
  } finally {
    await server.stop();
  }
}

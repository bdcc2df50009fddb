/** Runs SQL against a real PostgreSQL: each block in a fresh database with the shop's tables. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { execute, removeFolder, temporaryFolder } from '../lib/engines/debian.mts';
import { startPostgresql } from '../lib/engines/postgresql.mts';
import { checkEach, type Outcome } from './outcome.mts';
import { preparedScript } from './sqlScript.mts';

const timeoutMs = 60_000;

export async function checkPostgresql(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const server = await startPostgresql();
  const folder = await temporaryFolder('psql');
  try {
    return await checkEach(blocks, server.name, 'executed', async (block, index) => {
      const { script, executed, prepared } = preparedScript(block.text);
      if (executed + prepared === 0) throw new Error('the block holds no statement');
      const file = path.join(folder, `block-${index}.sql`);
      await writeFile(file, script);
      const database = await server.createDatabase();
      try {
        const connection = ['-h', '127.0.0.1', '-p', String(server.port), '-U', 'guide', '-d', database];
        // Line by line without a surrounding transaction, so that CREATE INDEX CONCURRENTLY may run.
        await execute(
          path.join(server.binaries, 'psql'),
          ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...connection, '-f', file],
          { timeout: timeoutMs },
        );
      } finally {
        await server.dropDatabase(database);
      }
      return executed > 0 ? 'executed' : 'prepared';
    });
  } finally {
    await removeFolder(folder);
    await server.stop();
  }
}

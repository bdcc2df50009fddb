/** Runs Redis commands, one on each line, against a real server that is emptied before each block. */
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { execute } from '../lib/engines/debian.mts';
import { startRedis } from '../lib/engines/servers.mts';
import { problemOf, type Outcome } from './outcome.mts';

export async function checkRedis(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const server = await startRedis();
  const client = async (line: string): Promise<void> => {
    // The command line client reads quoted words like a shell does, from its standard input.
    const running = execute('redis-cli', ['-p', String(server.port), '-e'], { timeout: 10_000 });
    running.child.stdin?.end(`${line}\n`);
    const { stdout } = await running;
    if (/^(?:\(error\)|ERR|WRONGTYPE)/m.test(stdout)) throw new Error(`${line}: ${stdout.trim()}`);
  };
  try {
    const outcomes: Outcome[] = [];
    // One after the other, because all share the one keyspace.
    for (const block of blocks) {
      const common = { block, engine: server.name, way: 'executed' as const };
      try {
        await client('FLUSHALL');
        for (const line of block.text.split('\n')) {
          if (line.trim() !== '' && !line.startsWith('#')) await client(line);
        }
        outcomes.push(common);
      } catch (error) {
        outcomes.push({ ...common, problem: problemOf(error) });
      }
    }
    return outcomes;
  } finally {
    await server.stop();
  }
}

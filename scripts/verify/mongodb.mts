/** Debian has no MongoDB server, so nothing can be run: such a block is a failure that says what to do instead. */
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import type { Outcome } from './outcome.mts';

export function checkMongodb(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const problem =
    "no MongoDB server can be had from Debian's packages: mark the block verify=types (driver), verify=node (with data in memory) or verify=parse";
  return Promise.resolve(blocks.map((block) => ({ block, engine: 'none', way: 'executed', problem })));
}

/** What a check of one code block found. */
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';

export interface Outcome {
  readonly block: CodeBlock;
  /** What is wrong, or undefined when the block passed. */
  readonly problem?: string;
  /** What a program printed. */
  readonly output?: string;
  /** Name and version of what ran or checked the block. */
  readonly engine: string;
}

/** Checks blocks that all carry the same `verify` mark. */
export type Checker = (blocks: readonly CodeBlock[]) => Promise<readonly Outcome[]>;

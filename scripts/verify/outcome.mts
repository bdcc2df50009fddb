/** What a check of one code block found. */
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { expandSnippet } from '../../guide/src/expandSnippet.ts';

/** How strong a check was: it ran, a server planned it without running it, its types were checked, it was parsed. */
export const ways = ['executed', 'prepared', 'type-checked', 'parsed'] as const;
export type Way = (typeof ways)[number];

export interface Outcome {
  readonly block: CodeBlock;
  /** What is wrong, or undefined when the block passed. */
  readonly problem?: string;
  /** What a program printed. */
  readonly output?: string;
  /** Name and version of what ran or checked the block. */
  readonly engine: string;
  readonly way: Way;
}

/** A snippet is inserted into a file that declares the names it uses. */
export function isSnippet(block: CodeBlock): boolean {
  return block.where.startsWith('snippet ');
}

/** A block as its checker sees it: in a snippet every tab stop holds its default. */
export function checkable(block: CodeBlock): CodeBlock {
  return isSnippet(block) ? { ...block, text: expandSnippet(block.text) } : block;
}

/** Checks blocks that all carry the same `verify` mark; finds or installs the engine that it needs. */
export type Checker = (blocks: readonly CodeBlock[]) => Promise<readonly Outcome[]>;

/** Runs `check` on every block, at most two at a time; what it throws is the block's problem. */
export async function checkEach(
  blocks: readonly CodeBlock[],
  engine: string,
  way: Way,
  check: (block: CodeBlock, index: number) => Promise<Way | undefined>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < blocks.length; index = next++) {
      const block = blocks[index];
      if (block === undefined) return;
      outcomes[index] = await check(block, index).then(
        (strength): Outcome => ({ block, engine, way: strength ?? way }),
        (error: unknown): Outcome => ({ block, engine, way, problem: problemOf(error) }),
      );
    }
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}

/** The message of an error; for a command that failed, what it wrote. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const written = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  const text = written === '' ? error.message : written;
  return text.split('\n').slice(-12).join('\n    ');
}

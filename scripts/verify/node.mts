/** Runs programs under this Node.js in an empty folder. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { problemOf, type Outcome } from './outcome.mts';

const execute = promisify(execFile);
const engine = `Node.js ${process.versions.node}`;
const timeoutMs = 30_000;

export async function checkNode(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'guide-node-'));
  try {
    const outcomes: Outcome[] = [];
    // One after the other: programs that show an order of events must not compete for the processor.
    for (const block of blocks) outcomes.push(await runProgram(block, folder));
    return outcomes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runProgram(block: CodeBlock, folder: string): Promise<Outcome> {
  const isModule = /^\s*(?:import|export)\b/m.test(block.text);
  const file = path.join(folder, isModule ? 'program.mjs' : 'program.cjs');
  try {
    const code = block.language === 'ts' ? (await transform(block.text, { loader: 'ts' })).code : block.text;
    await writeFile(file, code);
    const { stdout } = await execute(process.execPath, [file], { cwd: folder, timeout: timeoutMs });
    return { block, engine, way: 'executed', output: stdout.trimEnd().split('\n').join(' ⏎ ') };
  } catch (error) {
    return { block, engine, way: 'executed', problem: problemOf(error) };
  }
}

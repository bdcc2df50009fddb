/**
 * Checks every code block of the guide the way its mark says, and the recorded outputs of predict-output questions.
 * `npm run verify:guide [-- --update] [part of a concept id …]`; with --update the outputs are recorded anew.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CodeBlock } from '../compiler/src/codeBlocks.ts';
import type { Verification } from '../protocol/src/concept.ts';
import { compileContent, outputsFolder, readOutputs, type Outputs } from './lib/content.mts';
import { checkNode } from './verify/node.mts';
import type { Checker, Outcome } from './verify/outcome.mts';
import { expandSnippet } from './verify/snippetText.mts';
import { checkTypes } from './verify/types.mts';

const checkers: Partial<Record<Verification, Checker>> = {
  node: checkNode,
  types: checkTypes,
};

const args = process.argv.slice(2);
const update = args.includes('--update');
const parts = args.filter((arg) => arg !== '--update');
const { codeBlocks } = await compileContent();
const blocks = codeBlocks
  .filter(({ conceptId }) => parts.length === 0 || parts.some((part) => conceptId.includes(part)))
  .map((block) =>
    block.where.startsWith('snippet ') ? { ...block, text: expandSnippet(block.text) } : block,
  );

const outcomes: Outcome[] = [];
for (const [verify, checker] of Object.entries(checkers)) {
  const marked = blocks.filter((block) => block.verify === verify);
  if (marked.length > 0) outcomes.push(...(await checker(marked)));
}
const drift = update ? (await recordOutputs(), []) : await outputDrift();
const problems = [...outcomes.flatMap(problemLine), ...drift];
report();
process.exitCode = problems.length > 0 ? 1 : 0;

function problemLine({ block, problem }: Outcome): string[] {
  return problem === undefined ? [] : [`${place(block)}: ${problem}`];
}

function place(block: CodeBlock): string {
  return `${block.conceptId}.md:${block.line} (${block.where}, verify=${block.verify})`;
}

/** Outputs that differ from the recorded ones: the guide would teach what does not happen. */
async function outputDrift(): Promise<string[]> {
  const recorded = await readOutputs();
  return outcomes.flatMap(({ block, output }) => {
    if (block.outputOf === undefined || output === undefined) return [];
    const expected = recorded[block.outputOf];
    if (expected?.code === block.text && expected.output === output) return [];
    return [
      `${place(block)}: prints ${output}, recorded is ${expected?.output ?? 'nothing'}; run with --update`,
    ];
  });
}

async function recordOutputs(): Promise<void> {
  const byConcept = new Map<string, Outputs>();
  for (const { block, output, engine } of outcomes) {
    if (block.outputOf === undefined || output === undefined) continue;
    const outputs = byConcept.get(block.conceptId) ?? {};
    outputs[block.outputOf] = { code: block.text, output, engine };
    byConcept.set(block.conceptId, outputs);
  }
  for (const [conceptId, outputs] of byConcept) {
    await writeFile(path.join(outputsFolder, `${conceptId}.json`), `${JSON.stringify(outputs, null, 2)}\n`);
  }
}

function report(): void {
  for (const line of problems) console.log(line);
  const marks = [...new Set(blocks.map((block) => block.verify))];
  for (const verify of marks) {
    const marked = blocks.filter((block) => block.verify === verify);
    const checked = outcomes.filter(({ block }) => block.verify === verify);
    const passed = checked.filter(({ problem }) => problem === undefined).length;
    const engines = [...new Set(checked.map(({ engine }) => engine))].join(', ');
    console.log(
      `${verify}: ${passed} of ${marked.length} blocks passed${engines === '' ? ', no checker yet' : ` (${engines})`}`,
    );
  }
  console.log(`${problems.length} problems`);
}

/**
 * Checks every code block of the guide the way its mark says, the recorded outputs of predict-output questions, and the
 * proofs of its claims.
 * `npm run verify:guide [-- --update] [part of a concept id …]`; with --update the outputs are recorded anew.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CodeBlock } from '../compiler/src/codeBlocks.ts';
import type { Verification } from '../protocol/src/concept.ts';
import { verifyClaims } from './lib/claims/verifyClaims.mts';
import { compileContent, outputsFolder, readOutputs, type Outputs } from './lib/content.mts';
import { partsOfNothing } from './lib/partsOfNothing.mts';
import { installVerificationPackages } from './lib/verificationPackages.mts';
import { checkCompose, checkNginx, checkShell } from './verify/files.mts';
import { checkMariadb } from './verify/mariadb.mts';
import { checkMongodb } from './verify/mongodb.mts';
import { checkNode } from './verify/node.mts';
import { checkable, problemOf, ways, type Checker, type Outcome } from './verify/outcome.mts';
import { checkParse } from './verify/parse.mts';
import { checkPostgresql } from './verify/postgresql.mts';
import { checkPython } from './verify/python.mts';
import { recordBlocks } from './verify/record.mts';
import { checkRedis } from './verify/redis.mts';
import { wrongBlocks } from './verify/wrongBlocks.mts';
import { checkTypes } from './verify/types.mts';

const checkers: Readonly<Record<Verification, Checker>> = {
  node: checkNode,
  postgresql: checkPostgresql,
  mariadb: checkMariadb,
  mongodb: checkMongodb,
  redis: checkRedis,
  python: checkPython,
  shell: checkShell,
  nginx: checkNginx,
  compose: checkCompose,
  parse: checkParse,
  types: checkTypes,
};

const args = process.argv.slice(2);
const update = args.includes('--update');
const parts = args.filter((arg) => arg !== '--update');
const { codeBlocks } = await compileContent();
const blocks = codeBlocks
  .filter(({ conceptId }) => parts.length === 0 || parts.some((part) => conceptId.includes(part)))
  .map(checkable);

await installVerificationPackages();
const outcomes: Outcome[] = [];
/** Wrong code that a checker did not notice: its other results are worth nothing. */
const blind: string[] = [];
// Programs of Node.js first and alone, because some show an order of events. The type checker comes last, because it
// keeps this process busy: the time limits of other checks would pass unnoticed.
await check('node');
await Promise.all(
  (
    ['postgresql', 'mariadb', 'mongodb', 'redis', 'python', 'shell', 'nginx', 'compose', 'parse'] as const
  ).map(check),
);
await check('types');
if (blind.length === 0) await recordBlocks(outcomes);
const drift = update ? (await recordOutputs(), []) : await outputDrift();
const unchecked = blocks.length - outcomes.length;
const problems = [
  ...partsOfNothing(
    parts,
    codeBlocks.map(({ conceptId }) => conceptId),
    'no id of a concept',
  ),
  ...outcomes.flatMap(problemLine),
  ...(unchecked === 0 ? [] : [`${unchecked} blocks were not checked by anything`]),
  ...blind,
  ...drift,
];
report();
const claims = await verifyClaims(parts, update);
process.exitCode = problems.length + claims.problems > 0 ? 1 : 0;

async function check(verify: Verification): Promise<void> {
  const marked = blocks.filter((block) => block.verify === verify);
  if (marked.length === 0) return;
  const started = Date.now();
  const wrong = wrongBlocks(verify);
  const all = [...marked, ...wrong];
  const checked = await checkers[verify](all).catch((error: unknown) =>
    // An engine that cannot be had here leaves its blocks unchecked, which is a failure of each.
    all.map((block): Outcome => ({ block, engine: 'none', way: 'parsed', problem: problemOf(error) })),
  );
  for (const outcome of checked) {
    if (!wrong.includes(outcome.block)) outcomes.push(outcome);
    else if (outcome.problem === undefined)
      blind.push(`verify=${verify} lets this pass: ${outcome.block.text}`);
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${verify}: ${marked.length} blocks in ${seconds} s, ${wrong.length} wrong ones added as a test of the checker`,
  );
}

function problemLine({ block, problem }: Outcome): string[] {
  return problem === undefined ? [] : [`${place(block)}: ${problem}`];
}

function place(block: CodeBlock): string {
  return `content/${block.path}:${block.line}:1 (${block.where}, verify=${block.verify})`;
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
  console.log(['', ...problems, ''].join('\n'));
  for (const verify of new Set(blocks.map((block) => block.verify))) {
    const checked = outcomes.filter(({ block }) => block.verify === verify);
    const passed = checked.filter(({ problem }) => problem === undefined);
    const engines = [...new Set(checked.map(({ engine }) => engine))].join(', ');
    console.log(`verify=${verify}: ${passed.length} of ${checked.length} passed (${engines})`);
  }
  const passed = outcomes.filter(({ problem }) => problem === undefined);
  const sums = ways.map((way) => `${passed.filter((outcome) => outcome.way === way).length} ${way}`);
  console.log(`${passed.length} of ${blocks.length} blocks passed: ${sums.join(', ')}`);
  console.log(`${problems.length} problems`);
}

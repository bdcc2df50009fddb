/**
 * `npm run guide:report`: what the guide holds and how much of it was checked, in numbers.
 * Code that was not verified on this machine since it changed is verified first.
 */
import path from 'node:path';
import { balanceOf } from '../compiler/src/editorial/questionRules.ts';
import { compileContent, readCatalog, readRecordedClaims } from './lib/content.mts';
import { root } from './lib/paths.mts';
import { exitCode } from './lib/run.mts';
import { checkable, ways } from './verify/outcome.mts';
import { fingerprint, readVerifiedBlocks } from './verify/record.mts';

const { guide, files, codeBlocks: written, claims } = await compileContent();
const codeBlocks = written.map(checkable);
const catalog = await readCatalog();
const claimRecord = await readRecordedClaims();
let verified = await readVerifiedBlocks();
const isVerified = (block: (typeof codeBlocks)[number]): boolean =>
  verified[fingerprint(block)] !== undefined;
if (!codeBlocks.every(isVerified)) {
  await exitCode(process.execPath, ['--import', 'tsx', path.join('scripts', 'verifyGuide.mts')], {
    cwd: root,
  });
  verified = await readVerifiedBlocks();
}

const { concepts } = guide;
const questions = concepts.flatMap((concept) => concept.questions);
const snippets = concepts.flatMap((concept) => concept.snippets);
const messages = files.flatMap((file) => file.messages);
const missing = messages.filter(({ source, ruleId }) => (source ?? ruleId) === 'sections').length;
const balance = balanceOf(concepts);
const passed = codeBlocks.filter(isVerified);

const lines: [string, string | number][] = [
  ['concepts', `${concepts.length}/${catalog.size}`],
  ['problems that the compiler reports', messages.length],
  ['sections missing', missing],
  ['sources per concept (min)', minimum(concepts.map(({ sources }) => sources.length))],
  ['triggers', sum(concepts.map(({ triggers }) => triggers.length))],
  ['snippets', `${snippets.length} (${new Set(snippets.map(({ prefix }) => prefix)).size} prefixes)`],
  ['questions', questions.length],
  ...counted(questions.map(({ kind }) => kind)),
  ['questions per concept (min)', minimum(concepts.map((concept) => concept.questions.length))],
  [
    'kinds of questions per concept (min)',
    minimum(concepts.map((concept) => new Set(concept.questions.map(({ kind }) => kind)).size)),
  ],
  [
    'right answer is the longest',
    `${balance.rightIsLongest}/${balance.choiceQuestions} (${percent(balance.rightIsLongest, balance.choiceQuestions)})`,
  ],
  ...[...balance.positions].map(([length, counts]): [string, string] => [
    `right answer's place among ${length}`,
    counts.join(' / '),
  ]),
  ['verified examples / all examples', `${passed.length}/${codeBlocks.length}`],
  ...counted(codeBlocks.map(({ verify }) => verify)).map(([mark, all]): [string, string] => [
    `  verify=${mark.trim()}`,
    `${passed.filter(({ verify }) => verify === mark.trim()).length}/${all} (${enginesOf(mark.trim())})`,
  ]),
  ...ways.map((way): [string, number] => [
    `  ${way}`,
    passed.filter((block) => verified[fingerprint(block)]?.way === way).length,
  ]),
  ['claims proven / all claims', `${claims.filter(isProven).length}/${claims.length}`],
  ...counted([...claimRecord.values()].flat()),
];
const width = Math.max(...lines.map(([name]) => name.length));
console.log(lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n'));
process.exitCode =
  messages.length > 0 || passed.length < codeBlocks.length || !claims.every(isProven) ? 1 : 0;

function isProven({ conceptId, id }: { readonly conceptId: string; readonly id: string }): boolean {
  return claimRecord.has(`${conceptId}/${id}`);
}

function enginesOf(mark: string): string {
  const engines = passed
    .filter(({ verify }) => verify === mark)
    .map((block) => verified[fingerprint(block)]?.engine);
  return [...new Set(engines)].join(', ');
}

/** How often each word occurs, the most frequent first, indented below the line before. */
function counted(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, count]) => [`  ${word}`, count]);
}

function minimum(numbers: readonly number[]): number {
  return Math.min(...numbers);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`;
}

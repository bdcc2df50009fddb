/**
 * What detection costs at 200 to 100,000 lines: the first match of the whole file, and an edit followed by the
 * match at the edited place. Times depend on the machine, so the table shows ratios: per line for the full
 * match (1 is linear growth), and against replacing the text alone for the edit.
 *
 *   npx tsx bench/detection/detection.bench.mts [--quick] [--language typescript]
 */
import { readFileSync } from 'node:fs';
import type { Concept } from '../../protocol/src/concept.ts';
import { createDetector } from '../../server/src/detection/createDetector.ts';
import { fixtureConcepts } from '../../test/detection/fixtureTriggers.ts';
import { fileOf, languages, sampleOf } from './samples.mts';

const isQuick = process.argv.includes('--quick');
const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const guidePath = option('--guide');
const concepts =
  guidePath === undefined
    ? fixtureConcepts
    : (JSON.parse(readFileSync(guidePath, 'utf8')) as { concepts: Concept[] }).concepts;
const sizes = [200, 2_000, 20_000, 100_000];
const edits = isQuick ? 60 : 300;
const detector = createDetector(concepts);

const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

/** A generator of numbers that is the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

interface Measured {
  readonly full: number;
  readonly again: number;
  readonly firstHover: number;
  readonly edit: readonly number[];
  readonly text: readonly number[];
  readonly matches: number;
}

async function measure(language: string, lines: number): Promise<Measured> {
  const { languageId, file } = fileOf(language);
  const path = `/project/${file}`;
  let text = sampleOf(language, lines);
  const hovered = await detector.open(languageId, path, text);
  const beforeHover = performance.now();
  hovered?.matchAt(Math.floor(text.length * 0.7));
  const firstHover = performance.now() - beforeHover;
  hovered?.dispose();

  const document = await detector.open(languageId, path, text);
  if (document === undefined) throw new Error(`no detector for ${language}`);
  const before = performance.now();
  const matches = (await document.matches()) ?? [];
  const full = performance.now() - before;
  const random = seeded(lines);
  const editTimes: number[] = [];
  const textTimes: number[] = [];
  for (let count = 0; count < edits; count++) {
    const at = Math.floor(random() * text.length);
    const insert = count % 2 === 0 ? 'x' : ' ';
    const textBefore = performance.now();
    text = text.slice(0, at) + insert + text.slice(at);
    text.charCodeAt(0);
    Buffer.byteLength(text);
    textTimes.push(performance.now() - textBefore);
    const editBefore = performance.now();
    document.update(text, [{ from: at, to: at, insert }]);
    document.matchAt(at);
    editTimes.push(performance.now() - editBefore);
  }
  const againBefore = performance.now();
  await document.matches();
  const again = performance.now() - againBefore;
  document.dispose();
  return { full, again, firstHover, edit: editTimes, text: textTimes, matches: matches.length };
}

const only = option('--language');
const columns = [
  'lines',
  'matches',
  'full ms',
  'per line',
  'after edits ms',
  'first hover ms',
  'edit p50',
  'edit p99',
  'x text',
];
for (const language of languages.filter((name) => only === undefined || name === only)) {
  await measure(language, 2_000);
  console.log(`\n${language}\n${columns.map((column) => column.padStart(14)).join('')}`);
  let perLine: number | undefined;
  for (const lines of sizes) {
    const measured = await measure(language, lines);
    perLine ??= measured.full / lines;
    const p50 = percentile(measured.edit, 0.5);
    const row = [
      String(lines),
      String(measured.matches),
      measured.full.toFixed(1),
      `${(measured.full / lines / perLine).toFixed(2)}x`,
      measured.again.toFixed(1),
      measured.firstHover.toFixed(1),
      p50.toFixed(3),
      percentile(measured.edit, 0.99).toFixed(2),
      `${(p50 / Math.max(0.001, percentile(measured.text, 0.5))).toFixed(1)}x`,
    ];
    console.log(row.map((cell) => cell.padStart(14)).join(''));
  }
}

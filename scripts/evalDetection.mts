/**
 * Compares detection with the labelled code in test/detection/labelled and prints precision, recall and the
 * accuracy of sides per language and concept, then everything that is not as labelled. Exits with 1 below the gates.
 *
 *   npx tsx scripts/evalDetection.mts [--guide dist/guide.json] [--all]
 *
 * Without `--guide` the triggers of the test's own small guide are used, and the gates hold. With a guide only marked
 * places are compared, and what differs is for a person to judge: a place that is a trap for one concept may well evoke
 * another.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Guide } from '../protocol/src/concept';
import { evaluate, type Tally } from '../test/detection/evaluation';
import { fixtureConcepts } from '../test/detection/fixtureTriggers';
import { readLabelled } from '../test/detection/readLabelled';

/** What a release must reach on the labelled code. */
const gates = { precision: 0.98, recall: 0.95, sideAccuracy: 0.97 };

const labelledFolder = path.join(import.meta.dirname, '../test/detection/labelled');
const guideFlag = process.argv.indexOf('--guide');
const guidePath = guideFlag < 0 ? undefined : process.argv[guideFlag + 1];
const concepts =
  guidePath === undefined ? fixtureConcepts : (JSON.parse(readFileSync(guidePath, 'utf8')) as Guide).concepts;

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`.padStart(9);
function row(name: string, tally: Tally): string {
  const counts = [tally.found, tally.wrong, tally.missed].map((count) => String(count).padStart(7)).join('');
  return `${name.padEnd(28)}${counts}${percent(tally.precision)}${percent(tally.recall)}${percent(tally.sideAccuracy)}`;
}

const evaluation = await evaluate(
  concepts,
  readLabelled(labelledFolder),
  guidePath === undefined ? 'wrong' : 'ignored',
);
const { total, byLanguage, byConcept, confusions, positions, traps } = evaluation;
console.log(`${String(positions)} labelled positions, ${String(traps)} of them traps\n`);
console.log(`${''.padEnd(28)}  found  wrong missed precision   recall    sides`);
for (const [language, tally] of byLanguage) console.log(row(language, tally));
console.log('');
for (const [conceptId, tally] of [...byConcept].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(row(conceptId, tally));
}
console.log(`\n${row('all', total)}`);
if (confusions.length > 0) {
  const shown = process.argv.includes('--all') ? confusions : confusions.slice(0, 60);
  console.log(`\n${shown.join('\n')}`);
}
const isBelow =
  guidePath === undefined &&
  (total.precision < gates.precision ||
    total.recall < gates.recall ||
    total.sideAccuracy < gates.sideAccuracy);
if (isBelow) {
  console.error(`\nbelow the gates: ${JSON.stringify(gates)}`);
  process.exitCode = 1;
}

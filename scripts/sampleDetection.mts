/**
 * Runs detection over folders of code and prints, for a person to judge, how many hovers a thousand lines have
 * and a random sample of them with their source lines. The same seed gives the same sample.
 *
 *   npx tsx scripts/sampleDetection.mts [folder …] [--seed N] [--count N] [--guide dist/guide.json] [--concept id]
 *     [--per-trigger N]
 *
 * `--per-trigger` draws no more than N of the same trigger, so that rare ones are judged too.
 * Without a folder every package in node_modules is read.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Guide } from '../protocol/src/concept.ts';
import type { Match } from '../server/src/detection/detection';
import { createDetector } from '../server/src/detection/createDetector.ts';
import { fixtureConcepts } from '../test/detection/fixtureTriggers.ts';

const valued = new Set(['--seed', '--count', '--guide', '--concept', '--per-trigger']);
const folders: string[] = [];
const options = new Map<string, string>();
for (let at = 2; at < process.argv.length; at++) {
  const argument = process.argv[at] ?? '';
  if (valued.has(argument)) options.set(argument, process.argv[++at] ?? '');
  else folders.push(argument);
}
const seed = Number(options.get('--seed') ?? 1);
const count = Number(options.get('--count') ?? 100);
const guidePath = options.get('--guide');
const only = options.get('--concept');
const perTrigger = Number(options.get('--per-trigger') ?? Infinity);

const languages: Readonly<Record<string, string>> = {
  '.js': 'javascript',
  '.cjs': 'javascript',
  '.mjs': 'javascript',
  '.jsx': 'javascriptreact',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'typescriptreact',
  '.sql': 'sql',
  '.py': 'python',
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.sh': 'shellscript',
  '.prisma': 'prisma',
  '.http': 'http',
  '.rest': 'rest',
};

function languageOf(file: string): string | undefined {
  const name = path.basename(file);
  if (/^(?:Dockerfile|Containerfile)(?:\.|$)|\.dockerfile$/i.test(name)) return 'dockerfile';
  if (/nginx[\w.-]*\.conf$|\.nginx$/i.test(name)) return 'nginx';
  return languages[path.extname(name).toLowerCase()];
}

/** Longer files are bundles; a person reads none of them. */
const longestFile = 1_500_000;
const skipped = new Set(['.git', '.cache', '.bin']);

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* filesBelow(file);
    else if (entry.isFile() && languageOf(file) !== undefined && statSync(file).size <= longestFile)
      yield file;
  }
}

interface Hover {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly shown: string;
  readonly match: Match;
}

/** A generator of numbers that is the same for the same seed. */
function seeded(state: number): () => number {
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const concepts =
  guidePath === undefined ? fixtureConcepts : (JSON.parse(readFileSync(guidePath, 'utf8')) as Guide).concepts;
const detector = createDetector(concepts);
const roots = folders.length > 0 ? folders : [path.join(import.meta.dirname, '../node_modules')];
const hovers: Hover[] = [];
const byLanguage = new Map<string, { files: number; lines: number; hovers: number; milliseconds: number }>();
const byTrigger = new Map<string, number>();

for (const root of roots) {
  for (const file of filesBelow(root)) {
    const languageId = languageOf(file) ?? '';
    const text = readFileSync(file, 'utf8');
    const before = performance.now();
    const matches = (await (await detector.open(languageId, file, text))?.matches()) ?? [];
    const spent = performance.now() - before;
    const known = byLanguage.get(languageId) ?? { files: 0, lines: 0, hovers: 0, milliseconds: 0 };
    byLanguage.set(languageId, {
      files: known.files + 1,
      lines: known.lines + text.split('\n').length,
      hovers: known.hovers + matches.length,
      milliseconds: known.milliseconds + spent,
    });
    for (const match of matches) {
      byTrigger.set(match.triggerId, (byTrigger.get(match.triggerId) ?? 0) + 1);
      if (only !== undefined && match.conceptId !== only) continue;
      const lineFrom = text.lastIndexOf('\n', match.from - 1) + 1;
      const lineTo = text.indexOf('\n', match.from);
      const line = text.slice(lineFrom, lineTo < 0 ? undefined : lineTo);
      const start = Math.max(0, match.from - lineFrom - 80);
      hovers.push({
        file: path.relative(process.cwd(), file),
        line: text.slice(0, match.from).split('\n').length,
        source: line.slice(start, start + 200).trim(),
        shown: text.slice(match.from, match.to).replaceAll(/\s+/g, ' ').slice(0, 80),
        match,
      });
    }
  }
}

console.log(`${'language'.padEnd(18)}  files      lines   hovers  per 1,000 lines   ms per 1,000 lines`);
for (const [language, { files, lines, hovers: found, milliseconds }] of byLanguage) {
  const cells = [
    String(files).padStart(7),
    String(lines).padStart(11),
    String(found).padStart(9),
    ((found / lines) * 1000).toFixed(2).padStart(17),
    ((milliseconds / lines) * 1000).toFixed(1).padStart(21),
  ];
  console.log(language.padEnd(18) + cells.join(''));
}
console.log('\ntriggers, most frequent first');
for (const [trigger, times] of [...byTrigger].sort((a, b) => b[1] - a[1]).slice(0, 40)) {
  console.log(`${String(times).padStart(7)}  ${trigger}`);
}
console.log(
  `\n${String(Math.min(count, hovers.length))} of ${String(hovers.length)} hovers, seed ${String(seed)}`,
);
const random = seeded(seed);
const pool = [...hovers];
const drawn = new Map<string, number>();
for (let shown = 0; shown < count && pool.length > 0;) {
  const [hover] = pool.splice(Math.floor(random() * pool.length), 1);
  if (hover === undefined) break;
  const { triggerId, optionId } = hover.match;
  const before = drawn.get(triggerId) ?? 0;
  if (before >= perTrigger) continue;
  drawn.set(triggerId, before + 1);
  shown++;
  const side = optionId === undefined ? '' : `#${optionId}`;
  console.log(`${String(shown).padStart(4)}  ${triggerId}${side}  «${hover.shown}»`);
  console.log(`      ${hover.file}:${String(hover.line)}  ${hover.source}`);
}

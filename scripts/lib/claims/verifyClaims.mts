/** Runs the proofs of proofs/ and compares them with the claims of content/ and the record of both. */
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { claimsFile, compileContent, readRecordedClaims } from '../content.mts';
import { root } from '../paths.mts';
import { installVerificationPackages } from '../verificationPackages.mts';
import { Engines, prove, type Proofs } from './context.mts';

const proofsFolder = path.join(root, 'proofs');

interface Outcome {
  /** `concept-id/claim-id`. */
  readonly key: string;
  readonly checkedOn: readonly string[];
  readonly problem?: string;
}

export interface ClaimsReport {
  /** How many problems were printed. */
  readonly problems: number;
  /** The ids of the looked at concepts that have claims or proofs. */
  readonly concepts: readonly string[];
}

/**
 * Runs the proofs of the concepts whose id holds one of `parts` (of all, when there are none), prints what failed
 * and how many claims are proven on what.
 * With `update` the record is written; else it must name the same claims and engines, in whatever versions.
 */
export async function verifyClaims(parts: readonly string[], update: boolean): Promise<ClaimsReport> {
  const concerns = (conceptId: string): boolean =>
    parts.length === 0 || parts.some((part) => conceptId.includes(part));
  const { claims } = await compileContent();
  const claimKeys = new Set(
    claims.filter(({ conceptId }) => concerns(conceptId)).map(({ conceptId, id }) => `${conceptId}/${id}`),
  );
  await installVerificationPackages();
  const outcomes = await runProofs(concerns);
  const proofKeys = new Set(outcomes.map(({ key }) => key));
  const recorded = await readRecordedClaims();
  const problems = [
    ...outcomes.flatMap(({ key, problem }) => (problem === undefined ? [] : [`${key}: ${problem}`])),
    ...[...claimKeys]
      .filter((key) => !proofKeys.has(key))
      .map((key) => `${key}: the claim has no proof; write it in ${proofFile(key)}`),
    ...[...proofKeys]
      .filter((key) => !claimKeys.has(key))
      .map((key) => `${key}: the proof belongs to no sentence; mark it in content/, or remove the proof`),
  ];
  const proven = outcomes.filter(({ key, problem }) => problem === undefined && claimKeys.has(key));
  if (update) {
    const kept = [...recorded].filter(([key]) => !concerns(conceptOf(key)));
    const entries = [...kept, ...proven.map(({ key, checkedOn }) => [key, checkedOn] as const)];
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    await writeFile(claimsFile, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  } else {
    const expected = [...recorded].filter(([key]) => concerns(conceptOf(key)));
    problems.push(...differences(new Map(expected), proven));
  }
  report(proven, problems);
  const concepts = [...claimKeys, ...proofKeys].map(conceptOf);
  return { problems: problems.length, concepts: [...new Set(concepts)] };
}

function conceptOf(key: string): string {
  return key.split('/', 1)[0] ?? '';
}

function proofFile(key: string): string {
  return `proofs/${conceptOf(key)}.mts`;
}

async function runProofs(concerns: (conceptId: string) => boolean): Promise<readonly Outcome[]> {
  const names = (await readdir(proofsFolder)).filter((name) => name.endsWith('.mts')).sort();
  const engines = new Engines();
  const outcomes: Outcome[] = [];
  try {
    // One after the other: an order of events is proven best while nothing else competes for the processor.
    for (const name of names) {
      const conceptId = path.basename(name, '.mts');
      if (!concerns(conceptId)) continue;
      const module = (await import(pathToFileURL(path.join(proofsFolder, name)).href)) as { proofs: Proofs };
      for (const [id, proof] of Object.entries(module.proofs)) {
        const key = `${conceptId}/${id}`;
        try {
          outcomes.push({ key, checkedOn: await prove(proof, engines) });
        } catch (error) {
          outcomes.push({
            key,
            checkedOn: [],
            problem: error instanceof Error ? error.message : String(error),
          });
        }
      }
    }
  } finally {
    await engines.stop();
  }
  return outcomes;
}

/** Claims that the record lacks, has too many or has with other engines; versions may differ. */
function differences(
  recorded: ReadonlyMap<string, readonly string[]>,
  proven: readonly Outcome[],
): readonly string[] {
  const mend = 'run "npm run verify:claims -- --update"';
  const names = (checkedOn: readonly string[]): string =>
    checkedOn.map((engine) => engine.replace(/ \S+$/, '')).join(', ');
  const keys = new Set(proven.map(({ key }) => key));
  return [
    ...proven.flatMap(({ key, checkedOn }) => {
      const before = recorded.get(key);
      if (before === undefined) return [`${key}: proven but not recorded; ${mend}`];
      if (names(before) === names(checkedOn)) return [];
      return [`${key}: proven on ${names(checkedOn)}, recorded is ${names(before)}; ${mend}`];
    }),
    ...[...recorded.keys()]
      .filter((key) => !keys.has(key))
      .map((key) => `${key}: recorded but not proven; ${mend}`),
  ];
}

function report(proven: readonly Outcome[], problems: readonly string[]): void {
  for (const line of problems) console.log(line);
  const counts = new Map<string, number>();
  for (const engine of proven.flatMap(({ checkedOn }) => checkedOn)) {
    counts.set(engine, (counts.get(engine) ?? 0) + 1);
  }
  const perEngine = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `${name}: ${n}`);
  console.log(`claims: ${proven.length} proven (${perEngine.join(', ')}), ${problems.length} problems`);
}

/** What the last runs of `npm run verify:guide` on this machine found, so that the report need not run everything again. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { results } from '../lib/paths.mts';
import { ways, type Outcome } from './outcome.mts';

const file = path.join(results, 'verified-blocks.json');
const recordSchema = v.record(v.string(), v.object({ engine: v.string(), way: v.picklist(ways) }));

/** Passed blocks by fingerprint. */
export type VerifiedBlocks = v.InferOutput<typeof recordSchema>;

/** Changes whenever the block's code or the way it is checked does. */
export function fingerprint({ language, verify, where, text }: CodeBlock): string {
  return createHash('sha256').update([language, verify, where, text].join('\0')).digest('hex').slice(0, 20);
}

/** Empty where nothing has been verified yet or the record cannot be read. */
export async function readVerifiedBlocks(): Promise<VerifiedBlocks> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return v.parse(recordSchema, JSON.parse(text));
  } catch {
    return {};
  }
}

/** Adds what passed and removes what failed. */
export async function recordBlocks(outcomes: readonly Outcome[]): Promise<void> {
  const record = new Map(Object.entries(await readVerifiedBlocks()));
  for (const { block, engine, way, problem } of outcomes) {
    if (problem === undefined) record.set(fingerprint(block), { engine, way });
    else record.delete(fingerprint(block));
  }
  await mkdir(results, { recursive: true });
  await writeFile(file, JSON.stringify(Object.fromEntries(record), null, 2));
}

/** Reads content/ from the disk and compiles it. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { parseCatalog, type CatalogEntry } from '../../compiler/src/catalog.ts';
import { parseEditorialLists } from '../../compiler/src/editorial/lists.ts';
import { compileGuide, type CompiledGuide } from '../../compiler/src/compileGuide.ts';
import { withDiagrams } from '../../compiler/src/diagrams.ts';
import { root } from './paths.mts';

/**
 * What the programs of predict-output questions print: a file for each concept, a field for each question id.
 * Written by `npm run verify:guide -- --update`, never by hand.
 */
export const outputsFolder = path.join(root, 'content', 'outputs');
const outputsSchema = v.record(
  v.string(),
  v.strictObject({ code: v.string(), output: v.string(), engine: v.string() }),
);
export type Outputs = v.InferOutput<typeof outputsSchema>;

export async function readOutputs(): Promise<Outputs> {
  const names = (await readdir(outputsFolder)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(
    names.map(async (name): Promise<Outputs> => {
      return v.parse(outputsSchema, JSON.parse(await readFile(path.join(outputsFolder, name), 'utf8')));
    }),
  );
  return Object.assign({}, ...files) as Outputs;
}

/** What the proofs of claims ran on, by `concept-id/claim-id`; written by `npm run verify:claims -- --update`. */
export const claimsFile = path.join(root, 'content', 'verification.json');
const recordedClaimsSchema = v.record(v.string(), v.array(v.string()));

/** Empty where nothing has been recorded yet. */
export async function readRecordedClaims(): Promise<ReadonlyMap<string, readonly string[]>> {
  if (!existsSync(claimsFile)) return new Map();
  const text = await readFile(claimsFile, 'utf8');
  return new Map(Object.entries(v.parse(recordedClaimsSchema, JSON.parse(text))));
}

export async function readCatalog(): Promise<ReadonlyMap<string, CatalogEntry>> {
  return parseCatalog(await readFile(path.join(root, 'content', 'catalog.yaml'), 'utf8'));
}

/** Compiles every concept file below `folder`, by default content/. */
export async function compileContent(folder = path.join(root, 'content')): Promise<CompiledGuide> {
  const catalog = await readCatalog();
  const outputs = new Map(Object.entries(await readOutputs()));
  const paths = (await readdir(folder, { recursive: true }))
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.md') && name.includes('/'))
    .sort();
  const files = await Promise.all(
    paths.map(async (name) => ({ path: name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
  const editorial = parseEditorialLists(await readFile(path.join(root, 'content', 'editorial.yaml'), 'utf8'));
  const compiled = compileGuide(files, catalog, outputs, await readRecordedClaims(), editorial);
  return withDiagrams(compiled, await readDiagramFiles(), new Set(catalog.keys()));
}

async function readDiagramFiles(): Promise<{ path: string; text: string }[]> {
  const folder = path.join(root, 'content', 'diagrams');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: `diagrams/${name}`,
      text: await readFile(path.join(folder, name), 'utf8'),
    })),
  );
}

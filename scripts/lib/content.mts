/** Reads content/ from the disk and compiles it. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { parseCatalog } from '../../compiler/src/catalog.ts';
import { compileGuide, type CompiledGuide } from '../../compiler/src/compileGuide.ts';
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

/** Compiles every concept file below `folder`, by default content/. */
export async function compileContent(folder = path.join(root, 'content')): Promise<CompiledGuide> {
  const catalog = parseCatalog(await readFile(path.join(root, 'content', 'catalog.yaml'), 'utf8'));
  const outputs = new Map(Object.entries(await readOutputs()));
  const paths = (await readdir(folder, { recursive: true }))
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.md') && name.includes('/'))
    .sort();
  const files = await Promise.all(
    paths.map(async (name) => ({ path: name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
  return compileGuide(files, catalog, outputs);
}

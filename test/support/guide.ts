/** The real guide, compiled from content/ once for all tests of a file. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseCatalog, type CatalogEntry } from '../../compiler/src/catalog';
import { compileGuide, type CompiledGuide, type ConceptFile } from '../../compiler/src/compileGuide';
import type { EditorialLists } from '../../compiler/src/editorial/lists';
import type { RecordedClaims } from '../../compiler/src/claims';
import type { RecordedOutputs } from '../../compiler/src/questions';

export const repository = path.resolve(__dirname, '..', '..');
const content = path.join(repository, 'content');

export function readCatalog(): ReadonlyMap<string, CatalogEntry> {
  return parseCatalog(readFileSync(path.join(content, 'catalog.yaml'), 'utf8'));
}

function readConceptFiles(): ConceptFile[] {
  return readdirSync(content, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.md') && name.includes('/'))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(content, name), 'utf8') }));
}

export function readOutputs(): RecordedOutputs {
  const folder = path.join(content, 'outputs');
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const outputs = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Record<
        string,
        { code: string; output: string }
      >;
      return Object.entries(outputs);
    }),
  );
}

function readRecordedClaims(): RecordedClaims {
  const text = readFileSync(path.join(content, 'verification.json'), 'utf8');
  return new Map(Object.entries(JSON.parse(text) as Record<string, readonly string[]>));
}

/** With `editorial` the style is checked too. */
export function compileRealGuide(editorial?: EditorialLists): CompiledGuide {
  return compileGuide(readConceptFiles(), readCatalog(), readOutputs(), readRecordedClaims(), editorial);
}

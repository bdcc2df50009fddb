/** The guide compiler: all files in, one guide and all messages out. Pure, so that editors and builds can share it. */
import { VFile } from 'vfile';
import { guideVersion, type Concept, type Guide } from '../../protocol/src/concept';
import type { CatalogEntry } from './catalog';
import type { CodeBlock } from './codeBlocks';
import { checkConcept, checkGuide } from './guideRules';
import { parseConcept } from './parseConcept';
import type { RecordedOutputs } from './questions';

export interface ConceptFile {
  /** Relative to the content folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface CompiledGuide {
  readonly guide: Guide;
  /** One per input file, in the order given; a file without messages is in the guide. */
  readonly files: readonly VFile[];
  readonly codeBlocks: readonly CodeBlock[];
}

/** Parses and checks every file; a file with messages is left out of the guide. */
export function compileGuide(
  conceptFiles: readonly ConceptFile[],
  catalog: ReadonlyMap<string, CatalogEntry>,
  outputs: RecordedOutputs,
): CompiledGuide {
  const parsed = conceptFiles.map(({ path, text }) => {
    const file = new VFile({ path, value: text });
    const { concept, codeBlocks } = parseConcept(file, outputs);
    if (concept !== undefined) checkConcept(concept, path, catalog, file);
    return { file, concept, codeBlocks };
  });
  checkGuide(parsed, catalog);

  const order = [...catalog.keys()];
  const concepts = parsed
    .flatMap(({ concept, file }) => (concept !== undefined && file.messages.length === 0 ? [concept] : []))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const known = new Set(concepts.map((concept) => concept.id));
  return {
    guide: {
      version: guideVersion,
      concepts: concepts.map((concept) => withoutUnwrittenLinks(concept, known)),
    },
    files: parsed.map(({ file }) => file),
    codeBlocks: parsed.flatMap(({ codeBlocks }) => codeBlocks),
  };
}

/** Links may name any concept of the catalogue; those that are not written yet would lead nowhere. */
function withoutUnwrittenLinks(concept: Concept, written: ReadonlySet<string>): Concept {
  const isWritten = (id: string): boolean => written.has(id);
  return {
    ...concept,
    prerequisites: concept.prerequisites.filter(isWritten),
    related: concept.related.filter(isWritten),
  };
}

/** The guide compiler: all files in, one guide and all messages out. Pure, so that editors and builds can share it. */
import { VFile } from 'vfile';
import { guideVersion, type Concept, type Guide } from '../../protocol/src/concept';
import type { CatalogEntry } from './catalog';
import type { FoundClaim, RecordedClaims } from './claims';
import type { CodeBlock } from './codeBlocks';
import type { EditorialLists } from './editorial/lists';
import { checkProse } from './editorial/proseRules';
import { checkBalance, checkQuestions } from './editorial/questionRules';
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
  readonly claims: readonly (FoundClaim & { readonly conceptId: string })[];
}

/**
 * Parses and checks every file; a file with messages is left out of the guide.
 * Without `recordedClaims` claims are collected but nobody asks for their proofs, as in a guide that has none.
 * Without `editorial` nobody minds the style, as in a guide that a user writes.
 */
export function compileGuide(
  conceptFiles: readonly ConceptFile[],
  catalog: ReadonlyMap<string, CatalogEntry>,
  outputs: RecordedOutputs,
  recordedClaims?: RecordedClaims,
  editorial?: EditorialLists,
): CompiledGuide {
  const parsed = conceptFiles.map((conceptFile) => {
    const { path } = conceptFile;
    const file = sourceFile(conceptFile);
    const { concept, tree, codeBlocks, claims } = parseConcept(file, outputs, recordedClaims);
    if (concept !== undefined) checkConcept(concept, path, catalog, file);
    if (editorial !== undefined) {
      checkProse(tree, editorial, file);
      if (concept !== undefined) checkQuestions(concept, file);
    }
    return { file, concept, codeBlocks, claims };
  });
  checkGuide(parsed, catalog);
  if (editorial !== undefined) checkBalance(parsed);

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
    claims: parsed.flatMap(({ claims }) => claims),
  };
}

/**
 * A file to be read. Lines end as they do in the repository and no byte order mark comes first: a checkout on Windows
 * or another editor may have changed that, and the guide and what programs printed for it must not depend on it.
 */
export function sourceFile({ path, text }: ConceptFile): VFile {
  return new VFile({ path, value: text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n') });
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

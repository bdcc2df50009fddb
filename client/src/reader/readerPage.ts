/** What the reader shows of a concept: the guide's own parts, in the order in which they are read. */
import { conceptSections } from '../../../guide/src/conceptSections';
import { optionOf, type ConceptIndex } from '../../../guide/src/conceptIndex';
import { expandSnippet } from '../../../guide/src/expandSnippet';
import type { Concept } from '../../../protocol/src/concept';
import type { ReaderPage } from '../../../protocol/src/readerMessages';

/** `area` is the name of its area, in the language of the interface. */
export function readerPage(concept: Concept, index: ConceptIndex, area: string): ReaderPage {
  return {
    conceptId: concept.id,
    title: concept.title,
    area,
    lead: concept.lead,
    prerequisites: conceptLinks(concept.prerequisites, index),
    related: conceptLinks(concept.related, index),
    sides: concept.options,
    diagram: concept.diagram ?? null,
    sections: conceptSections(concept),
    snippets: concept.snippets.map(({ id, prefix, title, language, option, library, body }) => ({
      id,
      prefix,
      title,
      language,
      side: optionOf(concept, option)?.title ?? null,
      library: library ?? null,
      text: expandSnippet(body),
    })),
    sources: concept.sources,
    claims: concept.claims,
    questions: concept.questions.length,
  };
}

function conceptLinks(ids: readonly string[], index: ConceptIndex): ReaderPage['prerequisites'] {
  return ids.flatMap((id) => {
    const title = index.concept(id)?.title;
    return title === undefined ? [] : [{ id, title }];
  });
}

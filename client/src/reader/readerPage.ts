/** What the reader shows of a concept: the guide's own parts, in the order in which they are read. */
import { optionOf, type ConceptIndex } from '../../../guide/src/conceptIndex';
import { expandSnippet } from '../../../guide/src/expandSnippet';
import type { Concept } from '../../../protocol/src/concept';
import type { ReaderPage } from '../../../protocol/src/readerMessages';

export function readerPage(concept: Concept, index: ConceptIndex): ReaderPage {
  return {
    conceptId: concept.id,
    title: concept.title,
    area: concept.area,
    lead: concept.lead,
    prerequisites: conceptLinks(concept.prerequisites, index),
    related: conceptLinks(concept.related, index),
    sides: concept.options,
    diagram: concept.diagram ?? null,
    sections: sectionsOf(concept),
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
    questions: concept.questions.length,
  };
}

/** The headings are the guide's own and stay in its language. */
function sectionsOf({ sections }: Concept): ReaderPage['sections'] {
  const all: readonly (readonly [id: string, title: string, markdown: string | undefined])[] = [
    ['why', 'Why it matters', sections.why],
    ['tradeoffs', 'Tradeoffs', sections.tradeoffs],
    ['when-to-use', 'When to use', sections.whenToUse],
    ['when-not-to-use', 'When not to use', sections.whenNotToUse],
    ['example', 'Example', sections.example],
    ['pitfalls', 'Pitfalls', sections.pitfalls],
    ['interview', 'In an interview', sections.interview],
    ['remember', 'Remember', sections.remember],
  ];
  return all.flatMap(([id, title, markdown]) => (markdown === undefined ? [] : [{ id, title, markdown }]));
}

function conceptLinks(ids: readonly string[], index: ConceptIndex): ReaderPage['prerequisites'] {
  return ids.flatMap((id) => {
    const title = index.concept(id)?.title;
    return title === undefined ? [] : [{ id, title }];
  });
}

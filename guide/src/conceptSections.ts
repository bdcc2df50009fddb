/** The parts of a concept's page with their headings, in the order in which they are read. */
import type { Concept } from '../../protocol/src/concept';

interface ConceptSection {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}

/** The headings belong to the guide and are in its language, like the text below them. */
export function conceptSections({ sections }: Pick<Concept, 'sections'>): ConceptSection[] {
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

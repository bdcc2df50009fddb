/** The places that the server found in a document, arranged by concept. */
import { optionOf, type ConceptIndex } from '../../../guide/src/conceptIndex';
import type { Concept } from '../../../protocol/src/concept';
import type { DocumentMatch } from '../../../protocol/src/requests';

export interface FoundPlace {
  readonly range: DocumentMatch['range'];
  /** The title of the side that this code takes. */
  readonly side: string | undefined;
}

export interface FoundConcept {
  readonly concept: Concept;
  /** In document order; at least one. */
  readonly places: readonly [FoundPlace, ...FoundPlace[]];
  /** The sides that the document takes, each once. */
  readonly sides: readonly string[];
}

/** In the order in which the document mentions them first; what the guide does not hold is left out. */
export function foundConcepts(
  matches: readonly DocumentMatch[],
  index: ConceptIndex,
): readonly FoundConcept[] {
  const places = new Map<Concept, [FoundPlace, ...FoundPlace[]]>();
  for (const { conceptId, optionId, range } of matches) {
    const concept = index.concept(conceptId);
    if (concept === undefined) continue;
    const place = { range, side: optionOf(concept, optionId)?.title };
    const known = places.get(concept);
    if (known === undefined) places.set(concept, [place]);
    else known.push(place);
  }
  return [...places].map(([concept, found]) => ({
    concept,
    places: found,
    sides: [...new Set(found.flatMap(({ side }) => side ?? []))],
  }));
}

/** Finds concepts for a few typed words; typing errors are forgiven. */
import Fuse from 'fuse.js';
import type { Concept } from '../../protocol/src/concept';

/** Longer queries say nothing more and cost time. */
const maximalQuery = 100;

export interface ConceptSearch {
  /** Ids, best first. An empty query finds nothing. */
  search(query: string, limit: number): readonly string[];
}

export function createConceptSearch(concepts: readonly Concept[]): ConceptSearch {
  const fuse = new Fuse(concepts, {
    keys: [
      { name: 'title', weight: 3 },
      { name: 'aliases', weight: 2 },
      { name: 'id', weight: 1 },
    ],
    threshold: 0.4,
    // Where in a title the words stand says nothing about how well it fits.
    ignoreLocation: true,
  });
  return {
    search: (query, limit) => {
      const words = query.trim().slice(0, maximalQuery);
      return words === '' ? [] : fuse.search(words, { limit }).map(({ item }) => item.id);
    },
  };
}

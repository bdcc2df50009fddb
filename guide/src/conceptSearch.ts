/** Finds concepts for a few typed words: titles, other names, sides, the code that evokes them, one-line definitions. */
import type { Concept } from '../../protocol/src/concept';
import type { Trigger } from '../../protocol/src/trigger';
import { WordSearch, type SearchField } from './wordSearch';

export interface ConceptSearch {
  /** Ids, best first. An empty query finds nothing. */
  search(query: string, limit: number): readonly string[];
}

/** What is searched is put together when the first query comes. */
export function createConceptSearch(concepts: readonly Concept[]): ConceptSearch {
  const words = new WordSearch(() => concepts.map(searchFields));
  return {
    search: (query, limit) => words.search(query, limit).flatMap((index) => concepts[index]?.id ?? []),
  };
}

function searchFields(concept: Concept): readonly SearchField[] {
  const { title, aliases, options, triggers, definition, lead } = concept;
  return [
    { text: title, weight: 10, isName: true },
    ...aliases.map((text) => ({ text, weight: 8, isName: true })),
    ...options.map((option) => ({ text: option.title, weight: 6, isName: true })),
    ...triggers.flatMap(triggerNames).map((text) => ({ text, weight: 5, isName: true })),
    { text: definition, weight: 2.5 },
    { text: lead, weight: 2 },
    ...triggers.map(({ note }) => ({ text: note, weight: 1 })),
  ];
}

/** The names in code that a trigger looks for: `process.nextTick`, `LIMIT OFFSET`, `proxy_pass`. */
function triggerNames(trigger: Trigger): readonly string[] {
  const names = [
    ...('targets' in trigger ? (trigger.targets ?? []) : []).map((target) => target.replace(/^global#/, '')),
    ...('names' in trigger ? (trigger.names ?? []) : []),
    ...('phrases' in trigger ? trigger.phrases : []).map((phrase) => phrase.replaceAll(/:\w+/g, ' ')),
    ...('commands' in trigger ? trigger.commands : []),
    ...('paths' in trigger ? trigger.paths : []).map((path) => path.replace(/^.*\./, '')),
  ];
  return names.map((name) => name.replace(/^(.*)#default$/, '$1'));
}

/**
 * Finds documents for a few typed words. Every word counts by itself, in any order, and typing errors are forgiven:
 * fuse.js finds the known words that a mistyped one may stand for.
 */
import Fuse, { type IFuseOptions } from 'fuse.js';

/** A piece of a document's text, and how much it says about what the document is about. */
export interface SearchField {
  readonly text: string;
  readonly weight: number;
  /** A name is also found when it is typed as one word: `eventloop`, `process.nextTick`. */
  readonly isName?: boolean;
}

/** Longer queries say nothing more and cost time. */
const maximalQuery = 100;
const maximalWords = 8;

/** Words that say nothing about what is looked for. */
const fillers = new Set(
  'a an and are by can do does for how i in is it my of on or should the to use vs what when why with'.split(
    ' ',
  ),
);

/** Words that stand only in fields of less weight are not looked for behind a mistyped one. */
const leastWeightForTypos = 2;

const fuzzy: IFuseOptions<string> = {
  includeScore: true,
  threshold: 0.4,
  // A word is mistyped near its beginning as well as near its end.
  distance: 200,
};

/** Where a word stands: documents, with the weight of the best field that holds it. */
type Places = ReadonlyMap<number, number>;

interface WordIndex {
  readonly vocabulary: ReadonlyMap<string, Places>;
  /** Words by what is left of them without the ending of a plural. */
  readonly byStem: ReadonlyMap<string, readonly string[]>;
  readonly fuse: Fuse<string>;
  /** The number of documents. */
  readonly size: number;
}

export class WordSearch {
  readonly #documents: () => readonly (readonly SearchField[])[];
  #index: WordIndex | undefined;

  /** `documents` is asked for once, when the first query comes. */
  constructor(documents: () => readonly (readonly SearchField[])[]) {
    this.#documents = documents;
  }

  /** Numbers of documents, best first. An empty query finds nothing. */
  search(query: string, limit: number): readonly number[] {
    const words = queryWords(query);
    if (words.length === 0) return [];
    const scores = new Map<number, { sum: number; words: number }>();
    for (const word of words) {
      for (const [document, score] of this.#scoresOf(word)) {
        const before = scores.get(document) ?? { sum: 0, words: 0 };
        scores.set(document, { sum: before.sum + score, words: before.words + 1 });
      }
    }
    // The words together may be a name that is better known than each of them: "for update", "dead lock".
    const together = joined(query.slice(0, maximalQuery));
    if (together !== words[0]) {
      for (const [document, score] of this.#lookup(together)) {
        scores.set(document, { sum: (scores.get(document)?.sum ?? 0) + score, words: words.length });
      }
    }
    // A document that lacks a word of the query is hardly meant, however well the others fit.
    const ranked = [...scores].map(
      ([document, { sum, words: found }]) => [document, sum * (found / words.length) ** 2] as const,
    );
    return ranked
      .sort(([a, left], [b, right]) => right - left || a - b)
      .slice(0, limit)
      .map(([document]) => document);
  }

  /** The documents that a word of the query speaks for; a dotted word is tried whole and in its parts. */
  #scoresOf(word: string): ReadonlyMap<number, number> {
    const whole = this.#lookup(joined(word));
    const parts = partsOf(word);
    if (parts.length < 2) return whole;
    const scores = new Map(whole);
    const ofParts = parts.map((part) => this.#lookup(part));
    for (const document of ofParts[0]?.keys() ?? []) {
      const sum = ofParts.reduce((total, part) => total + (part.get(document) ?? 0), 0) / parts.length;
      scores.set(document, Math.max(scores.get(document) ?? 0, sum));
    }
    return scores;
  }

  #lookup(word: string): ReadonlyMap<number, number> {
    const { vocabulary, byStem, fuse, size } = (this.#index ??= buildIndex(this.#documents()));
    const scores = new Map<number, number>();
    const add = (known: string, quality: number): void => {
      const places = vocabulary.get(known);
      if (places === undefined) return;
      const weights = [...places.values()];
      for (const [document, weight] of places) {
        // A word in one title is telling even when many texts mention it.
        const rarity = Math.log(1 + size / weights.filter((other) => other >= weight).length);
        scores.set(document, Math.max(scores.get(document) ?? 0, quality * weight * rarity));
      }
    };
    for (const known of byStem.get(stem(word)) ?? []) add(known, known === word ? 1 : 0.95);
    for (const known of word.length > 1 ? vocabulary.keys() : []) {
      if (known.startsWith(word)) add(known, 0.5 + (0.4 * word.length) / known.length);
    }
    // Two letters are like too many words.
    if (word.length > 2) {
      for (const { item, score = 1 } of fuse.search(word, { limit: 40 })) {
        const likeness = Math.min(item.length, word.length) / Math.max(item.length, word.length);
        add(item, (1 - score) * likeness * 0.8);
      }
    }
    return scores;
  }
}

function buildIndex(documents: readonly (readonly SearchField[])[]): WordIndex {
  const vocabulary = new Map<string, Map<number, number>>();
  documents.forEach((fields, document) => {
    for (const { text, weight, isName } of fields) {
      const words = new Set(partsOf(text));
      if (isName === true) words.add(joined(text));
      for (const word of words) {
        const places = vocabulary.get(word) ?? new Map<number, number>();
        vocabulary.set(word, places.set(document, Math.max(places.get(document) ?? 0, weight)));
      }
    }
  });
  const byStem = new Map<string, string[]>();
  for (const word of vocabulary.keys()) byStem.set(stem(word), [...(byStem.get(stem(word)) ?? []), word]);
  const telling = [...vocabulary].flatMap(([word, places]) =>
    Math.max(...places.values()) < leastWeightForTypos ? [] : [word],
  );
  return { vocabulary, byStem, fuse: new Fuse(telling, fuzzy), size: documents.length };
}

function queryWords(query: string): readonly string[] {
  const words = query
    .slice(0, maximalQuery)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => joined(word) !== '');
  const telling = words.filter((word) => !fillers.has(word));
  return (telling.length > 0 ? telling : words).slice(0, maximalWords);
}

/** Words in lower case; a name in camel case is one word, as it is typed. */
function partsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function joined(text: string): string {
  return partsOf(text).join('');
}

/** Without the ending of a plural. */
function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?<=[^s])s$/, '').replace(/ie$/, 'y') : word;
}

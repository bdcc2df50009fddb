import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import type { Found } from '../found';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';
import { containsPhrase, parsePhrase, phraseEnd, type KeyBinding, type SqlPhrase } from './phrase';
import type { SqlToken } from './tokenize';

interface PhraseEntry {
  readonly trigger: IndexedTrigger<TriggerOfKind<'sql'>>;
  readonly phrase: SqlPhrase;
  readonly required: readonly SqlPhrase[];
  readonly forbidden: readonly SqlPhrase[];
  readonly weight: number;
}

/** The guide's SQL phrases by the word they begin with. */
export class SqlIndex {
  private readonly byWord = new Map<string, PhraseEntry[]>();
  private readonly anywhere: PhraseEntry[] = [];

  constructor(index: TriggerIndex) {
    for (const trigger of index.ofKind('sql')) {
      const required = (trigger.trigger.with ?? []).map(parsePhrase);
      const forbidden = (trigger.trigger.without ?? []).map(parsePhrase);
      for (const written of trigger.trigger.phrases) {
        const phrase = parsePhrase(written);
        const weight = phrase.weight * 2 + required.length * 2 + forbidden.length;
        const entry = { trigger, phrase, required, forbidden, weight };
        if (phrase.firstWords === undefined) this.anywhere.push(entry);
        else for (const word of phrase.firstWords) addTo(this.byWord, word, entry);
      }
    }
  }

  /** Every phrase of one statement, in the offsets of its tokens. */
  find(tokens: readonly SqlToken[]): Found[] {
    const found: Found[] = [];
    // What a statement holds besides is asked at each of its phrases, and answered by walking all of it.
    const known = new Map<string, boolean>();
    for (const [at, token] of tokens.entries()) {
      const entries = token.kind === 'word' ? this.byWord.get(token.text) : undefined;
      for (const entry of entries ?? []) this.tryAt(entry, tokens, at, found, known);
      for (const entry of this.anywhere) this.tryAt(entry, tokens, at, found, known);
    }
    return found;
  }

  private tryAt(
    entry: PhraseEntry,
    tokens: readonly SqlToken[],
    at: number,
    found: Found[],
    known: Map<string, boolean>,
  ): void {
    const binding: KeyBinding = {};
    const end = phraseEnd(entry.phrase, tokens, at, binding);
    // A comma only says that more of the same kind goes before; it may stand lines above what is meant.
    const first = tokens[at]?.text === ',' ? tokens[at + 1] : tokens[at];
    const last = tokens[end - 1];
    if (end < 0 || first === undefined || last === undefined) return;
    const isThere = (phrase: SqlPhrase): boolean => {
      const key = `${phrase.written} ${binding.key ?? ''}`;
      const answer = known.get(key) ?? containsPhrase(phrase, tokens, binding);
      known.set(key, answer);
      return answer;
    };
    if (!entry.required.every(isThere) || entry.forbidden.some(isThere)) return;
    found.push({ from: first.from, to: last.to, trigger: entry.trigger, weight: entry.weight });
  }
}

import { hole, type SqlToken } from './tokenize';

type Element =
  | { readonly kind: 'word' | 'punctuation' | 'literal'; readonly texts: ReadonlySet<string> }
  | { readonly kind: 'optional'; readonly alternatives: readonly (readonly Element[])[] }
  | { readonly kind: 'name' | 'value' | 'list' | 'hole' }
  | { readonly kind: 'key' };

/** The identifier that `:key` stands for, once it has been met. */
export interface KeyBinding {
  key?: string | undefined;
}

/** A phrase that an author wrote, made ready to be compared with tokens. */
export interface SqlPhrase {
  /** As the author wrote it. */
  readonly written: string;
  readonly elements: readonly Element[];
  /** Words that the phrase can begin with; undefined when it can begin with anything. */
  readonly firstWords: ReadonlySet<string> | undefined;
  /** How many words and placeholders it demands. */
  readonly weight: number;
  /** The only word, when there is just one: it needs more care, because columns are called like that too. */
  readonly singleWord: string | undefined;
}

export function parsePhrase(phrase: string): SqlPhrase {
  const elements = (phrase.match(/\[[^\]]*\]|\S+/g) ?? []).map(parseElement);
  const demanded = elements.filter((element) => element.kind !== 'optional');
  const [only] = demanded;
  return {
    written: phrase,
    elements,
    firstWords: firstWords(elements),
    weight: demanded.length * 2 + (elements.length - demanded.length),
    singleWord:
      elements.length === 1 && only?.kind === 'word' && only.texts.size === 1
        ? [...only.texts][0]
        : undefined,
  };
}

function parseElement(item: string): Element {
  if (item.length > 2 && item.startsWith('[') && item.endsWith(']')) {
    const alternatives = item
      .slice(1, -1)
      .split('|')
      .map((words) => words.trim().split(/\s+/).map(parseElement));
    return { kind: 'optional', alternatives };
  }
  if (item === ':key') return { kind: 'key' };
  if (item === ':name' || item === ':value' || item === ':list' || item === ':hole') {
    return { kind: item.slice(1) as 'name' | 'value' | 'list' | 'hole' };
  }
  if (item.startsWith("'")) return { kind: 'literal', texts: new Set(item.split('|')) };
  // `>|<` are alternatives as words are; `||` is an operator.
  const signs = item.split('|').filter((sign) => sign !== '');
  if (!/[\p{L}\p{N}_]/u.test(item)) {
    return { kind: 'punctuation', texts: new Set(signs.length > 1 ? signs : [item]) };
  }
  return { kind: 'word', texts: new Set(item.split('|')) };
}

function firstWords(elements: readonly Element[]): ReadonlySet<string> | undefined {
  const words = new Set<string>();
  for (const element of elements) {
    if (element.kind === 'word') return new Set([...words, ...element.texts]);
    if (element.kind !== 'optional') return undefined;
    for (const alternative of element.alternatives) {
      const inner = firstWords(alternative);
      if (inner === undefined) return undefined;
      for (const word of inner) words.add(word);
    }
  }
  return undefined;
}

/** Words that cannot name a table or a column unless they are quoted. */
const reserved = new Set(
  (
    'SELECT FROM WHERE SET VALUES ON AND OR NOT NULL IS IN AS BY ORDER GROUP HAVING LIMIT OFFSET JOIN INNER LEFT ' +
    'RIGHT FULL CROSS UNION ALL DISTINCT CASE WHEN THEN ELSE END CREATE TABLE INSERT INTO UPDATE DELETE USING ' +
    'RETURNING WITH PRIMARY FOREIGN REFERENCES UNIQUE CHECK DEFAULT FOR TO FETCH ONLY'
  ).split(' '),
);

/** Words of types and of constraints are also good names, so only these few are excluded. */
const isName = (token: SqlToken | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'quoted' || token.kind === 'hole' || (token.kind === 'word' && !reserved.has(token.text)));

/** A part of the text that the program puts in, also inside of quotes. */
const isComputed = (token: SqlToken | undefined): boolean =>
  token?.isComputed === true && (token.kind === 'hole' || token.text.includes(hole));

const isPunctuation = (token: SqlToken | undefined, text: string): boolean =>
  token?.kind === 'punctuation' && token.text === text;

/** Behind a possibly qualified name; `a.b.c` is one. */
function nameEnd(tokens: readonly SqlToken[], at: number): number {
  if (!isName(tokens[at])) return -1;
  let here = at + 1;
  while (isPunctuation(tokens[here], '.') && tokens[here + 1] !== undefined) here += 2;
  return here;
}

const constants = new Set(['TRUE', 'FALSE', 'NULL']);

function valueEnd(tokens: readonly SqlToken[], at: number): number {
  let here = isPunctuation(tokens[at], '-') || isPunctuation(tokens[at], '+') ? at + 1 : at;
  const token = tokens[here];
  if (token === undefined) return -1;
  const isValue = /^(?:string|number|parameter|hole)$/.test(token.kind) || constants.has(token.text);
  if (!isValue) return -1;
  here++;
  return isPunctuation(tokens[here], '::') && tokens[here + 1]?.kind === 'word' ? here + 2 : here;
}

/** Behind the bracket that closes the one at this token. */
function listEnd(tokens: readonly SqlToken[], at: number): number {
  if (!isPunctuation(tokens[at], '(')) return -1;
  let depth = 0;
  for (let here = at; here < tokens.length; here++) {
    if (isPunctuation(tokens[here], '(')) depth++;
    else if (isPunctuation(tokens[here], ')') && --depth === 0) return here + 1;
  }
  return -1;
}

function matchElements(
  elements: readonly Element[],
  position: number,
  tokens: readonly SqlToken[],
  at: number,
  binding: KeyBinding,
): number {
  const element = elements[position];
  if (element === undefined) return at;
  if (element.kind === 'optional') {
    for (const alternative of element.alternatives) {
      const after = matchElements(alternative, 0, tokens, at, binding);
      const end = after < 0 ? -1 : matchElements(elements, position + 1, tokens, after, binding);
      if (end >= 0) return end;
    }
    return matchElements(elements, position + 1, tokens, at, binding);
  }
  const after = element.kind === 'key' ? keyEnd(tokens, at, binding) : elementEnd(element, tokens, at);
  return after < 0 ? -1 : matchElements(elements, position + 1, tokens, after, binding);
}

/** `u.id` and `id` are the same column as far as one statement goes. */
function keyEnd(tokens: readonly SqlToken[], at: number, binding: KeyBinding): number {
  const end = nameEnd(tokens, at);
  const written = tokens[end - 1]?.text.replaceAll(/["`]/g, '').toUpperCase();
  if (end < 0 || written === undefined || isPunctuation(tokens[at - 1], '.')) return -1;
  if (binding.key !== undefined && binding.key !== written) return -1;
  binding.key = written;
  return end;
}

function elementEnd(
  element: Exclude<Element, { kind: 'optional' } | { kind: 'key' }>,
  tokens: readonly SqlToken[],
  at: number,
): number {
  const token = tokens[at];
  switch (element.kind) {
    case 'word': {
      const isKeyword = token?.kind === 'word' && element.texts.has(token.text);
      const isMember = isPunctuation(tokens[at - 1], '.') || isPunctuation(tokens[at + 1], '.');
      return isKeyword && !isMember ? at + 1 : -1;
    }
    case 'literal':
      return token?.kind === 'string' && element.texts.has(token.text.toUpperCase()) ? at + 1 : -1;
    case 'punctuation':
      return token !== undefined && element.texts.has(token.text) ? at + 1 : -1;
    case 'name':
      return nameEnd(tokens, at);
    case 'value':
      return valueEnd(tokens, at);
    case 'list':
      return listEnd(tokens, at);
    case 'hole':
      return isComputed(token) ? at + 1 : -1;
  }
}

/** Verbs that are keywords only where a statement begins; elsewhere they are names, labels or parts of other clauses. */
const verbs = new Set(
  (
    'BEGIN COMMIT ROLLBACK SAVEPOINT END EXPLAIN START LOCK SET GRANT REVOKE ANALYZE VACUUM TRUNCATE LISTEN NOTIFY ' +
    'ABORT SHOW CALL COPY MERGE UPDATE DELETE INSERT REPLACE REINDEX CLUSTER'
  ).split(' '),
);
const afterTransactionVerb = new Set(
  'TRANSACTION WORK ISOLATION READ IMMEDIATE DEFERRED EXCLUSIVE CONCURRENT NOT AND TO PREPARED ; '.split(' '),
);

/** Statements about settings and objects, in which any word may be followed by a sign. */
const settles = new Set('SET ALTER SHOW RESET'.split(' '));

function isSingleWordKeyword(word: string, tokens: readonly SqlToken[], at: number): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (verbs.has(word)) {
    if (before !== undefined && !isPunctuation(before, '(') && !/^\$\w*\$$/.test(before.text)) return false;
    const isTransaction = word === 'BEGIN' || word === 'COMMIT' || word === 'ROLLBACK' || word === 'END';
    return !isTransaction || after === undefined || afterTransactionVerb.has(after.text);
  }
  if (before?.text === 'AS') return false;
  const isCompared = after !== undefined && /^(?:=|<|>|<=|>=|<>|!=)$/.test(after.text);
  if (isCompared && !settles.has(tokens[0]?.text ?? '')) return false;
  const opensItem = before === undefined || /^(?:SELECT|,|\()$/.test(before.text);
  const closesItem = after === undefined || /^(?:,|\)|FROM|AS|;)$/.test(after.text);
  return !(opensItem && closesItem) || before === undefined;
}

/** Verbs that stand nowhere else than where a statement begins, whatever follows them in the phrase. */
const leadingVerbs = new Set(
  'EXPLAIN BEGIN COMMIT ROLLBACK SAVEPOINT RELEASE GRANT REVOKE VACUUM REINDEX TRUNCATE REFRESH'.split(' '),
);
/** Behind these a statement begins inside of the body of a function or of a bracket. */
const opensStatement = /^(?:\(|\/|BEGIN|THEN|ELSE|LOOP|\$\w*\$)$/;

/** The index behind the phrase when it stands at this token, otherwise -1. */
export function phraseEnd(
  phrase: SqlPhrase,
  tokens: readonly SqlToken[],
  at: number,
  binding: KeyBinding = {},
): number {
  const end = matchElements(phrase.elements, 0, tokens, at, binding);
  if (end <= at) return -1;
  const before = tokens[at - 1];
  const isLeading = before === undefined || opensStatement.test(before.text);
  const first = tokens[at];
  if (!isLeading && first?.kind === 'word' && leadingVerbs.has(first.text)) return -1;
  const { singleWord } = phrase;
  return singleWord === undefined || isSingleWordKeyword(singleWord, tokens, at) ? end : -1;
}

/** Whether the phrase stands anywhere in a statement, about the same `:key`. */
export function containsPhrase(phrase: SqlPhrase, tokens: readonly SqlToken[], { key }: KeyBinding): boolean {
  return tokens.some((_, at) => matchElements(phrase.elements, 0, tokens, at, { key }) > at);
}

import type { Found } from '../found';
import { looksLikeSql, type Evidence } from './looksLikeSql';
import type { SqlIndex } from './sqlIndex';
import { hole, readStatements, type SqlToken } from './tokenize';

/** A stretch of virtual text and where it stands in the source. */
interface Run {
  readonly at: number;
  readonly source: number;
  /** Length in the source; a run of another length than its text is one character there. */
  readonly length: number;
}

/** The text of a string in the host's source, put together, with the way back to the source. */
export class EmbeddedText {
  private readonly runs: Run[] = [];
  private readonly parts: string[] = [];
  private size = 0;

  constructor(readonly evidence: Evidence) {}

  get text(): string {
    return this.parts.join('');
  }

  /** Text that stands in the source as it is. */
  addPlain(text: string, source: number): void {
    if (text !== '') this.add(text, source, text.length);
  }

  /** A character that is written in another way, such as an escape. */
  addWritten(character: string, source: number, length: number): void {
    this.add(character, source, length);
  }

  /** A part that the program computes. */
  addHole(source: number, length: number): void {
    this.add(hole, source, length);
  }

  /** Keeps the words of two parts apart that the host joins with a separator. */
  addBreak(source: number): void {
    this.add('\n', source, 0);
  }

  private add(text: string, source: number, length: number): void {
    this.runs.push({ at: this.size, source, length });
    this.parts.push(text);
    this.size += text.length;
  }

  private runAt(offset: number): Run | undefined {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.runs[middle]?.at ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.runs[low - 1];
  }

  /** The source offset where the character at this offset begins. */
  sourceStart(offset: number): number {
    const run = this.runAt(offset);
    return run === undefined ? 0 : run.source + (offset - run.at);
  }

  /** The source offset behind the character before this offset. */
  sourceEnd(offset: number): number {
    const run = this.runAt(offset - 1);
    if (run === undefined) return 0;
    const isSingle = offset - 1 === run.at && run.length !== 1;
    const next = this.runs[this.runs.indexOf(run) + 1]?.at ?? this.size;
    return isSingle && next - run.at === 1 ? run.source + run.length : run.source + (offset - run.at);
  }
}

/** Words that a statement can begin with. */
const verbs = new Set(
  (
    'select insert update delete with create alter drop truncate begin commit rollback savepoint release start ' +
    'explain lock set grant revoke refresh merge replace values analyze vacuum call declare copy do reindex'
  ).split(' '),
);
/** Leading whitespace and comments beyond this are not worth reading for every string of a file. */
const longestLead = 400;

/** A quick look at the beginning of a string: whether it is worth being put together and read as SQL. */
export function mayBeSql(text: string, from: number): boolean {
  let at = from;
  const end = Math.min(text.length, from + longestLead);
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 40 || code === 59) at++;
    else if (code === 45 && text.charCodeAt(at + 1) === 45) {
      const next = text.indexOf('\n', at);
      at = next < 0 ? end : next + 1;
    } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
      const next = text.indexOf('*/', at);
      at = next < 0 ? end : next + 2;
    } else if (code === 92 && /[nrt]/.test(text[at + 1] ?? '')) at += 2;
    else break;
  }
  const first = text.charCodeAt(at) | 32;
  if (first < 97 || first > 122) return false;
  const word = /^[a-z]{2,10}(?![\w-])/i.exec(text.slice(at, at + 11))?.[0];
  return word !== undefined && verbs.has(word.toLowerCase());
}

/** Whether an embedded text is SQL, and not prose that begins with the same word. */
export function readsAsSql({ text, evidence }: EmbeddedText): boolean {
  const [first] = readStatements(text);
  return first !== undefined && looksLikeSql(first.tokens, text, evidence);
}

const computed = (token: SqlToken): SqlToken =>
  token.kind === 'hole' || token.kind === 'string' ? { ...token, isComputed: true } : token;

/** What the phrases find in an embedded text, in offsets of the source. */
export function findEmbedded(embedded: EmbeddedText, index: SqlIndex): Found[] {
  const { text, evidence } = embedded;
  const statements = readStatements(text);
  const [first] = statements;
  if (first === undefined || !looksLikeSql(first.tokens, text, evidence)) return [];
  return statements
    .flatMap(({ tokens }) => index.find(evidence === 'tag' ? tokens : tokens.map(computed)))
    .map((found) => ({
      ...found,
      from: embedded.sourceStart(found.from),
      to: embedded.sourceEnd(found.to),
    }));
}

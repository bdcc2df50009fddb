/** Stands in virtual SQL text for a part that the program computes. */
export const hole = '\uE000';

export type SqlTokenKind = 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'hole' | 'punctuation';

export interface SqlToken {
  readonly kind: SqlTokenKind;
  /** Words in upper case, everything else as written; long literals are not copied. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The program puts this part into the text itself, which neither a tagged template nor a file of SQL does. */
  readonly isComputed?: boolean;
}

/** A statement ends with its semicolon, or at the end of the text. */
export interface SqlStatement {
  readonly tokens: readonly SqlToken[];
  readonly from: number;
  /** Where the next statement's text begins. */
  readonly to: number;
}

const operators = /::|\|\||<=|>=|<>|!=|->>|->|@>|<@|#>>|#>|:=|=>|&&|[^]/y;
const word = /[\p{L}_\uE000#][\p{L}\p{N}_$\uE000#]*/uy;
const number = /\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+/y;
const parameter = /\$\d+|\?\d*|:[A-Za-z_]\w*|%s|%d|%\(\w+\)s|@@?[A-Za-z_]\w*|#\{[^}\n]{0,200}\}/y;
const templated = /\{\{[^\n]{0,200}?\}\}|\$\{[^}\n]{0,200}\}|\{[\w.:!]{0,200}\}/y;
const dollarQuote = /\$(?:[A-Za-z_]\w*)?\$/y;
const longestCopied = 64;
/** A stretch with more doubled or escaped quotes than this is not searched for its end again and again. */
const mostQuotesInside = 1_000;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/**
 * The end of a quoted stretch. A doubled quote belongs to the text. While a quote is being typed there is no
 * closing one, and the next quote in the file would open a string: then the stretch ends with its line.
 */
function quotedEnd(text: string, at: number, quote: string, hasEscapes: boolean): number {
  const lineEnd = (from: number): number => {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
  };
  let here = at + 1;
  for (let inside = 0; inside <= mostQuotesInside; inside++) {
    const end = text.indexOf(quote, here);
    if (end < 0) break;
    if (text[end + 1] === quote) {
      here = end + 2;
      continue;
    }
    if (quote !== '`' && isEscaped(text, at, end)) {
      const isPlain = !hasEscapes && /[\s,);]|^$/.test(text[end + 1] ?? '');
      if (!isPlain) {
        here = end + 1;
        continue;
      }
    }
    const isFlipped = /\w/.test(text[end + 1] ?? '') && text.slice(at, end).includes('\n');
    return isFlipped ? lineEnd(at) : end + 1;
  }
  return lineEnd(at);
}

function isEscaped(text: string, from: number, at: number): boolean {
  let backslashes = 0;
  while (at - backslashes - 1 > from && text[at - backslashes - 1] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** Behind whitespace and comments; comments may be nested. */
function skipBlank(text: string, at: number, end = text.length): number {
  let here = at;
  while (here < end) {
    const code = text.charCodeAt(here);
    if (code <= 32 || code === 0xa0 || code === 0xfeff) here++;
    else if (code === 45 && text.charCodeAt(here + 1) === 45) {
      const next = text.indexOf('\n', here);
      here = next < 0 ? end : next + 1;
    } else if (code === 47 && text.charCodeAt(here + 1) === 42) here = blockCommentEnd(text, here, end);
    else if (code === 35 && text.charCodeAt(here + 1) === 32) {
      // A comment in MySQL; in PostgreSQL an operator that hardly anybody knows.
      const next = text.indexOf('\n', here);
      here = next < 0 ? end : next + 1;
    } else break;
  }
  return Math.min(here, end);
}

function blockCommentEnd(text: string, at: number, end: number): number {
  // MySQL runs what stands in /*! … */, so only the mark is skipped.
  if (text[at + 2] === '!') return at + 3 + (/^\d*/.exec(text.slice(at + 3, at + 9))?.[0].length ?? 0);
  let depth = 0;
  let here = at;
  let close = at;
  while (here < end) {
    if (text.startsWith('/*', here)) {
      depth++;
      here += 2;
    } else if (text.startsWith('*/', here)) {
      depth--;
      here += 2;
      if (depth === 0) return here;
    } else {
      const open = text.indexOf('/*', here);
      if (close < here) close = text.indexOf('*/', here);
      if (close < 0) return end;
      here = open >= 0 && open < close ? open : close;
    }
  }
  return end;
}

function readToken(text: string, at: number): SqlToken {
  const make = (kind: SqlTokenKind, to: number): SqlToken => {
    const copied = text.slice(at, Math.min(to, at + longestCopied));
    return {
      kind,
      text: kind === 'word' ? copied.toUpperCase() : copied,
      from: at,
      to: Math.max(to, at + 1),
    };
  };
  const char = text[at] ?? '';
  if (char === "'")
    return make('string', quotedEnd(text, at, "'", text[at - 1] === 'E' || text[at - 1] === 'e'));
  if (char === '"' || char === '`') return make('quoted', quotedEnd(text, at, char, false));
  const computed = char === '{' || char === '$' ? matchAt(templated, text, at) : undefined;
  if (computed !== undefined) return make('hole', at + computed.length);
  const digits = matchAt(number, text, at);
  if (digits !== undefined) return make('number', at + digits.length);
  const isCast = char === ':' && (text[at + 1] === ':' || text[at - 1] === ':');
  const bound = isCast ? undefined : matchAt(parameter, text, at);
  if (bound !== undefined) return make('parameter', at + bound.length);
  const name = char === '#' ? undefined : matchAt(word, text, at);
  if (name !== undefined) {
    const isPrefix = /^(?:[eEbBxXnN]|[uU]&)$/.test(name) && text[at + name.length] === "'";
    if (isPrefix) return make('string', quotedEnd(text, at + name.length, "'", /e/i.test(name)));
    if (name === hole) return make('hole', at + 1);
    return make(name.includes(hole) ? 'quoted' : 'word', at + name.length);
  }
  const quote = char === '$' ? matchAt(dollarQuote, text, at) : undefined;
  if (quote !== undefined) return make('punctuation', at + quote.length);
  return make('punctuation', at + (matchAt(operators, text, at)?.length ?? 1));
}

/** The end of the data that follows `COPY … FROM STDIN;` in a dump. */
function copyDataEnd(text: string, at: number): number {
  const end = /^\\\.\r?$/m.exec(text.slice(at, at + 4_000_000));
  return end === null ? at : at + end.index + 2;
}

const isCopyFromInput = (tokens: readonly SqlToken[]): boolean =>
  tokens[0]?.text === 'COPY' && tokens.some((token) => token.text === 'STDIN');

/** Nothing that a person wrote has statements longer than this many tokens; data has. */
const mostTokens = 20_000;

/**
 * The statement that begins at an offset. What stands between dollar quotes is read as code, because it is the
 * body of a function; a client's commands (`\d`, `DELIMITER //`) are skipped with their line.
 */
export function readStatement(text: string, from: number, end = text.length): SqlStatement {
  const tokens: SqlToken[] = [];
  let at = skipBlank(text, from, end);
  while (at < end) {
    const isClientCommand =
      tokens.length === 0 && (text[at] === '\\' || /^delimiter\b/i.test(text.slice(at, at + 10)));
    if (isClientCommand) {
      const next = text.indexOf('\n', at);
      return { tokens, from, to: next < 0 ? end : Math.min(next + 1, end) };
    }
    const token = readToken(text, at);
    if (tokens.length < mostTokens) tokens.push(token);
    if (token.text === ';' && token.kind === 'punctuation') {
      return { tokens, from, to: isCopyFromInput(tokens) ? copyDataEnd(text, token.to) : token.to };
    }
    at = skipBlank(text, token.to, end);
  }
  return { tokens, from, to: end };
}

/** All statements of a text. */
export function readStatements(text: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  for (let at = 0; at < text.length;) {
    const statement = readStatement(text, at);
    if (statement.tokens.length > 0) statements.push(statement);
    at = Math.max(statement.to, at + 1);
  }
  return statements;
}

/**
 * Splits code into the tokens that decide whether two pieces of code are the same: spaces, comments, quote style
 * and the last semicolon do not, names and values do. Not a parser: it must also cope with a fragment of code.
 */

export interface CodeToken {
  readonly kind: 'word' | 'number' | 'string' | 'symbol' | 'newline';
  /** What is compared; for a string its content without quotes. */
  readonly value: string;
}

type Family = 'c-like' | 'sql' | 'python' | 'shell' | 'dockerfile' | 'yaml' | 'http' | 'nginx' | 'json';

/** Fence languages of the guide. A language that is not listed is compared like JavaScript. */
const families: ReadonlyMap<string, Family> = new Map([
  ['sql', 'sql'],
  ['pgsql', 'sql'],
  ['mysql', 'sql'],
  ['python', 'python'],
  ['py', 'python'],
  ['shell', 'shell'],
  ['sh', 'shell'],
  ['bash', 'shell'],
  ['dockerfile', 'dockerfile'],
  ['compose', 'yaml'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['http', 'http'],
  ['nginx', 'nginx'],
  ['json', 'json'],
]);

interface Rules {
  readonly lineComments: readonly string[];
  readonly hasBlockComments: boolean;
  readonly quotes: string;
  readonly foldsCase: boolean;
  /** A new line ends something. */
  readonly keepsLines: boolean;
  /** And how deep the next one is indented has a meaning. */
  readonly keepsIndentation: boolean;
  readonly hasSemicolons: boolean;
  /** A comma before a closing bracket says nothing. */
  readonly hasTrailingCommas: boolean;
  readonly words: RegExp;
}

const identifier = /[\p{L}\p{N}_$@]+/uy;
const cLike: Rules = {
  lineComments: ['//'],
  hasBlockComments: true,
  quotes: `'"\``,
  foldsCase: false,
  keepsLines: false,
  keepsIndentation: false,
  hasSemicolons: true,
  hasTrailingCommas: true,
  words: identifier,
};
const shell: Rules = {
  ...cLike,
  lineComments: [],
  hasBlockComments: false,
  quotes: `'"`,
  keepsLines: true,
  hasTrailingCommas: false,
  words: /[^\s'"|&;<>()$#=]+/uy,
};
const rulesOf: Readonly<Record<Family, Rules>> = {
  'c-like': cLike,
  sql: { ...cLike, lineComments: ['--'], foldsCase: true, hasTrailingCommas: false },
  python: {
    ...cLike,
    lineComments: ['#'],
    hasBlockComments: false,
    quotes: `'"`,
    keepsLines: true,
    keepsIndentation: true,
    // `(a,)` is a tuple and `(a)` is not.
    hasTrailingCommas: false,
  },
  shell,
  dockerfile: shell,
  yaml: {
    ...shell,
    lineComments: ['#'],
    keepsIndentation: true,
    hasSemicolons: false,
    words: /[^\s'":,[\]{}#]+/uy,
  },
  http: { ...shell, quotes: '', hasSemicolons: false, words: /[^\s:;,=]+/uy },
  nginx: { ...shell, lineComments: ['#'], keepsLines: false, words: /[^\s'"{};#]+/uy },
  json: { ...cLike, lineComments: [], hasBlockComments: false, quotes: '"', hasTrailingCommas: false },
};

/** Two-and-more-character symbols that must not fall apart, longest first. */
const symbols = [
  '>>>',
  '===',
  '!==',
  '...',
  '->>',
  '**',
  '++',
  '--',
  '=>',
  '==',
  '!=',
  '<>',
  '<=',
  '>=',
  '&&',
  '||',
  '??',
  '?.',
  '::',
  '->',
  '+=',
  '-=',
  ':=',
];

export function tokenizeCode(code: string, language: string): readonly CodeToken[] {
  const family = families.get(language.toLowerCase()) ?? 'c-like';
  const rules = rulesOf[family];
  const tokens: CodeToken[] = [];
  /** The widths of the indentations that are open, where they matter. */
  const indents: number[] = [];
  let at = 0;
  while (at < code.length) {
    const rest = (text: string): boolean => code.startsWith(text, at);
    const character = code.charAt(at);
    if (character === '\n' && rules.keepsLines) {
      const indent = /\n[ \t\r\n]*/y;
      indent.lastIndex = at;
      const space = indent.exec(code)?.[0] ?? '\n';
      // Only the indentation of the line that follows has a meaning, and of it only how deep it is, not how wide.
      const width = space.slice(space.lastIndexOf('\n') + 1).replaceAll('\t', '    ').length;
      while ((indents.at(-1) ?? 0) > width) indents.pop();
      if ((indents.at(-1) ?? 0) < width) indents.push(width);
      tokens.push({ kind: 'newline', value: rules.keepsIndentation ? String(indents.length) : '' });
      at += space.length;
    } else if (character === '\n' && family === 'c-like' && endsAtNewline(tokens.at(-1))) {
      tokens.push({ kind: 'symbol', value: ';' });
      at += 1;
    } else if (/\s/u.test(character)) {
      at += 1;
    } else if (rules.keepsLines && rest('\\\n')) {
      at += 2;
    } else if (rules.lineComments.some(rest)) {
      const end = code.indexOf('\n', at);
      at = end < 0 ? code.length : end;
    } else if (rules.hasBlockComments && rest('/*')) {
      const end = code.indexOf('*/', at + 2);
      at = end < 0 ? code.length : end + 2;
    } else if (rules.quotes.includes(character)) {
      const { content, end } = readString(code, at, escapesOf(family, character));
      tokens.push(stringToken(family, character, content, tokens));
      at = end;
    } else {
      const regex = family === 'c-like' && character === '/' ? readRegex(code, at, tokens.at(-1)) : undefined;
      rules.words.lastIndex = at;
      const word = regex ?? rules.words.exec(code)?.[0];
      const symbol = word ?? symbols.find(rest) ?? String.fromCodePoint(code.codePointAt(at) ?? 0);
      tokens.push(
        word === undefined ? { kind: 'symbol', value: symbol === '<>' ? '!=' : symbol } : toWord(word, rules),
      );
      at += symbol.length;
    }
  }
  const kept = withoutEmptyStatements(
    rules.hasTrailingCommas ? withoutTrailingCommas(tokens) : tokens,
    rules,
  );
  switch (family) {
    case 'sql':
      return withoutNeedlessParentheses(kept);
    case 'dockerfile':
      return atLineStarts(kept, (token) => ({ ...token, value: token.value.toUpperCase() }));
    case 'http':
      // Names of header fields have no case; what is sent in them has.
      return atLineStarts(kept, (token, next) =>
        next?.value === ':' ? { ...token, value: token.value.toLowerCase() } : token,
      );
    case 'c-like':
    case 'python':
    case 'shell':
    case 'yaml':
    case 'nginx':
    case 'json':
      return kept;
  }
}

/** After these words JavaScript ends the statement with the line. */
function endsAtNewline(last: CodeToken | undefined): boolean {
  return last?.kind === 'word' && ['return', 'throw', 'break', 'continue'].includes(last.value);
}

type Escapes = 'backslash' | 'doubled' | 'none';

function escapesOf(family: Family, quote: string): Escapes {
  if (family === 'sql') return 'doubled';
  if (quote !== "'") return 'backslash';
  if (family === 'yaml') return 'doubled';
  return family === 'shell' || family === 'dockerfile' ? 'none' : 'backslash';
}

/** What a string is compared by: its content where the style of quotes is free, and more where it is not. */
function stringToken(
  family: Family,
  quote: string,
  content: string,
  before: readonly CodeToken[],
): CodeToken {
  const plain: CodeToken = { kind: 'string', value: content };
  const styled: CodeToken = { kind: 'string', value: quote + content };
  const word: CodeToken = { kind: 'word', value: content };
  switch (family) {
    case 'sql':
      // 'x' is a value, "x" and `x` are names, which only quotes keep from being folded to lower case.
      if (quote === "'") return plain;
      return content.toLowerCase() === content ? word : { kind: 'word', value: `"${content}"` };
    case 'c-like':
      return quote === '`' && content.includes('${') ? styled : plain;
    case 'shell':
    case 'dockerfile':
      // The exec form is JSON.
      if (family === 'dockerfile' && before.findLast(isBracket)?.value === '[') return styled;
      if (/[$`\\!]/.test(content)) return styled;
      return /^[\w./:@%+-]+$/.test(content) ? word : plain;
    case 'yaml':
      if (content.includes('\\')) return styled;
      return isPlainScalar(content) ? word : plain;
    case 'nginx':
      return /^[^\s'"{};#\\]+$/.test(content) ? word : plain;
    case 'python':
    case 'http':
    case 'json':
      return plain;
  }
}

function isBracket(token: CodeToken): boolean {
  return token.value === '[' || token.value === ']';
}

/** Text that YAML reads as the same text with and without quotes. */
function isPlainScalar(content: string): boolean {
  return (
    /^[A-Za-z_][\w./-]*$/.test(content) &&
    !/^(?:true|false|yes|no|on|off|y|n|null|\.inf|\.nan)$/i.test(content)
  );
}

function atLineStarts(
  tokens: readonly CodeToken[],
  change: (token: CodeToken, next: CodeToken | undefined) => CodeToken,
): readonly CodeToken[] {
  return tokens.map((token, index) => {
    const before = tokens[index - 1];
    const isStart = before === undefined || before.kind === 'newline';
    return isStart && token.kind === 'word' ? change(token, tokens[index + 1]) : token;
  });
}

function withoutTrailingCommas(tokens: readonly CodeToken[]): readonly CodeToken[] {
  return tokens.filter(
    (token, index) =>
      !(isSymbol(token, ',') && [')', ']', '}'].some((closing) => isSymbol(tokens[index + 1], closing))),
  );
}

function isSymbol(token: CodeToken | undefined, value: string): boolean {
  return token?.kind === 'symbol' && token.value === value;
}

/** Where an operand of SQL begins and where it has certainly ended, apart from AND and OR. */
const beforeOperand = new Set(['where', 'on', 'having', 'when', 'then', 'else', '(']);
const afterOperand = new Set(
  'group order limit offset fetch having union intersect except for returning window then else end left right full inner cross join where ; ) ,'.split(
    ' ',
  ),
);

/**
 * `WHERE (a = 1)` is `WHERE a = 1`, and `a AND (b = 2)` is `a AND b = 2`. Removed only where nothing binds tighter;
 * lists, rows and queries keep theirs.
 */
function withoutNeedlessParentheses(tokens: readonly CodeToken[]): readonly CodeToken[] {
  for (let open = 0; open < tokens.length; open += 1) {
    if (!isSymbol(tokens[open], '(')) continue;
    const close = closingOf(tokens, open);
    const inside = tokens.slice(open + 1, close);
    if (close < 0 || inside.length === 0 || ['select', 'with', 'values'].includes(inside[0]?.value ?? ''))
      continue;
    const top = topLevel(inside);
    const before = tokens[open - 1]?.value ?? '';
    const after = tokens[close + 1]?.value ?? ';';
    const isJoined = top.some(({ kind, value }) => kind === 'word' && (value === 'and' || value === 'or'));
    const junctions = isJoined ? [] : ['and', 'or'];
    const isNeedless =
      !top.some((token) => isSymbol(token, ',')) &&
      (beforeOperand.has(before) || junctions.includes(before)) &&
      (afterOperand.has(after) || junctions.includes(after));
    if (!isNeedless) continue;
    return withoutNeedlessParentheses([...tokens.slice(0, open), ...inside, ...tokens.slice(close + 1)]);
  }
  return tokens;
}

function closingOf(tokens: readonly CodeToken[], open: number): number {
  let depth = 0;
  return tokens.findIndex((token, index) => {
    if (index < open) return false;
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    return depth === 0;
  });
}

function topLevel(tokens: readonly CodeToken[]): readonly CodeToken[] {
  let depth = 0;
  return tokens.filter((token) => {
    if (isSymbol(token, ')')) depth -= 1;
    const isTop = depth === 0;
    if (isSymbol(token, '(')) depth += 1;
    return isTop;
  });
}

function toWord(word: string, rules: Rules): CodeToken {
  const digits = word.replaceAll('_', '');
  if (/^(?:\d+|0[xob][\da-f]+|\d+e\d+)$/i.test(digits))
    return { kind: 'number', value: String(Number(digits)) };
  return { kind: 'word', value: rules.foldsCase ? word.toLowerCase() : word };
}

/** Reads from an opening quote; a string that is never closed ends with the code. */
function readString(code: string, start: number, escapes: Escapes): { content: string; end: number } {
  const quote = code.charAt(start);
  const triple = quote !== '`' && code.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  let content = '';
  let at = start + triple.length;
  while (at < code.length) {
    if (code[at] === '\\' && escapes === 'backslash') {
      const escaped = code[at + 1] ?? '';
      // \" inside "…" and " inside '…' are the same text.
      content += `'"\``.includes(escaped) ? escaped : `\\${escaped}`;
      at += 2;
    } else if (escapes === 'doubled' && code[at] === quote && code[at + 1] === quote) {
      content += quote;
      at += 2;
    } else if (code.startsWith(triple, at)) {
      return { content, end: at + triple.length };
    } else {
      content += code[at] ?? '';
      at += 1;
    }
  }
  return { content, end: code.length };
}

/** A slash begins a regular expression where no value can have ended before it. */
function readRegex(code: string, start: number, before: CodeToken | undefined): string | undefined {
  const endsValue =
    before !== undefined &&
    (before.kind === 'number' ||
      before.kind === 'string' ||
      (before.kind === 'word' && !['return', 'typeof', 'case', 'in', 'of', 'await'].includes(before.value)) ||
      [')', ']', '}'].includes(before.value));
  if (endsValue) return undefined;
  const pattern = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
  pattern.lastIndex = start;
  return pattern.exec(code)?.[0];
}

/** `a();` and `a()` are the same statement, and so are `a();;` and `a();`. */
function withoutEmptyStatements(tokens: readonly CodeToken[], rules: Rules): readonly CodeToken[] {
  const isSemicolon = (token: CodeToken | undefined): boolean =>
    rules.hasSemicolons && token?.kind === 'symbol' && token.value === ';';
  const kept = tokens.filter((token, index) => {
    const next = tokens[index + 1];
    return !(isSemicolon(token) && (next === undefined || isSemicolon(next) || next.value === '}'));
  });
  while (kept.at(-1)?.kind === 'newline' || isSemicolon(kept.at(-1))) kept.pop();
  while (kept[0]?.kind === 'newline') kept.shift();
  return kept;
}

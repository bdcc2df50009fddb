/**
 * Splits code into the tokens that decide whether two pieces of code are the same: spaces, comments, quote style
 * and the last semicolon do not, names and values do. Not a parser: it must also cope with a fragment of code.
 */

export interface CodeToken {
  readonly kind: 'word' | 'number' | 'string' | 'symbol' | 'newline';
  /** What is compared; for a string its content without quotes. */
  readonly value: string;
}

type Family = 'c-like' | 'sql' | 'python' | 'shell' | 'lines' | 'http';

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
  ['dockerfile', 'shell'],
  ['compose', 'lines'],
  ['yaml', 'lines'],
  ['yml', 'lines'],
  ['http', 'http'],
]);

interface Rules {
  readonly lineComments: readonly string[];
  readonly hasBlockComments: boolean;
  readonly quotes: string;
  /** Quotes that mean something else than a plain string, so that style is not free. */
  readonly meaningfulQuotes: string;
  readonly foldsCase: boolean;
  readonly keepsLines: boolean;
  readonly hasSemicolons: boolean;
  readonly words: RegExp;
}

const identifier = /[\p{L}\p{N}_$@]+/uy;
const rulesOf: Readonly<Record<Family, Rules>> = {
  'c-like': {
    lineComments: ['//'],
    hasBlockComments: true,
    quotes: `'"\``,
    meaningfulQuotes: '',
    foldsCase: false,
    keepsLines: false,
    hasSemicolons: true,
    words: identifier,
  },
  sql: {
    lineComments: ['--'],
    hasBlockComments: true,
    quotes: `'"\``,
    // 'x' is a value, "x" and `x` are names.
    meaningfulQuotes: `"\``,
    foldsCase: true,
    keepsLines: false,
    hasSemicolons: true,
    words: identifier,
  },
  python: {
    lineComments: ['#'],
    hasBlockComments: false,
    quotes: `'"`,
    meaningfulQuotes: '',
    foldsCase: false,
    keepsLines: true,
    hasSemicolons: true,
    words: identifier,
  },
  shell: {
    lineComments: [],
    hasBlockComments: false,
    quotes: `'"`,
    meaningfulQuotes: '',
    foldsCase: false,
    keepsLines: true,
    hasSemicolons: true,
    words: /[^\s'"|&;<>()$#=]+/uy,
  },
  lines: {
    lineComments: ['#'],
    hasBlockComments: false,
    quotes: `'"`,
    meaningfulQuotes: '',
    foldsCase: false,
    keepsLines: true,
    hasSemicolons: false,
    words: /[^\s'":,[\]{}#]+/uy,
  },
  http: {
    lineComments: [],
    hasBlockComments: false,
    quotes: '',
    meaningfulQuotes: '',
    foldsCase: true,
    keepsLines: true,
    hasSemicolons: false,
    words: /[^\s:;,=]+/uy,
  },
};

/** Two-and-more-character symbols that must not fall apart, longest first. */
const symbols = [
  '>>>',
  '===',
  '!==',
  '...',
  '**',
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
  const rules = rulesOf[families.get(language.toLowerCase()) ?? 'c-like'];
  const tokens: CodeToken[] = [];
  /** The widths of the indentations that are open, where lines matter. */
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
      tokens.push({ kind: 'newline', value: String(indents.length) });
      at += space.length;
    } else if (/\s/u.test(character)) {
      at += 1;
    } else if (rules.lineComments.some(rest)) {
      const end = code.indexOf('\n', at);
      at = end < 0 ? code.length : end;
    } else if (rules.hasBlockComments && rest('/*')) {
      const end = code.indexOf('*/', at + 2);
      at = end < 0 ? code.length : end + 2;
    } else if (rules.quotes.includes(character)) {
      const { content, end } = readString(code, at, rules === rulesOf.sql);
      tokens.push(
        rules.meaningfulQuotes.includes(character)
          ? { kind: 'word', value: content.toLowerCase() === content ? content : `"${content}"` }
          : {
              kind: 'string',
              value: character === '`' && content.includes('${') ? `\`${content}\`` : content,
            },
      );
      at = end;
    } else {
      const regex =
        rules === rulesOf['c-like'] && character === '/' ? readRegex(code, at, tokens.at(-1)) : undefined;
      rules.words.lastIndex = at;
      const word = regex ?? rules.words.exec(code)?.[0];
      const symbol = word ?? symbols.find(rest) ?? String.fromCodePoint(code.codePointAt(at) ?? 0);
      tokens.push(
        word === undefined ? { kind: 'symbol', value: symbol === '<>' ? '!=' : symbol } : toWord(word, rules),
      );
      at += symbol.length;
    }
  }
  return withoutEmptyStatements(tokens, rules);
}

function toWord(word: string, rules: Rules): CodeToken {
  const digits = word.replaceAll('_', '');
  if (/^(?:\d+|0[xob][\da-f]+|\d+e\d+)$/i.test(digits))
    return { kind: 'number', value: String(Number(digits)) };
  return { kind: 'word', value: rules.foldsCase ? word.toLowerCase() : word };
}

/** Reads from an opening quote; a string that is never closed ends with the code. */
function readString(code: string, start: number, doublesQuotes: boolean): { content: string; end: number } {
  const quote = code.charAt(start);
  const triple = quote !== '`' && code.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  let content = '';
  let at = start + triple.length;
  while (at < code.length) {
    if (code[at] === '\\' && !doublesQuotes) {
      const escaped = code[at + 1] ?? '';
      // \" inside "…" and " inside '…' are the same text.
      content += `'"\``.includes(escaped) ? escaped : `\\${escaped}`;
      at += 2;
    } else if (doublesQuotes && code[at] === quote && code[at + 1] === quote) {
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

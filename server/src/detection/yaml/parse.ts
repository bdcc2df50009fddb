/** A key of a YAML document with the keys above it. */
export interface YamlEntry {
  /** From the top of the document; a list item is `-`. */
  readonly path: readonly string[];
  /** The key, or the item when the entry is a scalar in a list. */
  readonly from: number;
  readonly to: number;
  readonly value: YamlValue | undefined;
}

/** A scalar with its place, without quotes; a block scalar is the text of its lines. */
export interface YamlValue {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly isBlock: boolean;
}

interface Level {
  readonly indent: number;
  readonly key: string;
  readonly isItem: boolean;
}

const keyPattern =
  /(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([^\s'"#[\]{},&*!|>%@`][^\n]*?))[ \t]*:(?=[ \t\r\n]|$)/y;
const decoration = /(?:[&!][^\s,[\]{}]*[ \t]+)*/y;

/** Keys deeper than this belong to data. */
const deepestFlow = 30;

/**
 * Reads a YAML file far enough to know its key paths. It is not a validator: a line that is not understood
 * is skipped, so that a half-typed one costs only itself.
 */
class YamlReader {
  readonly entries: YamlEntry[] = [];
  private levels: Level[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  read(): readonly YamlEntry[] {
    while (this.at < this.text.length) this.readLine();
    return this.entries;
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  private indentAt(from: number): number {
    let at = from;
    while (this.text[at] === ' ') at++;
    return at - from;
  }

  private readLine(): void {
    const start = this.at;
    const end = this.lineEnd(start);
    this.at = end + 1;
    let indent = this.indentAt(start);
    const first = this.text[start + indent];
    if (first === undefined || first === '#' || first === '\n' || first === '\r') return;
    if (indent === 0 && /^(?:---|\.\.\.)/.test(this.text.slice(start, start + 3))) {
      this.levels = [];
      return;
    }
    while (/^-(?:[ \t]|\r?\n|$)/.test(this.text.slice(start + indent, start + indent + 3))) {
      this.leaveItems(indent);
      this.levels.push({ indent, key: '-', isItem: true });
      let content = indent + 1;
      while (/[ \t]/.test(this.text[start + content] ?? '')) content++;
      indent = content;
      if (start + indent >= end) return;
    }
    this.readContent(start, indent, end);
  }

  private leaveItems(indent: number): void {
    this.levels = this.levels.filter(
      (level) => level.indent < indent || (level.indent === indent && !level.isItem),
    );
  }

  private readContent(start: number, indent: number, end: number): void {
    const from = start + indent;
    keyPattern.lastIndex = from;
    const match = keyPattern.exec(this.text);
    if (match === null || match.index + match[0].length > end) {
      const item = this.levels[this.levels.length - 1];
      if (item?.isItem === true && item.indent < indent) this.readItem(from, end);
      return;
    }
    this.levels = this.levels.filter((level) => level.indent < indent);
    const key = match[1] ?? match[2] ?? match[3] ?? '';
    const isQuoted = match[3] === undefined;
    const keyFrom = isQuoted ? from + 1 : from;
    const path = [...this.levels.map((level) => level.key), key];
    this.levels.push({ indent, key, isItem: false });
    const value = this.readValue(path, from + match[0].length, end, indent);
    this.entries.push({ path, from: keyFrom, to: keyFrom + key.length, value });
  }

  private readItem(from: number, end: number): void {
    const path = this.levels.map((level) => level.key);
    const value = this.readValue(path, from, end, this.levels[this.levels.length - 1]?.indent ?? 0);
    if (value !== undefined) this.entries.push({ path, from: value.from, to: value.to, value });
  }

  private readValue(
    path: readonly string[],
    from: number,
    end: number,
    indent: number,
  ): YamlValue | undefined {
    let at = from;
    while (/[ \t]/.test(this.text[at] ?? '')) at++;
    decoration.lastIndex = at;
    at += decoration.exec(this.text)?.[0].length ?? 0;
    const char = this.text[at];
    if (at >= end || char === '#' || char === '\r') return undefined;
    if (char === '|' || char === '>') return this.readBlock(end, indent);
    if (char === '{' || char === '[') {
      this.at = Math.max(this.at, this.lineEnd(this.readFlow(path, at, 0)) + 1);
      return undefined;
    }
    if (char === '"' || char === "'") return this.readQuoted(at, char);
    const comment = /[ \t]#/.exec(this.text.slice(at, end));
    const scalar = this.text.slice(at, comment === null ? end : at + comment.index).trimEnd();
    return { text: scalar, from: at, to: at + scalar.length, isBlock: false };
  }

  private readQuoted(at: number, quote: string): YamlValue {
    let close = at + 1;
    while (close < this.text.length && this.text[close] !== quote)
      close += quote === '"' && this.text[close] === '\\' ? 2 : 1;
    close = Math.min(close, this.text.length);
    if (close >= this.text.length) close = this.lineEnd(at);
    this.at = Math.max(this.at, this.lineEnd(close) + 1);
    return { text: this.text.slice(at + 1, close), from: at + 1, to: close, isBlock: false };
  }

  /** The lines that are indented deeper than the key. */
  private readBlock(end: number, indent: number): YamlValue {
    const from = Math.min(end + 1, this.text.length);
    let to = from;
    this.at = from;
    while (this.at < this.text.length) {
      const lineEnd = this.lineEnd(this.at);
      const isBlank = this.text.slice(this.at, lineEnd).trim() === '';
      if (!isBlank && this.indentAt(this.at) <= indent) break;
      this.at = lineEnd + 1;
      if (!isBlank) to = lineEnd;
    }
    return { text: this.text.slice(from, to), from, to: Math.max(from, to), isBlock: true };
  }

  /** `{ a: b, c: [d] }`; returns the offset behind it. */
  private readFlow(path: readonly string[], open: number, depth: number): number {
    const isMap = this.text[open] === '{';
    let at = open + 1;
    while (at < this.text.length) {
      const char = this.text[at] ?? '';
      if (char === '}' || char === ']') return at + 1;
      if (/[\s,]/.test(char)) at++;
      else if (char === '#') at = this.lineEnd(at);
      else if ((char === '{' || char === '[') && depth < deepestFlow)
        at = this.readFlow([...path, '-'], at, depth + 1);
      else at = isMap ? this.readFlowPair(path, at, depth) : this.readFlowItem(path, at);
    }
    return at;
  }

  private readFlowScalar(at: number): { readonly value: YamlValue; readonly end: number } {
    const char = this.text[at];
    if (char === '"' || char === "'") {
      const close = this.text.indexOf(char, at + 1);
      const to = close < 0 ? this.lineEnd(at) : close;
      return { value: { text: this.text.slice(at + 1, to), from: at + 1, to, isBlock: false }, end: to + 1 };
    }
    let to = at;
    while (to < this.text.length && !/[,{}[\]\n]/.test(this.text[to] ?? '')) {
      if (this.text[to] === ':' && /[\s,}\]]/.test(this.text[to + 1] ?? ' ')) break;
      to++;
    }
    const text = this.text.slice(at, to).trimEnd();
    return { value: { text, from: at, to: at + text.length, isBlock: false }, end: Math.max(to, at + 1) };
  }

  private readFlowPair(path: readonly string[], at: number, depth: number): number {
    const { value: key, end } = this.readFlowScalar(at);
    const colon = /^\s*:\s*/.exec(this.text.slice(end, end + 200));
    const inner = [...path, key.text];
    if (colon === null) {
      this.entries.push({ path: inner, from: key.from, to: key.to, value: undefined });
      return end;
    }
    const valueAt = end + colon[0].length;
    const char = this.text[valueAt];
    if ((char === '{' || char === '[') && depth < deepestFlow) {
      this.entries.push({ path: inner, from: key.from, to: key.to, value: undefined });
      return this.readFlow(inner, valueAt, depth + 1);
    }
    const isEmpty = char === ',' || char === '}' || char === undefined;
    const scalar = isEmpty ? undefined : this.readFlowScalar(valueAt);
    this.entries.push({ path: inner, from: key.from, to: key.to, value: scalar?.value });
    return scalar?.end ?? valueAt;
  }

  private readFlowItem(path: readonly string[], at: number): number {
    const { value, end } = this.readFlowScalar(at);
    this.entries.push({ path: [...path, '-'], from: value.from, to: value.to, value });
    return this.text[end] === ':' ? end + 1 : end;
  }
}

/** The key paths of a YAML file, in document order of what they close. */
export function readYaml(text: string): readonly YamlEntry[] {
  return new YamlReader(text).read();
}

/** A key of a YAML document with the keys above it. */
export interface YamlEntry {
  /** From the top of the document, or below the levels that the piece stands below; a list item is `-`. */
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

/** A key or an item that lines below may belong to. */
export interface YamlLevel {
  readonly indent: number;
  readonly key: string;
  readonly isItem: boolean;
}

/** What a line that opens a level leaves of the levels above: those of less indentation. */
export interface YamlOpening {
  readonly indent: number;
  /** An item leaves the key of its own indentation too. */
  readonly isItem: boolean;
}

/** A stretch that can be read alone: it begins with a line that opens a level, and reaches no level above that line. */
export interface YamlStretch extends YamlOpening {
  readonly to: number;
  /** What is open at its end. */
  readonly levels: readonly YamlLevel[];
  /** Their paths begin at the stretch. */
  readonly entries: readonly YamlEntry[];
}

/** A key of a template may begin with what the template puts in: `{{ name }}_data:`. */
const keyPattern =
  /(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|((?:[^\s'"#[\]{},&*!|>%@`]|\{\{[^{}\n]*\}\})[^\n]*?))[ \t]*:(?=[ \t\r\n]|$)/y;
const decoration = /(?:[&!][^\s,[\]{}]*[ \t]+)*/y;
const itemPattern = /-(?:[ \t]|\r?\n|$)/y;
const markPattern = /---|\.\.\./y;
/** A line that is a key and hardly anything else. */
const plainKeyPattern = /[\w./$][\w./$-]*[ \t]*:(?=[ \t\r\n]|$)/y;
const plainEntryPattern = /(?:-[ \t]+)*[\w./$][\w./$-]*[ \t]*:(?=[ \t\r\n]|$)/y;

/** Keys deeper than this belong to data. */
const deepestFlow = 30;
/** Items of items of items on one line; every entry below them carries its whole path. */
const deepestItems = 100;
/** A stretch of this length ends before the next line that is not indented deeper than its first one. */
const goodLength = 1_000;
/** A stretch of this length ends before the next line that opens a level. */
const greatLength = 4_000;

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

export function lineEndAt(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

export function lineStartAt(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** How many blanks there are from an offset on. */
export function indentAt(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  return at - from;
}

/** A line that only steers a template, in the language of Jinja or of Go. */
const steeringPattern =
  /\{(?:[%#]|\{-?[ \t]*(?:if|else|end|range|with|define|block|template|include|toYaml|\/\*))/y;

/** Whether there is a comment or nothing at an offset, or a line that steers a template. */
export function isEmptyAt(text: string, at: number): boolean {
  const char = text[at];
  if (char === '{') return isAt(steeringPattern, text, at);
  return char === undefined || char === '#' || char === '\n' || char === '\r';
}

/** Whether a document begins or ends at the beginning of a line. */
export function isMarkAt(text: string, lineStart: number): boolean {
  return isAt(markPattern, text, lineStart);
}

/**
 * Whether a line is so clearly a key that no quoted scalar or collection of a line that is indented as deep or deeper
 * goes on in it. Thereby one that is half typed costs only itself, and a place is found from which can be read.
 */
export function isPlainKeyAt(text: string, at: number): boolean {
  return isAt(plainKeyPattern, text, at);
}

/** What the line that begins at an offset opens. */
function openingAt(text: string, lineStart: number): YamlOpening | undefined {
  const indent = indentAt(text, lineStart);
  if (indent === 0 && isMarkAt(text, lineStart)) return { indent, isItem: false };
  if (isAt(itemPattern, text, lineStart + indent)) return { indent, isItem: true };
  return isAt(keyPattern, text, lineStart + indent) ? { indent, isItem: false } : undefined;
}

/**
 * Reads YAML far enough to know its key paths. It is not a validator: a line that is not understood is skipped, so
 * that a half-typed one costs only itself. What is opened by one line and goes on in others is read in one step;
 * between two steps nothing is open but levels.
 */
class YamlReader {
  entries: YamlEntry[] = [];
  private levels: YamlLevel[] = [];
  /** What is not closed reaches as far as the lines that are known to belong to it: up to the beginning of a line. */
  private reach = 0;

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  readTo(end: number): void {
    while (this.at < end) this.readStep();
  }

  readStretch(isKnown: (offset: number) => boolean): YamlStretch {
    const from = this.at;
    const opening = openingAt(this.text, from) ?? { indent: 0, isItem: false };
    do this.readStep();
    while (this.at < this.text.length && !this.endsHere(from, opening, isKnown));
    const to = Math.min(this.at, this.text.length);
    return { ...opening, to, levels: this.levels, entries: this.entries };
  }

  private endsHere(from: number, opening: YamlOpening, isKnown: (offset: number) => boolean): boolean {
    const { text, at } = this;
    const indent = indentAt(text, at);
    if (isEmptyAt(text, at + indent)) return false;
    const isAbove = indent < opening.indent || (indent === opening.indent && opening.isItem);
    const mayEnd = at - from >= (indent <= opening.indent ? goodLength : greatLength) || isKnown(at);
    if (!isAbove && !mayEnd) return false;
    const next = openingAt(text, at);
    if (next === undefined) return false;
    // An item beside the items of the stretch leaves nothing that is above it.
    return mayEnd || indent < opening.indent || !next.isItem;
  }

  private readStep(): void {
    const { text, at: start } = this;
    const end = lineEndAt(text, start);
    this.at = end + 1;
    let indent = indentAt(text, start);
    if (isEmptyAt(text, start + indent)) return;
    if (indent === 0 && isMarkAt(text, start)) {
      this.levels = [];
      return;
    }
    while (this.levels.length < deepestItems && isAt(itemPattern, text, start + indent)) {
      this.leave(indent, true);
      this.levels.push({ indent, key: '-', isItem: true });
      indent = this.skipBlanks(start + indent + 1) - start;
      if (start + indent >= end) return;
    }
    this.readContent(start, indent, end);
  }

  private skipBlanks(from: number): number {
    let at = from;
    while (this.text[at] === ' ' || this.text[at] === '\t') at++;
    return at;
  }

  /** Levels lie in the order of their indentation, and an item behind the key of the same one. */
  private leave(indent: number, forItem: boolean): void {
    for (let last = this.levels.at(-1); last !== undefined; last = this.levels.at(-1)) {
      if (last.indent < indent || (last.indent === indent && forItem && !last.isItem)) return;
      this.levels.pop();
    }
  }

  private readContent(start: number, indent: number, end: number): void {
    const from = start + indent;
    keyPattern.lastIndex = from;
    const match = keyPattern.exec(this.text);
    if (match === null) {
      const item = this.levels.at(-1);
      if (item?.isItem === true && item.indent < indent) this.readItem(from, end, item.indent);
      return;
    }
    this.leave(indent, false);
    const key = match[1] ?? match[2] ?? match[3] ?? '';
    const keyFrom = match[3] === undefined ? from + 1 : from;
    this.levels.push({ indent, key, isItem: false });
    const path = this.levels.map((level) => level.key);
    const value = this.readValue(path, from + match[0].length, end, indent);
    this.entries.push({ path, from: keyFrom, to: keyFrom + key.length, value });
  }

  private readItem(from: number, end: number, indent: number): void {
    const path = this.levels.map((level) => level.key);
    const value = this.readValue(path, from, end, indent);
    if (value === undefined || value.text === '') return;
    this.entries.push({ path, from: value.from, to: value.to, value });
  }

  private readValue(
    path: readonly string[],
    from: number,
    end: number,
    indent: number,
  ): YamlValue | undefined {
    const begin = this.skipBlanks(from);
    decoration.lastIndex = begin;
    const at = begin + (decoration.exec(this.text)?.[0].length ?? 0);
    const char = this.text[at];
    if (at >= end || char === '#' || char === '\r') return undefined;
    if (char === '|' || char === '>') return this.readBlock(end, indent);
    this.reach = end + 1;
    if (char === '{' || char === '[') {
      this.endStep(this.readFlow(path, at, 0, indent), indent);
      return undefined;
    }
    if (char === '"' || char === "'") {
      const close = this.closingQuote(at, indent);
      this.endStep(close ?? this.reach, indent);
      const to = close ?? end;
      return { text: this.text.slice(at + 1, to), from: at + 1, to, isBlock: false };
    }
    const comment = /[ \t]#/.exec(this.text.slice(at, end));
    const scalar = this.text.slice(at, comment === null ? end : at + comment.index).trimEnd();
    return { text: scalar, from: at, to: at + scalar.length, isBlock: false };
  }

  /** The step ends with the line of an offset, or where its lines end. */
  private endStep(at: number, indent: number): void {
    this.at = this.reaches(at, indent) ? lineEndAt(this.text, at) + 1 : this.reach;
  }

  /** Whether a quoted scalar or a collection that belongs to a line of an indentation can go on up to an offset. */
  private reaches(at: number, indent: number): boolean {
    const { text } = this;
    while (at >= this.reach) {
      if (this.reach >= text.length) return false;
      const own = indentAt(text, this.reach);
      if (own === 0 && isMarkAt(text, this.reach)) return false;
      if (own <= indent && isAt(plainEntryPattern, text, this.reach + own)) return false;
      this.reach = lineEndAt(text, this.reach) + 1;
    }
    return true;
  }

  /** Where the quote at an offset is closed, or undefined when another entry begins before. */
  private closingQuote(open: number, indent: number): number | undefined {
    const { text } = this;
    const quote = text[open] ?? '';
    let at = text.indexOf(quote, open + 1);
    for (; at >= 0; at = text.indexOf(quote, at + 1)) {
      if (quote === "'" && text[at + 1] === "'") at++;
      else if (quote === "'" || !this.isEscaped(at, open)) break;
    }
    return this.reaches(at < 0 ? text.length + 1 : at, indent) ? at : undefined;
  }

  private isEscaped(at: number, open: number): boolean {
    let before = at;
    while (before - 1 > open && this.text[before - 1] === '\\') before--;
    return (at - before) % 2 === 1;
  }

  /** The lines that are indented deeper than the key. */
  private readBlock(end: number, indent: number): YamlValue {
    const { text } = this;
    const from = Math.min(end + 1, text.length);
    let to = from;
    this.at = from;
    while (this.at < text.length) {
      const lineEnd = lineEndAt(text, this.at);
      const own = indentAt(text, this.at);
      const isBlank = text.slice(this.at + own, lineEnd).trim() === '';
      if (!isBlank && own <= indent) break;
      this.at = lineEnd + 1;
      if (!isBlank) to = lineEnd;
    }
    return { text: text.slice(from, to), from, to, isBlock: true };
  }

  /** `{ a: b, c: [d] }`; returns the offset behind it. */
  private readFlow(path: readonly string[], open: number, depth: number, indent: number): number {
    const isMap = this.text[open] === '{';
    let at = open + 1;
    while (at < this.text.length && this.reaches(at, indent)) {
      const char = this.text[at] ?? '';
      if (char === '}' || char === ']') return at + 1;
      if (/[\s,]/.test(char)) at++;
      else if (char === '#') at = lineEndAt(this.text, at);
      else if ((char === '{' || char === '[') && depth < deepestFlow)
        at = this.readFlow([...path, '-'], at, depth + 1, indent);
      else at = isMap ? this.readFlowPair(path, at, depth, indent) : this.readFlowItem(path, at, indent);
    }
    return at;
  }

  private readFlowScalar(at: number, indent: number): { readonly value: YamlValue; readonly end: number } {
    const { text } = this;
    const char = text[at];
    if (char === '"' || char === "'") {
      const to = this.closingQuote(at, indent) ?? lineEndAt(text, at);
      return { value: { text: text.slice(at + 1, to), from: at + 1, to, isBlock: false }, end: to + 1 };
    }
    let to = at;
    while (to < text.length && !/[,{}[\]\n]/.test(text[to] ?? '')) {
      if (text[to] === ':' && /[\s,}\]]/.test(text[to + 1] ?? ' ')) break;
      to++;
    }
    const scalar = text.slice(at, to).trimEnd();
    return {
      value: { text: scalar, from: at, to: at + scalar.length, isBlock: false },
      end: Math.max(to, at + 1),
    };
  }

  private readFlowPair(path: readonly string[], at: number, depth: number, indent: number): number {
    const { value: key, end } = this.readFlowScalar(at, indent);
    const colon = /^\s*:\s*/.exec(this.text.slice(end, end + 200));
    const inner = [...path, key.text];
    const valueAt = end + (colon?.[0].length ?? 0);
    if (colon === null || !this.reaches(valueAt, indent)) {
      this.entries.push({ path: inner, from: key.from, to: key.to, value: undefined });
      return valueAt;
    }
    const char = this.text[valueAt];
    if ((char === '{' || char === '[') && depth < deepestFlow) {
      this.entries.push({ path: inner, from: key.from, to: key.to, value: undefined });
      return this.readFlow(inner, valueAt, depth + 1, indent);
    }
    const isEmpty = char === ',' || char === '}' || char === undefined;
    const scalar = isEmpty ? undefined : this.readFlowScalar(valueAt, indent);
    this.entries.push({ path: inner, from: key.from, to: key.to, value: scalar?.value });
    return scalar?.end ?? valueAt;
  }

  private readFlowItem(path: readonly string[], at: number, indent: number): number {
    const { value, end } = this.readFlowScalar(at, indent);
    this.entries.push({ path: [...path, '-'], from: value.from, to: value.to, value });
    return this.text[end] === ':' ? end + 1 : end;
  }
}

/** The stretch that begins at an offset; it ends before a line that is `isKnown` to begin one, if it can. */
export function readStretch(text: string, from: number, isKnown: (offset: number) => boolean): YamlStretch {
  return new YamlReader(text, from).readStretch(isKnown);
}

/** The entries of a stretch whose end is known, in document order of what they close. */
export function readEntries(text: string, from: number, to: number): readonly YamlEntry[] {
  const reader = new YamlReader(text, from);
  reader.readTo(to);
  return reader.entries;
}

/** A word of a command, without its quotes. */
export interface ShellWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The body of a here document, and the command that reads it. */
export interface HereDocument {
  readonly from: number;
  readonly to: number;
  readonly reader: ShellCommand;
}

export interface ShellCommand {
  readonly words: ShellWord[];
  /** The command whose output this one reads through a pipe. */
  readonly input?: ShellCommand;
}

export interface ShellLine {
  readonly commands: readonly ShellCommand[];
  readonly hereDocuments: readonly HereDocument[];
  /** Behind the line break that ends the line, or behind the last here document. */
  readonly end: number;
}

interface PendingHereDocument {
  readonly delimiter: string;
  readonly reader: ShellCommand;
}

/** Nested substitutions deeper than this are not written by people. */
const deepest = 20;

/**
 * Reads one logical line of a shell script: continued lines, quotes over several lines and here documents
 * belong to it. Enough of the grammar to know where commands begin and what their words are.
 */
class LineReader {
  readonly commands: ShellCommand[] = [];
  readonly hereDocuments: HereDocument[] = [];
  private command: ShellCommand = { words: [] };
  private pending: PendingHereDocument[] = [];
  private skipsWord = false;
  /** Between the brackets of `names=(a b)` words are values. */
  private isArray = false;
  /** How many are open; a closing one beside them ends the pattern of a `case`. */
  private brackets = 0;

  constructor(
    private readonly text: string,
    private at: number,
    private readonly end: number,
    private readonly isWhole: boolean,
    private readonly depth: number,
  ) {}

  /** Reads to the end of the line, or of the whole stretch when it is one. */
  read(): number {
    while (this.at < this.end) {
      const char = this.text[this.at] ?? '';
      if (char === '\n') {
        this.at++;
        this.endCommand();
        if (this.pending.length > 0) this.readHereDocuments();
        if (!this.isWhole && !this.isArray) return this.at;
      } else if (/\s/.test(char)) this.at++;
      else if (this.isContinuation()) this.skipLine();
      else if (char === '#') this.at = this.lineEnd(this.at);
      else if (this.text.startsWith('((', this.at) && this.command.words.length === 0) {
        this.skipArithmetic();
      } else if (/[;&|()]/.test(char)) {
        // What was read so far is the name of a function or a pattern, and no program.
        const isFunction = char === '(' && /^\(\s*\)/.test(this.text.slice(this.at, this.at + 20));
        const isPattern = char === ')' && this.brackets === 0;
        if (isFunction || isPattern) this.command = { words: [] };
        if (char === '(') this.brackets++;
        else if (char === ')' && this.brackets > 0) this.brackets--;
        const isPipe = char === '|' && this.text[this.at + 1] !== '|' && this.text[this.at - 1] !== '|';
        if (char === '(' && this.text[this.at - 1] === '=') this.isArray = true;
        this.at++;
        this.endCommand(isPipe);
        if (char === ')') this.isArray = false;
      } else if (char === '<' || char === '>') this.redirect();
      else this.readWord();
    }
    this.endCommand();
    return this.at;
  }

  /** `((count += 1 << bit))` is no command, and its shift no here document. */
  private skipArithmetic(): void {
    const close = this.text.indexOf('))', this.at);
    this.at = close < 0 || close > this.lineEnd(this.at) ? this.at + 2 : close + 2;
  }

  private isContinuation(): boolean {
    return (
      this.text[this.at] === '\\' && /^\\[ \t]*\r?$/.test(this.text.slice(this.at, this.lineEnd(this.at)))
    );
  }

  private skipLine(): void {
    this.at = this.lineEnd(this.at) + 1;
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 || end > this.end ? this.end : end;
  }

  private endCommand(isPiped = false): void {
    const { command } = this;
    if (command.words.length > 0 && !this.isArray) this.commands.push(command);
    this.command = isPiped && command.words.length > 0 ? { words: [], input: command } : { words: [] };
    this.skipsWord = false;
  }

  private redirect(): void {
    const here = /^<<-?\s*(['"]?)([\w.-]+)\1/.exec(this.text.slice(this.at, this.at + 80));
    if (here?.[2] !== undefined && this.text[this.at + 2] !== '<') {
      this.pending.push({ delimiter: here[2], reader: this.command });
      this.at += here[0].length;
      return;
    }
    if (this.text[this.at + 1] === '(') {
      this.at += 2;
      this.endCommand();
      return;
    }
    while (this.at < this.end && /[<>&|]/.test(this.text[this.at] ?? '')) this.at++;
    this.skipsWord = true;
  }

  private readHereDocuments(): void {
    for (const { delimiter, reader } of this.pending) {
      const from = this.at;
      for (;;) {
        const end = this.lineEnd(this.at);
        const line = this.text.slice(this.at, end).trim();
        const lineStart = this.at;
        this.at = Math.min(end + 1, this.end);
        if (line === delimiter || this.at >= this.end) {
          this.hereDocuments.push({ from, to: line === delimiter ? lineStart : this.end, reader });
          break;
        }
      }
    }
    this.pending = [];
  }

  private readWord(): void {
    const from = this.at;
    let word = '';
    while (this.at < this.end) {
      const char = this.text[this.at] ?? '';
      if (/[\s;&|()<>]/.test(char) || this.isContinuation()) break;
      if (char === '\\') {
        word += this.text[this.at + 1] ?? '';
        this.at += 2;
      } else if (char === "'") word += this.quoted();
      else if (char === '"') word += this.doubleQuoted();
      else if (char === '$' || char === '`') word += this.expansion();
      else {
        word += char;
        this.at++;
      }
    }
    this.at = Math.min(this.at, this.end);
    if (this.skipsWord) this.skipsWord = false;
    else this.command.words.push({ text: word, from, to: this.at });
  }

  private quoted(): string {
    const close = this.text.indexOf("'", this.at + 1);
    const end = close < 0 || close >= this.end ? this.lineEnd(this.at) : close;
    const inner = this.text.slice(this.at + 1, end);
    this.at = Math.min(end + 1, this.end);
    return inner;
  }

  private doubleQuoted(): string {
    let inner = '';
    this.at++;
    while (this.at < this.end && this.text[this.at] !== '"') {
      const char = this.text[this.at] ?? '';
      if (char === '\\') {
        inner += this.text[this.at + 1] ?? '';
        this.at += 2;
      } else if (char === '$' || char === '`') inner += this.expansion();
      else {
        inner += char;
        this.at++;
      }
    }
    this.at++;
    return inner;
  }

  /** Commands inside of a substitution are commands like any other. */
  private expansion(): string {
    const from = this.at;
    if (this.text[from] === '`') {
      const close = this.text.indexOf('`', from + 1);
      if (close < 0 || close >= this.end) {
        this.at++;
        return '`';
      }
      this.readInside(from + 1, close);
      this.at = close + 1;
    } else if (this.text.startsWith('$((', from)) {
      const close = this.text.indexOf('))', from);
      this.at = close < 0 || close > this.end ? from + 1 : close + 2;
    } else if (this.text[from + 1] === '(') {
      const close = closingBracket(this.text, from + 1, this.end);
      this.readInside(from + 2, close);
      this.at = Math.min(close + 1, this.end);
    } else this.at++;
    return this.text.slice(from, this.at);
  }

  private readInside(from: number, to: number): void {
    if (this.depth >= deepest || to <= from) return;
    const inner = new LineReader(this.text, from, to, true, this.depth + 1);
    inner.read();
    for (const command of inner.commands) this.commands.push(command);
    for (const document of inner.hereDocuments) this.hereDocuments.push(document);
  }
}

function closingBracket(text: string, open: number, end: number): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === "'" || char === '"') {
      const close = text.indexOf(char, at + 1);
      if (close < 0 || close >= end) return end;
      at = close;
    } else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at;
  }
  return end;
}

/** The logical line that begins at an offset. */
export function readShellLine(text: string, from: number, end = text.length): ShellLine {
  const reader = new LineReader(text, from, end, false, 0);
  const to = reader.read();
  return { commands: reader.commands, hereDocuments: reader.hereDocuments, end: to };
}

/** A whole stretch of shell code. */
export function readShell(text: string, from: number, to: number): ShellLine {
  const reader = new LineReader(text, from, to, true, 0);
  const end = reader.read();
  return { commands: reader.commands, hereDocuments: reader.hereDocuments, end };
}

/** Words that introduce a command without being one. */
const introductions = new Set(
  'if then else elif while until do ! { time exec command nohup env sudo npx bunx nice builtin'.split(' '),
);
/** Words that are followed by something else than a command. */
const constructs = new Set('for case select function in fi done esac } [[ ['.split(' '));
/** Options of the introductions that take a value. */
const takesValue = /^(?:-u|-g|-n|-p|--package|--user)$/;

/** The words of the command proper, behind assignments, `sudo` and the like. */
export function commandWords(command: ShellCommand): readonly ShellWord[] {
  const { words } = command;
  let at = 0;
  let isIntroduced = false;
  while (at < words.length) {
    const word = words[at]?.text ?? '';
    if (word === 'command' && /^-[vV]$/.test(words[at + 1]?.text ?? '')) return [];
    if (introductions.has(word)) isIntroduced = true;
    else if (isIntroduced && takesValue.test(word)) at++;
    else if (!/^[A-Za-z_]\w*\+?=/.test(word) && !(isIntroduced && word.startsWith('-'))) break;
    at++;
  }
  const first = words[at]?.text ?? '';
  return constructs.has(first) ? [] : words.slice(at);
}

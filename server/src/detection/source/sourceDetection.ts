import type { DocumentDetection, Match, Place, SourceEdit } from '../detection';
import { editsBetween } from '../edits';
import { matchHolding } from '../found';
import { Slices } from '../slices';
import type { SqlIndex } from '../sql/sqlIndex';
import type { FactsCache, SourceLanguage } from './language';
import { SyntaxTree } from './syntaxTree';
import { SourceView } from './view';

/** How long a hover may wait for the whole tree before it is answered from a part of the file. */
const hoverBudget = 30;
/** Files up to this length are parsed whole at once; a part would not be much cheaper. */
const smallFile = 40_000;
/** What is read of a long file that is not parsed yet: the imports, and the surroundings of the hover. */
const prefixLength = 12_000;
const windowBefore = 10_000;
const windowAfter = 6_000;

/** Follows one file of a programming language. */
export class SourceDetection implements DocumentDetection {
  private readonly syntax: SyntaxTree;
  private readonly known: FactsCache = new WeakMap();
  private version = 0;
  private view: SourceView | undefined;
  private settled: readonly Match[] | undefined;

  constructor(
    private readonly language: SourceLanguage,
    private readonly sql: () => SqlIndex,
    private text: string,
  ) {
    this.syntax = new SyntaxTree(language.parser, text);
  }

  update(text: string, edits?: readonly SourceEdit[]): void {
    const applied = editsBetween(this.text, text, edits);
    if (applied.length === 0) return;
    this.text = text;
    this.syntax.update(text, applied);
    this.version++;
    this.view = undefined;
    this.settled = undefined;
  }

  matchAt(offset: number): Match | undefined {
    if (offset < 0 || offset > this.text.length) return undefined;
    if (this.settled !== undefined) return matchHolding(this.settled, offset);
    return this.viewFor(offset)?.matchAt(offset);
  }

  placeAt(offset: number): Place {
    // A file without a syntax tree is hostile or generated; nobody writes code in it.
    return this.viewFor(offset)?.placeAt(offset) ?? { kind: 'text', modules: [] };
  }

  async matches(isCancelled?: () => boolean): Promise<readonly Match[] | undefined> {
    const { version } = this;
    const slices = new Slices(() => version === this.version && isCancelled?.() !== true);
    while (this.settled === undefined) {
      const view = this.viewBy(slices.end);
      if (view === undefined) {
        if (this.syntax.isComplete && this.syntax.whole === undefined) return [];
        if (!(await slices.next())) return undefined;
        continue;
      }
      const settled = await view.matches(slices);
      if (settled === undefined || version !== this.version) return undefined;
      this.settled = settled;
    }
    return this.settled;
  }

  dispose(): void {
    this.update('');
  }

  /** The view that a question about one offset is answered from. */
  private viewFor(offset: number): SourceView | undefined {
    const isSmall = this.text.length <= smallFile;
    return this.viewBy(isSmall ? Infinity : performance.now() + hoverBudget) ?? this.windowAt(offset);
  }

  /** The view of the whole file, unless it cannot be had by the deadline. */
  private viewBy(deadline: number): SourceView | undefined {
    if (this.view !== undefined) return this.view;
    if (!this.syntax.work(deadline)) return undefined;
    const tree = this.syntax.whole;
    if (tree === undefined) return undefined;
    const facts = this.language.factsOf(tree, this.text, this.known, deadline);
    if (facts === undefined) return undefined;
    this.view = new SourceView(tree, facts, this.text, this.language, this.sql);
    return this.view;
  }

  /** A view of the beginning of the file and of the lines around an offset. */
  private windowAt(offset: number): SourceView | undefined {
    const { text } = this;
    const prefix = { from: 0, to: lineStart(text, Math.min(prefixLength, text.length)) };
    const from = statementStart(text, Math.max(prefix.to, offset - windowBefore), offset);
    const to = Math.max(from, lineEnd(text, Math.min(text.length, offset + windowAfter)));
    const ranges = from > prefix.to && prefix.to > 0 ? [prefix, { from, to }] : [{ from: 0, to }];
    const tree = this.syntax.parseWindow(ranges);
    if (tree === undefined) return undefined;
    const facts = this.language.factsOf(tree, text, new WeakMap(), Infinity);
    return facts === undefined ? undefined : new SourceView(tree, facts, text, this.language, this.sql);
  }
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 || end - at > windowAfter ? at : end;
}

/** The first line in a stretch that is not indented and does not close anything: there a statement begins. */
function statementStart(text: string, from: number, to: number): number {
  let line = from === 0 ? 0 : text.indexOf('\n', from) + 1;
  while (line > 0 && line <= to) {
    if (/[A-Za-z_$@]/.test(text[line] ?? '')) return line;
    line = text.indexOf('\n', line) + 1;
  }
  return from;
}

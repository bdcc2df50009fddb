import { TreeFragment, type Input, type PartialParse, type Tree } from '@lezer/common';
import type { LRParser } from '@lezer/lr';
import type { SourceEdit } from '../detection';

/** A syntax tree that follows the edits of one text and is parsed only as far and as long as asked. */
export class SyntaxTree {
  private text: string;
  private tree: Tree | undefined;
  private parse: PartialParse | undefined;
  private fragments: readonly TreeFragment[] = [];
  private hasFailed = false;

  constructor(
    private readonly parser: LRParser,
    text: string,
  ) {
    this.text = readable(text);
  }

  /** The tree of the whole text; undefined as long as it is not parsed, and for ever when it cannot be. */
  get whole(): Tree | undefined {
    return this.tree;
  }

  get isComplete(): boolean {
    return this.hasFailed || this.tree !== undefined;
  }

  update(text: string, edits: readonly SourceEdit[]): void {
    if (edits.length === 0) return;
    this.keepPartialTree();
    this.text = readable(text);
    for (const edit of edits) {
      const { from, to, insert } = edit;
      this.fragments = TreeFragment.applyChanges(this.fragments, [
        { fromA: from, toA: to, fromB: from, toB: from + insert.length },
      ]);
    }
    this.tree = undefined;
    this.hasFailed = false;
  }

  /**
   * Parses on until the whole text is covered or the deadline is over; the parse goes on where it stopped.
   * Returns whether the tree is complete.
   */
  work(deadline: number): boolean {
    if (this.isComplete) return true;
    try {
      this.parse ??= this.parser.startParse(inputOf(this.text), this.fragments);
      do {
        const tree = this.parse.advance();
        if (tree !== null) {
          this.tree = tree;
          this.fragments = TreeFragment.addTree(tree, this.fragments);
          this.parse = undefined;
          return true;
        }
      } while (performance.now() < deadline);
    } catch {
      // Nesting that exhausts the parser's stack: this text has no tree, and therefore no matches.
      this.parse = undefined;
      this.hasFailed = true;
      return true;
    }
    return false;
  }

  /** Parses two stretches of the text and nothing between or around them. */
  parseWindow(ranges: readonly { readonly from: number; readonly to: number }[]): Tree | undefined {
    try {
      return this.parser.parse(this.text, [], ranges);
    } catch {
      return undefined;
    }
  }

  /** What an unfinished parse has seen is reused by the next one; else typing in a long file would keep it at its start. */
  private keepPartialTree(): void {
    const { parse } = this;
    if (parse === undefined) return;
    try {
      if (parse.stoppedAt === null || parse.stoppedAt > parse.parsedPos) parse.stopAt(parse.parsedPos);
      let tree = parse.advance();
      while (tree === null) tree = parse.advance();
      this.fragments = TreeFragment.addTree(tree, this.fragments, true);
    } catch {
      // Nesting that exhausts the parser's stack, as in `work`; the next parse begins anew.
    }
    this.parse = undefined;
  }
}

/** A NUL is an error in every language, and recovering from a million of them takes the parser a minute. */
function readable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', ' ') : text;
}

/** Hands the parser the text in one piece; slices of a flat string cost nothing. */
function inputOf(text: string): Input {
  return {
    length: text.length,
    lineChunks: false,
    chunk: (from) => text.slice(from),
    read: (from, to) => text.slice(from, to),
  };
}

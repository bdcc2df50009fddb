import type { Match, SourceEdit } from '../detection';
import { editsBetween } from '../edits';
import { matchHolding, settle, type Found } from '../found';
import { Slices } from '../slices';

export interface Piece {
  readonly length: number;
}

export interface PieceReader<P extends Piece> {
  /**
   * The piece that begins at an offset. What it looks at may reach to the end of the line behind it, no further.
   * `isKnown` is asked about growing offsets; a language with a choice should end a piece where a known one begins.
   */
  read(text: string, from: number, isKnown: (offset: number) => boolean): P;
  /** What a piece evokes, in offsets of the piece. It is asked again and again, so it should be remembered. */
  find(pieces: Pieces<P>, index: number, start: number): readonly Found[];
}

/** How far behind an edit old pieces are looked for; what lies below is divided again when it is asked for. */
const furthestAgain = 50_000;

/** The pieces of one text, as far as it has been divided. An edit divides only the touched ones again. */
export class Pieces<P extends Piece> {
  private pieces: P[] = [];
  private divided = 0;
  private version = 0;
  private settled: readonly Match[] | undefined;

  constructor(
    private current: string,
    private readonly reader: PieceReader<P>,
  ) {}

  get text(): string {
    return this.current;
  }

  get list(): readonly P[] {
    return this.pieces;
  }

  /** Where the divided part of the text ends. */
  get dividedTo(): number {
    return this.divided;
  }

  /** Whether every match is known. */
  get isSettled(): boolean {
    return this.settled !== undefined;
  }

  /** Returns the one edit that the given ones amount to, or undefined when the text stays the same. */
  update(text: string, edits?: readonly SourceEdit[]): SourceEdit | undefined {
    const applied = editsBetween(this.current, text, edits);
    const [only] = applied;
    if (only === undefined) return undefined;
    const edit = applied.length === 1 ? only : editsBetween(this.current, text, undefined)[0];
    this.current = text;
    this.version++;
    this.settled = undefined;
    if (edit !== undefined) this.divideAgain(edit);
    return edit;
  }

  divideTo(offset: number): void {
    while (this.divided < offset && this.divided < this.current.length) {
      const piece = this.read(this.divided, () => false);
      this.pieces.push(piece);
      this.divided += piece.length;
    }
  }

  /** The piece that holds an offset; the last one when the offset lies behind it. */
  at(offset: number): { readonly index: number; readonly start: number } {
    let start = 0;
    for (let index = 0; index < this.pieces.length; index++) {
      const length = this.pieces[index]?.length ?? 0;
      if (offset < start + length || index === this.pieces.length - 1) return { index, start };
      start += length;
    }
    return { index: 0, start: 0 };
  }

  matchAt(offset: number): Match | undefined {
    if (this.settled !== undefined) return matchHolding(this.settled, offset);
    this.divideTo(offset + 1);
    const { index, start } = this.at(offset);
    const found = this.foundIn(index, start);
    const before = this.pieces[index - 1];
    if (start === offset && before !== undefined)
      found.push(...this.foundIn(index - 1, start - before.length));
    return matchHolding(settle(found.filter((one) => this.isFirst(one, index))), offset);
  }

  /** Slices for work on this version of the text. */
  slices(isCancelled?: () => boolean): Slices {
    const { version } = this;
    return new Slices(() => version === this.version && isCancelled?.() !== true);
  }

  async matches(slices: Slices): Promise<readonly Match[] | undefined> {
    if (this.settled !== undefined) return this.settled;
    const found: Found[] = [];
    const seen = new Set<string>();
    let start = 0;
    for (let index = 0; start < this.current.length; index++) {
      if (slices.isOver && !(await slices.next())) return undefined;
      if (index >= this.pieces.length) this.divideTo(this.divided + 1);
      for (const one of this.foundIn(index, start)) {
        if (one.trigger.firstOnly && seen.has(one.trigger.id)) continue;
        if (one.trigger.firstOnly) seen.add(one.trigger.id);
        found.push(one);
      }
      start += this.pieces[index]?.length ?? this.current.length;
    }
    this.settled = settle(found);
    return this.settled;
  }

  private read(from: number, isKnown: (offset: number) => boolean): P {
    return this.reader.read(this.current, from, isKnown);
  }

  private foundIn(index: number, start: number): Found[] {
    return shifted(this.reader.find(this, index, start), start);
  }

  private isFirst(one: Found, index: number): boolean {
    if (!one.trigger.firstOnly) return true;
    let start = 0;
    for (let earlier = 0; earlier <= index; earlier++) {
      const same = this.reader
        .find(this, earlier, start)
        .find((other) => other.trigger.id === one.trigger.id);
      if (same !== undefined) return same.from + start === one.from;
      start += this.pieces[earlier]?.length ?? 0;
    }
    return true;
  }

  /** The last piece may go on in the edited line, and then the one before it may have looked at that line. */
  private forgetLast(): void {
    for (const piece of this.pieces.splice(-2)) this.divided -= piece.length;
  }

  /** Divides from the piece before the edit until the new pieces end where an old one ended. */
  private divideAgain(edit: SourceEdit): void {
    const text = this.current;
    if (edit.from >= this.divided) {
      const lineEnd = text.indexOf('\n', this.divided);
      if (lineEnd < 0 || edit.from <= lineEnd) this.forgetLast();
      return;
    }
    const grown = edit.insert.length - (edit.to - edit.from);
    const { index: touched, start: touchedStart } = this.at(edit.from);
    const first = Math.max(0, touched - 1);
    let oldIndex = first;
    let oldStart = touchedStart - (touched > 0 ? (this.pieces[first]?.length ?? 0) : 0);
    const isKnown = (offset: number): boolean => {
      while (oldIndex < this.pieces.length && oldStart + grown < offset)
        oldStart += this.pieces[oldIndex++]?.length ?? 0;
      return oldStart + grown === offset && oldStart >= edit.to;
    };
    const replaced: P[] = [];
    const furthest = edit.from + edit.insert.length + furthestAgain;
    let end = oldStart;
    while (end < text.length && end < furthest) {
      const piece = this.read(end, isKnown);
      replaced.push(piece);
      end += piece.length;
      if (isKnown(end)) {
        this.pieces.splice(first, oldIndex - first, ...replaced);
        this.divided += grown;
        return;
      }
      if (oldIndex >= this.pieces.length) break;
    }
    this.pieces.splice(first, this.pieces.length - first, ...replaced);
    this.divided = end;
  }
}

/** The same findings in other offsets. */
export function shifted(found: readonly Found[], by: number): Found[] {
  return found.map((one) => ({ ...one, from: one.from + by, to: one.to + by }));
}

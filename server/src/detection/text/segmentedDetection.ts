import type { DocumentDetection, Match, Place, PlaceKind, SourceEdit } from '../detection';
import { editsBetween } from '../edits';
import { matchHolding, settle, type Found } from '../found';
import { Slices } from '../slices';

/** A language whose text falls into pieces that can be understood one by one: statements, instructions, lines. */
export interface SegmentedLanguage {
  /** Where the piece that begins at an offset ends. */
  segmentEnd(text: string, from: number): number;
  /** A place at or before an offset where a piece is likely to begin, for files that are not divided yet. */
  likelyStart(text: string, offset: number): number;
  /** What a piece evokes, in offsets of the whole text. */
  find(text: string, from: number, to: number): readonly Found[];
  /** What may be written at an offset; `from` is where its piece begins. */
  placeKind(text: string, from: number, offset: number): PlaceKind;
}

interface Segment {
  readonly length: number;
  /** In offsets of the segment. */
  found?: readonly Found[];
}

/** How much of a file is divided for one hover before the answer comes from a likely start instead. */
const dividedForHover = 300_000;

/** Follows one text in pieces; an edit divides the touched pieces again and keeps what was found in the others. */
export class SegmentedDetection implements DocumentDetection {
  private segments: Segment[] = [];
  private dividedTo = 0;
  private version = 0;
  private settled: readonly Match[] | undefined;

  constructor(
    private readonly language: SegmentedLanguage,
    private text: string,
  ) {}

  update(text: string, edits?: readonly SourceEdit[]): void {
    const applied = editsBetween(this.text, text, edits);
    const [only] = applied;
    if (only === undefined) return;
    const edit = applied.length === 1 ? only : editsBetween(this.text, text, undefined)[0];
    this.text = text;
    this.version++;
    this.settled = undefined;
    if (edit !== undefined) this.divideAgain(edit);
  }

  matchAt(offset: number): Match | undefined {
    if (offset < 0 || offset > this.text.length) return undefined;
    if (this.settled !== undefined) return matchHolding(this.settled, offset);
    if (offset - this.dividedTo > dividedForHover) {
      const from = this.language.likelyStart(this.text, offset);
      const to = this.language.segmentEnd(this.text, from);
      return matchHolding(settle(this.language.find(this.text, from, to)), offset);
    }
    this.divideTo(offset + 1);
    const { index, start } = this.segmentAt(offset);
    const found = [...this.foundIn(index, start)];
    const before = this.segments[index - 1];
    if (start === offset && before !== undefined)
      found.push(...this.foundIn(index - 1, start - before.length));
    return matchHolding(settle(found.filter((one) => this.isFirst(one, index))), offset);
  }

  placeAt(offset: number): Place {
    const { text, language } = this;
    if (offset < 0 || offset > text.length) return { kind: 'text', modules: [] };
    let from = 0;
    if (offset - this.dividedTo > dividedForHover) from = language.likelyStart(text, offset);
    else if (text !== '') {
      this.divideTo(offset + 1);
      from = this.segmentAt(offset).start;
    }
    return { kind: language.placeKind(text, from, offset), modules: [] };
  }

  async matches(isCancelled?: () => boolean): Promise<readonly Match[] | undefined> {
    const { version } = this;
    const slices = new Slices(() => version === this.version && isCancelled?.() !== true);
    if (this.settled !== undefined) return this.settled;
    const found: Found[] = [];
    const seen = new Set<string>();
    let start = 0;
    for (let index = 0; start < this.text.length; index++) {
      if (slices.isOver && !(await slices.next())) return undefined;
      if (index >= this.segments.length) this.divideTo(this.dividedTo + 1);
      for (const one of this.foundIn(index, start)) {
        if (one.trigger.firstOnly && seen.has(one.trigger.id)) continue;
        if (one.trigger.firstOnly) seen.add(one.trigger.id);
        found.push(one);
      }
      start += this.segments[index]?.length ?? this.text.length;
    }
    this.settled = settle(found);
    return this.settled;
  }

  dispose(): void {
    this.update('');
  }

  private divideTo(offset: number): void {
    while (this.dividedTo < offset && this.dividedTo < this.text.length) {
      const end = this.endFrom(this.dividedTo);
      this.segments.push({ length: end - this.dividedTo });
      this.dividedTo = end;
    }
  }

  private endFrom(from: number): number {
    const end = this.language.segmentEnd(this.text, from);
    return Math.min(this.text.length, Math.max(end, from + 1));
  }

  private segmentAt(offset: number): { readonly index: number; readonly start: number } {
    let start = 0;
    for (let index = 0; index < this.segments.length; index++) {
      const length = this.segments[index]?.length ?? 0;
      if (offset < start + length || index === this.segments.length - 1) return { index, start };
      start += length;
    }
    return { index: 0, start: 0 };
  }

  private foundIn(index: number, start: number): readonly Found[] {
    const segment = this.segments[index];
    if (segment === undefined) return [];
    segment.found ??= shifted(this.language.find(this.text, start, start + segment.length), -start);
    return shifted(segment.found, start);
  }

  private isFirst(one: Found, index: number): boolean {
    if (!one.trigger.firstOnly) return true;
    let start = 0;
    for (let earlier = 0; earlier <= index; earlier++) {
      const same = this.foundIn(earlier, start).find((other) => other.trigger.id === one.trigger.id);
      if (same !== undefined) return same.from === one.from;
      start += this.segments[earlier]?.length ?? 0;
    }
    return true;
  }

  /** Divides from the piece before the edit until the new pieces end where an old one ended. */
  private divideAgain(edit: SourceEdit): void {
    const grown = edit.insert.length - (edit.to - edit.from);
    if (edit.from >= this.dividedTo) return;
    const { index: touched, start: touchedStart } = this.segmentAt(edit.from);
    const first = Math.max(0, touched - 1);
    const start = touchedStart - (touched > 0 ? (this.segments[first]?.length ?? 0) : 0);
    const replaced: Segment[] = [];
    let oldIndex = first;
    let oldEnd = start;
    let end = start;
    while (end < this.text.length) {
      const next = this.endFrom(end);
      replaced.push({ length: next - end });
      end = next;
      while (oldIndex < this.segments.length && oldEnd + grown < end) {
        oldEnd += this.segments[oldIndex++]?.length ?? 0;
      }
      if (oldEnd + grown === end && oldEnd >= edit.to) {
        this.segments.splice(first, oldIndex - first, ...replaced);
        this.dividedTo += grown;
        return;
      }
      if (oldIndex >= this.segments.length) break;
    }
    this.segments.splice(first, this.segments.length - first, ...replaced);
    this.dividedTo = end;
  }
}

function shifted(found: readonly Found[], by: number): readonly Found[] {
  return by === 0 ? found : found.map((one) => ({ ...one, from: one.from + by, to: one.to + by }));
}

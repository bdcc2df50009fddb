import type { DocumentDetection, Match, Place, PlaceKind, SourceEdit } from '../detection';
import { matchHolding, settle, type Found } from '../found';
import { Pieces, shifted } from './pieces';

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

/** Follows one text in pieces that need to know nothing of each other. */
export class SegmentedDetection implements DocumentDetection {
  private readonly pieces: Pieces<Segment>;

  constructor(
    private readonly language: SegmentedLanguage,
    text: string,
  ) {
    this.pieces = new Pieces<Segment>(text, {
      read: (whole, from) => {
        const end = language.segmentEnd(whole, from);
        return { length: Math.min(whole.length, Math.max(end, from + 1)) - from };
      },
      find: ({ text: whole, list }, index, start) => {
        const segment = list[index];
        if (segment === undefined) return [];
        segment.found ??= shifted(language.find(whole, start, start + segment.length), -start);
        return segment.found;
      },
    });
  }

  update(text: string, edits?: readonly SourceEdit[]): void {
    this.pieces.update(text, edits);
  }

  matchAt(offset: number): Match | undefined {
    const { pieces, language } = this;
    const { text } = pieces;
    if (offset < 0 || offset > text.length) return undefined;
    if (pieces.isSettled || !this.isFar(offset)) return pieces.matchAt(offset);
    const from = language.likelyStart(text, offset);
    return matchHolding(settle(language.find(text, from, language.segmentEnd(text, from))), offset);
  }

  placeAt(offset: number): Place {
    const { pieces, language } = this;
    const { text } = pieces;
    if (offset < 0 || offset > text.length) return { kind: 'text', modules: [] };
    let from = 0;
    if (this.isFar(offset)) from = language.likelyStart(text, offset);
    else if (text !== '') {
      pieces.divideTo(offset + 1);
      from = pieces.at(offset).start;
    }
    return { kind: language.placeKind(text, from, offset), modules: [] };
  }

  async matches(isCancelled?: () => boolean): Promise<readonly Match[] | undefined> {
    return this.pieces.matches(this.pieces.slices(isCancelled));
  }

  dispose(): void {
    this.pieces.update('');
  }

  private isFar(offset: number): boolean {
    return offset - this.pieces.dividedTo > dividedForHover;
  }
}

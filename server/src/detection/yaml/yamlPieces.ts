/** YAML in pieces: what a piece is, what it stands below, and where one begins in a file that is not divided yet. */
import type { Piece } from '../text/pieces';
import {
  indentAt,
  isEmptyAt,
  isMarkAt,
  isPlainKeyAt,
  lineStartAt,
  readStretch,
  type YamlEntry,
  type YamlLevel,
  type YamlOpening,
} from './parse';

/**
 * Reading a piece needs its own text only, so that an edit above leaves it as it is; what its keys mean depends on
 * the levels that it stands below, which are looked up when they are asked for.
 */
export interface YamlPiece extends Piece, YamlOpening {
  /** What is open at its end, without what it stands below. */
  readonly levels: readonly YamlLevel[];
  /** At which depths, counted in the piece, it has a key that says where a container comes from. */
  readonly containerDepths: ReadonlySet<number>;
  /** The keys above, as long as the text stays the same. */
  above?: readonly YamlLevel[] | undefined;
}

/** Keys that say where a container comes from. */
const containerKeys = new Set(['image', 'build']);
/** `services`, the service, the key. */
const containerDepth = 3;

export interface ReadPiece {
  readonly piece: YamlPiece;
  readonly entries: readonly YamlEntry[];
}

export function readPiece(text: string, from: number, isKnown: (offset: number) => boolean): ReadPiece {
  const { to, indent, isItem, levels, entries } = readStretch(text, from, isKnown);
  const containerDepths = new Set<number>();
  for (const { path } of entries) {
    if (path.length > containerDepth || !containerKeys.has(path.at(-1) ?? '')) continue;
    if (path.length < containerDepth || path[0] === 'services') containerDepths.add(path.length);
  }
  return { piece: { length: to - from, indent, isItem, levels, containerDepths }, entries };
}

/** The levels that a piece stands below: those that no line between them and the piece has left. */
export function levelsAbove(pieces: readonly YamlPiece[], index: number): readonly YamlLevel[] {
  const piece = pieces[index];
  if (piece === undefined) return [];
  if (piece.above !== undefined) return piece.above;
  const inwards: YamlLevel[] = [];
  let { indent, isItem }: YamlOpening = piece;
  const isLeft = (level: YamlLevel): boolean =>
    level.indent > indent || (level.indent === indent && (level.isItem || !isItem));
  const add = (levels: readonly YamlLevel[]): void => {
    inwards.push(...levels.filter((level) => !isLeft(level)).reverse());
  };
  for (let before = index - 1; before >= 0 && (indent > 0 || isItem); before--) {
    const other = pieces[before];
    if (other === undefined) break;
    add(other.levels);
    if (other.above !== undefined) {
      add(other.above);
      break;
    }
    if (other.indent < indent || (other.indent === indent && !other.isItem)) ({ indent, isItem } = other);
  }
  piece.above = inwards.reverse();
  return piece.above;
}

/** Whether a piece has a key that makes the file one of Compose. */
export function hasContainer(pieces: readonly YamlPiece[], index: number): boolean {
  const depths = pieces[index]?.containerDepths;
  if (depths === undefined || depths.size === 0) return false;
  const above = levelsAbove(pieces, index);
  return depths.has(containerDepth - above.length) && (above[0]?.key ?? 'services') === 'services';
}

export interface SurePlace {
  readonly from: number;
  readonly above: readonly YamlLevel[];
}

/**
 * A line at or before an offset at which a piece surely begins, with the level above it, found without reading what is
 * above: the line of least indentation that is nearest to the offset, below the last key at the left margin. Undefined
 * when it takes reading to know.
 */
export function surePlace(text: string, offset: number): SurePlace | undefined {
  let least = Infinity;
  let nearest = 0;
  let isPlain = false;
  let lineStart = lineStartAt(text, offset);
  for (;;) {
    const indent = indentAt(text, lineStart);
    if (indent < least && !isEmptyAt(text, lineStart + indent)) {
      if (indent === 0) break;
      least = indent;
      nearest = lineStart;
      isPlain = isPlainKeyAt(text, lineStart + indent);
    }
    if (lineStart === 0) return undefined;
    lineStart = lineStartAt(text, lineStart - 1);
  }
  if (!isMarkAt(text, lineStart) && !isPlainKeyAt(text, lineStart)) return undefined;
  const top = { from: lineStart, above: [] };
  if (!isPlain) return top;
  const { piece } = readPiece(text, lineStart, (at) => at > lineStart);
  return lineStart + piece.length > nearest ? top : { from: nearest, above: piece.levels };
}

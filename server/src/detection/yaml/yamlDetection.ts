import { lineContext } from '../codeContext';
import type { DocumentDetection, Match, Place, SourceEdit } from '../detection';
import { matchHolding, settle, type Found } from '../found';
import type { CommandIndex } from '../shell/commandIndex';
import { readShell } from '../shell/parse';
import { Pieces, shifted } from '../text/pieces';
import { addTo } from '../triggerIndex';
import { kindOf, TopKeys, type YamlKind } from './documentKind';
import type { KeyPathIndex } from './keyPaths';
import { readEntries, type YamlEntry, type YamlValue } from './parse';
import { hasContainer, levelsAbove, readPiece, surePlace, type YamlPiece } from './yamlPieces';

type ExplainedKind = Exclude<YamlKind, 'other'>;

interface Piece extends YamlPiece {
  found?: { readonly below: string; readonly found: readonly Found[] };
}

/** So far behind the divided part a hover is answered from a place nearby. */
const nearby = 20_000;

/** Where the value of a service's key is a command line, or the list of its words: how many keys lead there. */
function commandDepth(path: readonly string[]): number {
  if (path[0] !== 'services') return -1;
  if (path[2] === 'command' || path[2] === 'entrypoint') return 3;
  return path[2] === 'healthcheck' && path[3] === 'test' ? 4 : -1;
}

/** Keys whose value is a command line, by the kind of document. */
function isCommand(kind: ExplainedKind, path: readonly string[]): boolean {
  if (kind === 'workflow') return path.at(-1) === 'run' && path.at(-2) === '-';
  return path.length === commandDepth(path);
}

/** A block that is folded with `>` is one command line, whose breaks are spaces; both kinds are read line by line. */
function findCommands(value: YamlValue, text: string, commands: () => CommandIndex): Found[] {
  return commands().find(readShell(text, value.from, value.to), text);
}

/** Commands that are written as lists of their words. */
function findListedCommands(
  keys: readonly string[],
  entries: readonly YamlEntry[],
  text: string,
  commands: () => CommandIndex,
): Found[] {
  const lists = new Map<string, YamlValue[]>();
  for (const { path, value } of entries) {
    const whole = [...keys, ...path];
    if (value === undefined || whole.at(-1) !== '-' || whole.length !== commandDepth(whole) + 1) continue;
    addTo(lists, whole.join('\n'), value);
  }
  return [...lists].flatMap(([path, words]) =>
    path.endsWith('\ntest\n-') ? commands().findHealthcheck(words, text) : commands().findWords(words, text),
  );
}

/** Follows a YAML file in pieces, and knows what kind of file it is while it is edited. */
export class YamlDetection implements DocumentDetection {
  private readonly pieces: Pieces<Piece>;
  /** Counted when the file's name says too little. */
  private tops: TopKeys | undefined;
  /** Which piece is the next to be asked whether the file is one of Compose. */
  private asked = 0;
  private isCompose = false;
  /** What was read last, because a piece that is divided is mostly asked for at once. */
  private lastRead:
    { readonly from: number; readonly to: number; readonly entries: readonly YamlEntry[] } | undefined;

  constructor(
    private readonly path: string,
    private readonly languageId: string,
    private readonly keyPaths: KeyPathIndex,
    private readonly commands: () => CommandIndex,
    text: string,
  ) {
    this.pieces = new Pieces<Piece>(text, {
      read: (whole, from, isKnown) => this.read(whole, from, isKnown),
      find: ({ list }, index, start) => this.findIn(list, index, start),
    });
  }

  update(text: string, edits?: readonly SourceEdit[]): void {
    const before = this.pieces.text;
    this.lastRead = undefined;
    const edit = this.pieces.update(text, edits);
    if (edit === undefined) return;
    this.tops?.update(before, text, edit);
    this.asked = 0;
    this.isCompose = false;
    for (const piece of this.pieces.list) piece.above = undefined;
  }

  matchAt(offset: number): Match | undefined {
    const { pieces } = this;
    if (offset < 0 || offset > pieces.text.length) return undefined;
    if (this.kind() === 'other') return undefined;
    if (pieces.isSettled || offset - pieces.dividedTo < nearby) return pieces.matchAt(offset);
    const found = this.findNear(offset);
    const isSure = found?.every((one) => !one.trigger.firstOnly) === true;
    return isSure ? matchHolding(settle(found), offset) : pieces.matchAt(offset);
  }

  placeAt(offset: number): Place {
    const { text } = this.pieces;
    const isCode = offset >= 0 && offset <= text.length && this.kind() === 'compose';
    return { kind: isCode ? lineContext(text, offset, '#') : 'text', modules: [] };
  }

  async matches(isCancelled?: () => boolean): Promise<readonly Match[] | undefined> {
    const { pieces } = this;
    const slices = pieces.slices(isCancelled);
    while (this.kindSoFar() === undefined) {
      pieces.divideTo(pieces.dividedTo + 1);
      if (slices.isOver && !(await slices.next())) return undefined;
    }
    return this.kindSoFar() === 'other' ? [] : pieces.matches(slices);
  }

  dispose(): void {
    this.update('');
  }

  private kind(): YamlKind {
    let kind = this.kindSoFar();
    for (; kind === undefined; kind = this.kindSoFar()) this.pieces.divideTo(this.pieces.dividedTo + 1);
    return kind;
  }

  /** Undefined when it takes more of the file than is divided. */
  private kindSoFar(): YamlKind | undefined {
    const { list, text, dividedTo } = this.pieces;
    const kind = kindOf(this.path, this.languageId, () => (this.tops ??= new TopKeys(text)));
    if (kind !== undefined) return kind;
    while (!this.isCompose && this.asked < list.length) this.isCompose = hasContainer(list, this.asked++);
    if (this.isCompose) return 'compose';
    return dividedTo >= text.length ? 'other' : undefined;
  }

  private findIn(list: readonly Piece[], index: number, start: number): readonly Found[] {
    const piece = list[index];
    const kind = this.kind();
    if (piece === undefined || kind === 'other') return [];
    const keys = levelsAbove(list, index).map((level) => level.key);
    const below = [kind, ...keys].join('\n');
    if (piece.found?.below !== below)
      piece.found = { below, found: this.find(kind, keys, start, start + piece.length) };
    return piece.found.found;
  }

  /** What a piece evokes, in offsets of the piece. */
  private find(kind: ExplainedKind, keys: readonly string[], from: number, to: number): Found[] {
    const { text } = this.pieces;
    const { lastRead } = this;
    const entries =
      lastRead?.from === from && lastRead.to === to ? lastRead.entries : readEntries(text, from, to);
    const found = entries.flatMap((entry) => {
      const path = [...keys, ...entry.path];
      return [
        ...(kind === 'compose' ? this.keyPaths.find(path, entry) : []),
        ...(entry.value !== undefined && isCommand(kind, path)
          ? findCommands(entry.value, text, this.commands)
          : []),
      ];
    });
    const listed = kind === 'compose' ? findListedCommands(keys, entries, text, this.commands) : [];
    return shifted([...found, ...listed], -from);
  }

  /** What the piece at an offset evokes, in offsets of the text, without reading what is above. */
  private findNear(offset: number): readonly Found[] | undefined {
    const { text, dividedTo } = this.pieces;
    const place = surePlace(text, offset);
    if (place === undefined || place.from < dividedTo) return undefined;
    const { from, above } = place;
    const list: Piece[] = [
      { length: 0, indent: 0, isItem: false, levels: above, containerDepths: new Set() },
    ];
    for (let start = from; ; start += list.at(-1)?.length ?? 0) {
      const piece = this.read(text, start, () => false);
      const index = list.push(piece) - 1;
      const end = start + piece.length;
      if (offset < end || end >= text.length) return shifted(this.findIn(list, index, start), start);
    }
  }

  private read(text: string, from: number, isKnown: (offset: number) => boolean): Piece {
    const { piece, entries } = readPiece(text, from, isKnown);
    this.lastRead = { from, to: from + piece.length, entries };
    return piece;
  }
}

/** A document that a client has open: its text, its version and what detection knows about it. */
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Position, Range } from 'vscode-languageserver-types';
import type { Detector, DocumentDetection, Match, Place, SourceEdit } from '../detection/detection';
import { matchHolding } from '../detection/found';

/**
 * How long after a first question about a version the rest of it is matched, in milliseconds: longer than from one
 * edit to the next question of somebody who types, so that no edit waits for it.
 */
const settleDelay = 25;

export class OpenDocument {
  /** Resolves when questions can be answered; the first document of a language waits for its grammar. */
  readonly ready: Promise<void>;
  #detection: DocumentDetection | undefined;
  #text: TextDocument;
  #isDisposed = false;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(uri: string, languageId: string, version: number, text: string, detector: Detector) {
    this.#text = TextDocument.create(uri, languageId, version, text);
    this.ready = this.#open(detector);
  }

  async #open(detector: Detector): Promise<void> {
    const { uri, languageId } = this;
    const detection = await detector.open(languageId, uri, this.#text.getText());
    if (this.#isDisposed) {
      detection?.dispose();
      return;
    }
    // The text may have been edited while the grammar was loaded.
    detection?.update(this.#text.getText());
    this.#detection = detection;
  }

  get uri(): string {
    return this.#text.uri;
  }
  get languageId(): string {
    return this.#text.languageId;
  }
  get version(): number {
    return this.#text.version;
  }

  /** Applies the changes of one `textDocument/didChange` in their order. */
  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.#stopSettling();
    const edits: SourceEdit[] = [];
    let isIncremental = true;
    for (const change of changes) {
      if ('range' in change) {
        const from = this.#text.offsetAt(change.range.start);
        const to = this.#text.offsetAt(change.range.end);
        edits.push({ from, to, insert: change.text });
      } else {
        isIncremental = false;
      }
      // One by one, because each range refers to the text behind the change before it.
      this.#text = TextDocument.update(this.#text, [change], version);
    }
    this.#detection?.update(this.#text.getText(), isIncremental ? edits : undefined);
  }

  /** The match at a position, or the first one behind it that is wanted. */
  matchAt(position: Position, isWanted: (match: Match) => boolean): Match | undefined {
    this.#settleLater();
    const offset = this.#text.offsetAt(position);
    let match = this.#detection?.matchAt(offset);
    while (match !== undefined && !isWanted(match)) match = matchHolding(match.behind, offset);
    return match;
  }

  /** Undefined when cancelled or when the text changed meanwhile. */
  async matches(isCancelled: () => boolean): Promise<readonly Match[] | undefined> {
    return this.#detection === undefined ? [] : this.#detection.matches(isCancelled);
  }

  /** What may be written at a position. */
  placeAt(position: Position): Place {
    return this.#detection?.placeAt(this.#text.offsetAt(position)) ?? { kind: 'text', modules: [] };
  }

  /** The nearest position that exists: the protocol reads one behind the end of a line as that end. */
  existing(position: Position): Position {
    return this.#text.positionAt(this.#text.offsetAt(position));
  }

  get lineCount(): number {
    return this.#text.lineCount;
  }

  /** A line without the characters that end it; empty behind the last line. */
  line(number: number): string {
    const range = { start: { line: number, character: 0 }, end: { line: number + 1, character: 0 } };
    return number < this.#text.lineCount ? this.#text.getText(range).replace(/[\r\n]+$/, '') : '';
  }

  rangeOf(match: Match): Range {
    return { start: this.#text.positionAt(match.from), end: this.#text.positionAt(match.to) };
  }

  /**
   * Questions come in flocks: after the first one the whole version is matched in slices while nothing else is to be
   * done, and the others are looked up.
   */
  #settleLater(): void {
    this.#settling ??= setTimeout(() => void this.matches(() => this.#isDisposed), settleDelay);
  }

  #stopSettling(): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stopSettling();
    this.#detection?.dispose();
  }
}

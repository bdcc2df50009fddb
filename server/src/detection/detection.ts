/**
 * The seam between the language features and whatever decides what a name is.
 * Features see only these interfaces; how a language is parsed and bound stays behind them.
 */

/** A place in the source that a concept explains. Offsets are UTF-16 code units, `to` is exclusive. */
export interface Match {
  readonly from: number;
  readonly to: number;
  readonly conceptId: string;
  /** The side of the tradeoff that this code takes. */
  readonly optionId?: string;
  /** `concept-id/trigger-id`. */
  readonly triggerId: string;
  /**
   * What the place would be without this concept: the matches of other concepts that this one won against, in document
   * order and, where they begin together, less specific ones last. They never overlap each other or other matches.
   */
  readonly behind: readonly Match[];
}

/** One edit, in offsets of the text before it. Several edits of one version are given in the order they apply. */
export interface SourceEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What may be written at a place: code, SQL inside a string of a program, or nothing but text. */
export type PlaceKind = 'code' | 'sql' | 'text';

export interface Place {
  readonly kind: PlaceKind;
  /** Modules that the file imports, without the `node:` of Node's own; empty where a language has no imports. */
  readonly modules: readonly string[];
  /** For SQL inside a string: the quote that opens the string, such as a backtick or Python's three quotes. */
  readonly quote?: string;
  /** Braces in that string open holes, as in Python's f-strings. */
  readonly hasBraceHoles?: true;
}

/** What is known about one open document. Holds syntax caches only; everything is derived from the text. */
export interface DocumentDetection {
  /** Replaces the text; with `edits` the syntax is updated instead of parsed again. */
  update(text: string, edits?: readonly SourceEdit[]): void;
  /** The match whose range holds `offset` (an offset at either end counts), or undefined. Never throws. */
  matchAt(offset: number): Match | undefined;
  /**
   * Every match in document order. Works in slices and yields to the event loop between them;
   * resolves to undefined when `isCancelled` turns true or the text changes meanwhile.
   */
  matches(isCancelled?: () => boolean): Promise<readonly Match[] | undefined>;
  /** What may be written at an offset. Never throws. */
  placeAt(offset: number): Place;
  dispose(): void;
}

/** Turns the guide's triggers into detectors for documents. */
export interface Detector {
  /**
   * Resolves to undefined for languages in which the guide has nothing to explain. `path` tells kinds of YAML apart.
   * The first document of a language waits until its grammar is loaded, the others for nothing.
   */
  open(languageId: string, path: string, text: string): Promise<DocumentDetection | undefined>;
}

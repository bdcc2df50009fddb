/** Requests between a client and the language server, beyond LSP. All are optional: hover needs none of them. */
import * as v from 'valibot';
import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { Concept, Question } from './concept';

/** LSP's shapes, in the few fields that we exchange; lines and characters count from zero, in UTF-16 code units. */
interface Position {
  readonly line: number;
  readonly character: number;
}
interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface DocumentMatch {
  readonly range: Range;
  readonly conceptId: string;
  /** The side of the tradeoff that this code takes. */
  readonly optionId?: string;
  /** `concept-id/trigger-id`. */
  readonly triggerId: string;
}

export const matchesParams = v.object({ textDocument: v.object({ uri: v.string() }) });
type MatchesParams = v.InferOutput<typeof matchesParams>;

export interface MatchesResult {
  /** The document's version that the matches belong to. */
  readonly version: number;
  /** In document order. */
  readonly matches: readonly DocumentMatch[];
}

/** Client → server. Every place in an open document that a hover would explain. */
export const MatchesRequest = new RequestType<MatchesParams, MatchesResult, void>('backendGuide/matches');

export const conceptParams = v.object({ id: v.string() });
type ConceptParams = v.InferOutput<typeof conceptParams>;

/** Client → server. A whole concept, or null for an unknown id. */
export const ConceptRequest = new RequestType<ConceptParams, Concept | null, void>('backendGuide/concept');

export const searchParams = v.object({
  query: v.string(),
  /** At most this many ids. */
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 20),
});
type SearchParams = v.InferInput<typeof searchParams>;

/** Client → server. Concept ids for a few words, best first; typing errors are forgiven. */
export const SearchRequest = new RequestType<SearchParams, readonly string[], void>('backendGuide/search');

export const questionsParams = v.object({ conceptIds: v.optional(v.array(v.string())) });
type QuestionsParams = v.InferInput<typeof questionsParams>;

/** Client → server. The questions of these concepts, or of all. */
export const QuestionsRequest = new RequestType<QuestionsParams, readonly Question[], void>(
  'backendGuide/questions',
);

export const masteredConceptsParams = v.object({
  /** More ids than any guide has concepts are a mistake. */
  conceptIds: v.pipe(v.array(v.string()), v.maxLength(10_000)),
});
type MasteredConceptsParams = v.InferOutput<typeof masteredConceptsParams>;

/**
 * Client → server. The concepts whose cards shrink to one line, because their reader knows them. Each message replaces
 * the one before; a client whose reader does not want this sends none, or an empty list.
 */
export const MasteredConceptsNotification = new NotificationType<MasteredConceptsParams>(
  'backendGuide/masteredConcepts',
);

/** What a client may send as `initializationOptions`. */
export interface InitializationOptions {
  /** Hovers may link to the commands of the VS Code extension. */
  readonly commandLinks?: boolean;
  /** The client reads the snippet files of the VS Code extension: completion then offers only what they do not. */
  readonly contributedSnippets?: boolean;
  /** The text of guide.json, for a server that cannot read files (web worker). */
  readonly guideText?: string;
  /** Settings, for clients without `workspace/configuration`; the value of the section `backendGuide`. */
  readonly settings?: unknown;
}

/** In `capabilities.experimental.backendGuide` of the answer to `initialize`. */
export interface ServerStatus {
  /** How many concepts the guide holds; 0 when it could not be read. */
  readonly concepts: number;
  /** What is wrong with the guide and how to mend it. */
  readonly problem?: string;
}

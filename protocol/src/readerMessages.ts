/**
 * What the concept reader's view and the extension host say to each other. After every change the host sends one whole
 * snapshot, and the newest one wins. The view says what its reader did. Both sides parse what arrives.
 */
import * as v from 'valibot';
import { diagramSchema } from './diagram';
import { kebabId } from './kebabId';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const conceptLinks = v.array(v.object({ id: kebabId, title: v.string() }));

/** Everything that the reader shows of one concept. */
export const readerPageSchema = v.object({
  conceptId: kebabId,
  title: v.string(),
  /** The name of its area, in the language of the interface. */
  area: v.string(),
  /** Markdown. */
  lead: v.string(),
  prerequisites: conceptLinks,
  related: conceptLinks,
  sides: v.array(
    v.object({ id: kebabId, title: v.string(), get: v.string(), pay: v.string(), switchWhen: v.string() }),
  ),
  diagram: v.nullable(diagramSchema),
  /** `id` is the anchor of the heading. */
  sections: v.array(v.object({ id: kebabId, title: v.string(), markdown: v.string() })),
  snippets: v.array(
    v.object({
      id: v.string(),
      prefix: v.string(),
      title: v.string(),
      language: v.string(),
      /** The title of the side that it belongs to, and the package that this variant is for. */
      side: v.nullable(v.string()),
      library: v.nullable(v.string()),
      /** What it leaves in the editor when every tab stop keeps its default. */
      text: v.string(),
    }),
  ),
  sources: v.array(v.object({ title: v.string(), url: v.string() })),
  /** Sentences of the page that were shown to be true by running something, and what ran it. */
  claims: v.array(v.object({ statement: v.string(), checkedOn: v.array(v.string()) })),
  /** How many questions the guide asks about it. */
  questions: count,
});
export type ReaderPage = v.InferOutput<typeof readerPageSchema>;

/** What was read; the view keeps it over reloads of the window, so it is checked when it comes back. */
export const readerHistorySchema = v.pipe(
  v.strictObject({
    version: v.literal(1),
    /** Concept ids in the order of reading. */
    visited: v.pipe(v.array(kebabId), v.minLength(1), v.maxLength(50)),
    /** The index of the concept that is shown. */
    current: count,
  }),
  v.check(({ visited, current }) => current < visited.length),
);
export type ReaderHistory = v.InferOutput<typeof readerHistorySchema>;

/** The view's own words, in the language of the interface. */
const readerTextsSchema = v.object({
  language: v.string(),
  skip: v.string(),
  back: v.string(),
  forward: v.string(),
  /** The keys that do the same, as they are printed on a keyboard. */
  backKey: v.string(),
  forwardKey: v.string(),
  onThisPage: v.string(),
  readFirst: v.string(),
  related: v.string(),
  sides: v.string(),
  get: v.string(),
  pay: v.string(),
  switchWhen: v.string(),
  diagram: v.string(),
  inWords: v.string(),
  snippets: v.string(),
  sources: v.string(),
  claims: v.string(),
  copy: v.string(),
  copied: v.string(),
  insert: v.string(),
  quizMe: v.string(),
});
export type ReaderTexts = v.InferOutput<typeof readerTextsSchema>;

/** Host → view. */
export const readerSnapshotSchema = v.object({
  type: v.literal('page'),
  page: readerPageSchema,
  history: readerHistorySchema,
  /** The titles that going back and forward lead to. */
  back: v.nullable(v.string()),
  forward: v.nullable(v.string()),
  /** One sentence about the reader's own progress; null before the first answer. */
  progress: v.nullable(v.string()),
  texts: readerTextsSchema,
});
export type ReaderSnapshot = v.InferOutput<typeof readerSnapshotSchema>;

/** Longer than any code of the guide. */
const code = v.pipe(v.string(), v.maxLength(20_000));

/** View → host, in the imperative. */
export const readerRequestSchema = v.variant('type', [
  /** The view can show a page now. */
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('open'), conceptId: kebabId }),
  v.strictObject({ type: v.literal('back') }),
  v.strictObject({ type: v.literal('forward') }),
  v.strictObject({ type: v.literal('copy'), code }),
  /** Insert these very characters at the cursor of the editor that was used last. */
  v.strictObject({ type: v.literal('insertCode'), code }),
  v.strictObject({ type: v.literal('insertSnippet'), snippetId: v.pipe(v.string(), v.maxLength(200)) }),
  v.strictObject({ type: v.literal('quiz'), conceptId: kebabId }),
]);
export type ReaderRequest = v.InferOutput<typeof readerRequestSchema>;

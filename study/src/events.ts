/**
 * What happened while studying, as facts that are never edited: reviews, undos and resets.
 * The schema is the single description of the shapes; lines of the log and imports are parsed by it once.
 */
import * as v from 'valibot';
import { kebabId } from '../../protocol/src/kebabId';

/** The end of the year 2199. Later times are typing errors or damaged digits, and dates print wrongly soon after. */
const lastInstant = Date.UTC(2200, 0, 1) - 1;

/** A window that was left open over the weekend is not an answer of two days. */
export const longestAnswerMs = 24 * 60 * 60 * 1000;

const instant = v.pipe(
  v.number('write the time in milliseconds since 1970'),
  v.integer('write the time in whole milliseconds since 1970'),
  v.minValue(0, 'write a time after 1970'),
  v.maxValue(lastInstant, 'write a time before the year 2200'),
);

const eventId = v.pipe(
  v.string('give the id as text'),
  v.regex(/^[\w-]{1,64}$/, 'use 1 to 64 letters, digits, hyphens or underscores for an id'),
);

const questionId = v.pipe(
  v.string('give the question id as text'),
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must be refused.
  v.regex(/^[^\u0000-\u001f\u007f]{1,200}$/, 'use 1 to 200 printable characters for a question id'),
);

const common = {
  id: eventId,
  at: instant,
  device: v.pipe(
    v.string('give the device as text'),
    v.regex(/^[\w.-]{1,64}$/, 'use 1 to 64 letters, digits, dots, hyphens or underscores for a device'),
  ),
  /** Minutes ahead of UTC on the reader's clock at that moment; keeps a day a day when the reader travels. */
  utcOffset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-24 * 60), v.maxValue(24 * 60))),
};

export const eventSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('review'),
    ...common,
    questionId,
    conceptId: kebabId,
    rating: v.picklist([1, 2, 3, 4], 'rate 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)'),
    durationMs: v.pipe(
      v.number('give the duration in milliseconds'),
      v.minValue(0, 'a duration cannot be negative'),
      v.maxValue(longestAnswerMs, 'a single answer cannot take longer than a day'),
    ),
  }),
  /** Takes back one event of any kind, an undo included. */
  v.strictObject({ type: v.literal('undo'), ...common, undoes: eventId }),
  v.strictObject({ type: v.literal('reset-card'), ...common, questionId }),
  v.strictObject({ type: v.literal('reset-concept'), ...common, conceptId: kebabId }),
  v.strictObject({ type: v.literal('reset-all'), ...common }),
]);

export type StudyEvent = v.InferOutput<typeof eventSchema>;
export type ReviewEvent = Extract<StudyEvent, { type: 'review' }>;

/** Orders events the same way on every machine: by time, then by id. */
export function compareEvents(left: StudyEvent, right: StudyEvent): number {
  if (left.at !== right.at) return left.at - right.at;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}

/** The same event with its fields in one order, so that its text does not depend on who wrote it. */
export function inCanonicalOrder(event: StudyEvent): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(event).sort(([left], [right]) => (left < right ? -1 : 1)));
}

export function canonicalText(event: StudyEvent): string {
  return JSON.stringify(inCanonicalOrder(event));
}

/**
 * The union of any number of logs. The same id twice is the same event; should the contents differ, which only
 * damage or a hand-made file can cause, the smaller text wins, so that every order of merging gives one result.
 */
export function unionOfEvents(...logs: readonly Iterable<StudyEvent>[]): ReadonlyMap<string, StudyEvent> {
  const union = new Map<string, StudyEvent>();
  for (const log of logs) {
    for (const event of log) {
      const known = union.get(event.id);
      if (known === undefined) union.set(event.id, event);
      else if (known !== event && canonicalText(event) < canonicalText(known)) union.set(event.id, event);
    }
  }
  return union;
}

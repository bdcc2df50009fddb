/** A study session as a value: every step is a function from one session to the next. It survives as JSON. */
import * as v from 'valibot';
import { answerSchema, ratingSchema, type GivenAnswer } from '../../../protocol/src/studyMessages';

const moment = v.pipe(v.number(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(2_000));

const codeLineSchema = v.strictObject({
  uri: text,
  /** Counts from zero. */
  line: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** `orders.ts:12`. */
  label: text,
  /** The line as it was when the session began; data, never markup. */
  text,
});
export type CodeLine = v.InferOutput<typeof codeLineSchema>;

const answeredSchema = v.strictObject({
  questionId: text,
  conceptId: text,
  answer: answerSchema,
  isCorrect: v.boolean(),
  rating: ratingSchema,
  durationMs: moment,
  reviewId: text,
});

/** Version 1. A stored session of another version is let go: only the place in the queue is lost, never a review. */
export const sessionSchema = v.strictObject({
  version: v.literal(1),
  id: text,
  title: text,
  items: v.pipe(
    v.array(v.strictObject({ questionId: text, conceptId: text, source: v.nullable(codeLineSchema) })),
    v.maxLength(1_000),
  ),
  position: v.pipe(v.number(), v.integer(), v.minValue(0)),
  draft: v.nullable(answerSchema),
  /** The answer that was checked and waits for its grade. */
  checked: v.nullable(v.strictObject({ answer: answerSchema, durationMs: moment })),
  /** Whether the grade of that answer was taken back. Optional, because sessions were saved before it was kept. */
  isTakenBack: v.optional(v.boolean(), false),
  /** Time spent on the question on screen before `since`. */
  spentMs: moment,
  /** Milliseconds since 1970; null while no view shows the question. */
  since: v.nullable(moment),
  answered: v.array(answeredSchema),
});
export type Session = v.InferOutput<typeof sessionSchema>;
export type SessionItem = Session['items'][number];

export function beginSession(options: {
  readonly id: string;
  readonly title: string;
  readonly items: readonly SessionItem[];
}): Session {
  return {
    version: 1,
    id: options.id,
    title: options.title,
    items: [...options.items],
    position: 0,
    draft: null,
    checked: null,
    isTakenBack: false,
    spentMs: 0,
    since: null,
    answered: [],
  };
}

export function currentItem(session: Session): SessionItem | undefined {
  return session.items[session.position];
}

/** Names the question on screen. */
export function questionKey(session: Session): string {
  return `${session.id}/${session.position}`;
}

/** The clock of the question runs while a view shows it, so that a coffee break is not an answer of an hour. */
export function showQuestion(session: Session, now: number): Session {
  return session.since === null && session.checked === null ? { ...session, since: now } : session;
}

export function hideQuestion(session: Session, now: number): Session {
  return session.since === null ? session : { ...session, spentMs: spentUntil(session, now), since: null };
}

/** Keeps an answer that is not given yet. Anything that is not about the question on screen changes nothing. */
export function keepDraft(session: Session, key: string, answer: GivenAnswer, now: number): Session {
  if (!isOpen(session, key)) return session;
  return { ...session, draft: answer, spentMs: spentUntil(session, now), since: now };
}

export function checkQuestion(session: Session, key: string, answer: GivenAnswer, now: number): Session {
  if (!isOpen(session, key)) return session;
  return {
    ...session,
    draft: answer,
    checked: { answer, durationMs: spentUntil(session, now) },
    isTakenBack: false,
    since: null,
  };
}

export function isGradable(session: Session, key: string): boolean {
  return session.checked !== null && questionKey(session) === key;
}

/** The answer that counts when its reader turns away without a grade: who took it back does not want it counted. */
export function ungradedAnswer(session: Session): Session['checked'] {
  return session.isTakenBack ? null : session.checked;
}

/** After the review was recorded: on to the next question. */
export function recordGrade(
  session: Session,
  review: { readonly id: string; readonly rating: 1 | 2 | 3 | 4; readonly isCorrect: boolean },
  now: number,
): Session {
  const item = currentItem(session);
  if (item === undefined || session.checked === null) return session;
  return {
    ...session,
    position: session.position + 1,
    draft: null,
    checked: null,
    isTakenBack: false,
    spentMs: 0,
    since: now,
    answered: [
      ...session.answered,
      {
        questionId: item.questionId,
        conceptId: item.conceptId,
        ...session.checked,
        isCorrect: review.isCorrect,
        rating: review.rating,
        reviewId: review.id,
      },
    ],
  };
}

/** Back to the feedback of the last question, to grade it again; its review is taken back by the caller. */
export function undoGrade(session: Session, reviewId: string): Session {
  const last = session.answered.at(-1);
  if (last?.reviewId !== reviewId) return session;
  return {
    ...session,
    position: session.position - 1,
    draft: last.answer,
    checked: { answer: last.answer, durationMs: last.durationMs },
    isTakenBack: true,
    spentMs: last.durationMs,
    since: null,
    answered: session.answered.slice(0, -1),
  };
}

/** Questions that the guide no longer holds are left out; those that were answered stay answered. */
export function withoutUnknown(session: Session, isKnown: (questionId: string) => boolean): Session {
  const before = session.items.slice(0, session.position);
  const after = session.items.slice(session.position);
  const known = after.filter((item) => isKnown(item.questionId));
  if (known.length === after.length) return session;
  const isSameQuestion = known[0]?.questionId === after[0]?.questionId;
  return {
    ...session,
    items: [...before, ...known],
    ...(isSameQuestion ? {} : { draft: null, checked: null, spentMs: 0, since: null }),
  };
}

function isOpen(session: Session, key: string): boolean {
  return session.checked === null && currentItem(session) !== undefined && questionKey(session) === key;
}

function spentUntil(session: Session, now: number): number {
  // A clock that was set back has measured nothing.
  return session.spentMs + (session.since === null ? 0 : Math.max(0, now - session.since));
}

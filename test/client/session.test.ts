import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { GivenAnswer } from '../../protocol/src/studyMessages';
import {
  beginSession,
  checkQuestion,
  currentItem,
  hideQuestion,
  isGradable,
  keepDraft,
  questionKey,
  recordGrade,
  sessionSchema,
  showQuestion,
  undoGrade,
  ungradedAnswer,
  withoutUnknown,
  type Session,
} from '../../client/src/study/session';

const items = ['a/1', 'b/1', 'c/1'].map((questionId) => ({
  questionId,
  conceptId: questionId.charAt(0),
  source: null,
}));
const begin = (): Session => beginSession({ id: 's', title: 'Today', items });
const first: GivenAnswer = { kind: 'choice', chosen: [0] };
const second: GivenAnswer = { kind: 'choice', chosen: [1] };
const review = { id: 'r1', rating: 3, isCorrect: true } as const;

describe('a session', () => {
  it('goes from answer to grade to the next question', () => {
    const asked = showQuestion(begin(), 1_000);
    const checked = checkQuestion(asked, 's/0', first, 6_000);
    expect(checked.checked).toEqual({ answer: first, durationMs: 5_000 });
    expect(isGradable(checked, 's/0')).toBe(true);
    const next = recordGrade(checked, review, 9_000);
    expect(questionKey(next)).toBe('s/1');
    expect(currentItem(next)?.questionId).toBe('b/1');
    expect(next).toMatchObject({ draft: null, checked: null, since: 9_000, spentMs: 0 });
    expect(next.answered).toEqual([
      {
        questionId: 'a/1',
        conceptId: 'a',
        answer: first,
        isCorrect: true,
        rating: 3,
        durationMs: 5_000,
        reviewId: 'r1',
      },
    ]);
  });

  it('counts only the time in which the question could be seen', () => {
    let session = showQuestion(begin(), 0);
    session = hideQuestion(session, 2_000);
    session = showQuestion(session, 1_000_000);
    session = keepDraft(session, 's/0', first, 1_003_000);
    expect(checkQuestion(session, 's/0', first, 1_004_000).checked?.durationMs).toBe(6_000);
  });

  it('counts nothing for a clock that was set back', () => {
    const session = showQuestion(begin(), 10_000);
    expect(checkQuestion(session, 's/0', first, 5_000).checked?.durationMs).toBe(0);
  });

  it('ignores what is about another question, and what comes after the check', () => {
    const session = begin();
    expect(keepDraft(session, 's/1', first, 1)).toBe(session);
    expect(checkQuestion(session, 'other/0', first, 1)).toBe(session);
    const checked = checkQuestion(session, 's/0', first, 1);
    expect(keepDraft(checked, 's/0', second, 2)).toBe(checked);
    expect(checkQuestion(checked, 's/0', second, 2)).toBe(checked);
    expect(isGradable(checked, 's/1')).toBe(false);
    expect(isGradable(session, 's/0')).toBe(false);
    expect(recordGrade(session, review, 3)).toBe(session);
  });

  it('goes back to the feedback when its last grade is undone, and only then', () => {
    const checked = checkQuestion(showQuestion(begin(), 0), 's/0', first, 500);
    const next = recordGrade(checked, review, 600);
    const undone = undoGrade(next, 'r1');
    expect(undone.position).toBe(0);
    expect(undone.checked).toEqual({ answer: first, durationMs: 500 });
    expect(undone.answered).toEqual([]);
    // Who leaves now does not want it counted, until it is graded or another question is answered.
    expect(ungradedAnswer(undone)).toBeNull();
    const again = checkQuestion(recordGrade(undone, review, 700), 's/1', second, 800);
    expect(ungradedAnswer(again)?.answer).toEqual(second);
    expect(undoGrade(next, 'another')).toBe(next);
    expect(undoGrade(begin(), 'r1')).toEqual(begin());
  });

  it('leaves out questions that the guide no longer has, and keeps the draft of one that it has', () => {
    const drafted = keepDraft(begin(), 's/0', first, 1);
    expect(withoutUnknown(drafted, () => true)).toBe(drafted);
    const later = withoutUnknown(drafted, (id) => id !== 'b/1');
    expect(later.items.map(({ questionId }) => questionId)).toEqual(['a/1', 'c/1']);
    expect(later.draft).toEqual(first);
    const gone = withoutUnknown(drafted, (id) => id !== 'a/1');
    expect(gone.draft).toBeNull();
    expect(currentItem(gone)?.questionId).toBe('b/1');
  });

  it('survives as JSON at every step, whatever is done in whatever order', () => {
    const key = fc.constantFrom('s/0', 's/1', 's/2', 'x');
    const answer = fc.constantFrom<GivenAnswer>(first, second, { kind: 'fill-gap', text: 'a' });
    const now = fc.integer({ min: 0, max: 1_000_000 });
    const step: fc.Arbitrary<(session: Session) => Session> = fc.oneof(
      now.map((at) => (session: Session) => showQuestion(session, at)),
      now.map((at) => (session: Session) => hideQuestion(session, at)),
      fc.tuple(key, answer, now).map(
        ([on, given, at]) =>
          (session: Session) =>
            keepDraft(session, on, given, at),
      ),
      fc.tuple(key, answer, now).map(
        ([on, given, at]) =>
          (session: Session) =>
            checkQuestion(session, on, given, at),
      ),
      now.map((at) => (session: Session) => recordGrade(session, review, at)),
      fc.constant((session: Session) => undoGrade(session, 'r1')),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const end = steps.reduce((session, next) => next(session), begin());
        expect(v.parse(sessionSchema, JSON.parse(JSON.stringify(end)))).toEqual(end);
        expect(end.answered).toHaveLength(end.position);
        expect(end.position).toBeLessThanOrEqual(items.length);
      }),
    );
  });
});

/** Generators of study events, small enough that undos, resets and reviews meet often. */
import * as fc from 'fast-check';
import type { ReviewEvent, StudyEvent } from '../../study/src/events';

export const epoch = Date.UTC(2026, 0, 5, 9);
const day = 86_400_000;

const common = {
  at: fc.integer({ min: epoch, max: epoch + 60 * day }),
  device: fc.constantFrom('laptop', 'desktop'),
};
const conceptId = fc.constantFrom('pagination', 'event-loop', 'locks');
const question = fc.tuple(conceptId, fc.integer({ min: 1, max: 3 }));
const toQuestionId = ([concept, number]: readonly [string, number]): string =>
  `${concept}/question-${String(number)}`;

const withoutId = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        ...common,
        question,
        rating: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
        durationMs: fc.integer({ min: 0, max: 600_000 }),
      })
      .map(({ question: chosen, ...rest }) => ({
        type: 'review' as const,
        questionId: toQuestionId(chosen),
        conceptId: chosen[0],
        ...rest,
      })),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('undo' as const), ...common, target: fc.nat(80) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('reset-card' as const),
      ...common,
      questionId: question.map(toQuestionId),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reset-concept' as const), ...common, conceptId }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reset-all' as const), ...common }) },
);

/** A log with unique ids; undos point anywhere, also at each other, at themselves and at nothing. */
export const eventLog: fc.Arbitrary<readonly StudyEvent[]> = fc
  .array(withoutId, { maxLength: 60 })
  .map((entries) =>
    entries.map((entry, index): StudyEvent => {
      const id = `event-${String(index)}`;
      if (entry.type !== 'undo') return { ...entry, id };
      const { target, ...undo } = entry;
      return { ...undo, id, undoes: `event-${String(target)}` };
    }),
  );

export function review(
  id: string,
  fields: Partial<
    Pick<ReviewEvent, 'questionId' | 'conceptId' | 'at' | 'rating' | 'durationMs' | 'utcOffset'>
  > = {},
): ReviewEvent {
  return {
    type: 'review',
    id,
    at: epoch,
    device: 'laptop',
    questionId: 'pagination/question-1',
    conceptId: 'pagination',
    rating: 3,
    durationMs: 9_000,
    ...fields,
  };
}

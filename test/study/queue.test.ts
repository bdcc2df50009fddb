import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, spread, type QueueItem } from '../../study/src/arrange';
import { createCatalogue, type StudyConcept } from '../../study/src/catalogue';
import { buildDrill } from '../../study/src/drill';
import type { ReviewEvent } from '../../study/src/events';
import { foldEvents } from '../../study/src/fold';
import { forecastDue } from '../../study/src/forecast';
import { areaMastery, conceptMastery, isMastered } from '../../study/src/mastery';
import { buildQueue, type StudyContext } from '../../study/src/queue';
import { measureRecall, predictRecall } from '../../study/src/recallCurve';
import { createScheduler } from '../../study/src/scheduler';
import { createCalendar, dayMs, minuteMs } from '../../study/src/studyDay';
import { findWeakSpots } from '../../study/src/weakSpots';
import { epoch, review } from './arbitraries';
import { concept } from './concepts';

const scheduler = createScheduler();
const calendar = createCalendar('UTC');
const limits = { newPerDay: 10, reviewsPerDay: 20 };

function context(
  concepts: readonly StudyConcept[],
  reviews: readonly ReviewEvent[],
  now: number,
): StudyContext {
  return {
    catalogue: createCatalogue(concepts),
    state: foldEvents(reviews, { scheduler, asOf: now }),
    scheduler,
    calendar,
    now,
  };
}

/** Every question of the concepts answered once, a minute apart. */
function answerAll(concepts: readonly StudyConcept[], at: number, rating: 1 | 3 = 3): ReviewEvent[] {
  return concepts
    .flatMap(({ questions }) => questions)
    .map(({ id, conceptId }, index) =>
      review(`${String(at)}-${id.replace('/', '-')}`, {
        questionId: id,
        conceptId,
        at: at + index * minuteMs,
        rating,
      }),
    );
}

const ids = (items: readonly QueueItem[]) => items.map(({ questionId }) => questionId);

describe('queue of a beginner', () => {
  const concepts = [
    concept('caching', 'system-design', { difficulty: 2, prerequisites: ['crud'] }),
    concept('crud', 'databases'),
    concept('locks', 'databases', { difficulty: 3, prerequisites: ['transactions'] }),
    concept('transactions', 'databases', { difficulty: 2, prerequisites: ['crud'] }),
    concept('streams', 'nodejs'),
  ];

  it('brings prerequisites before what builds on them and easy before hard', () => {
    const { items } = buildQueue(context(concepts, [], epoch), limits);
    expect(items).toHaveLength(10);
    const place = (id: string) => ids(items).indexOf(`${id}/question-1`);
    expect(place('crud')).toBeLessThan(place('transactions'));
    expect(place('transactions')).toBeLessThan(place('locks'));
    expect(place('crud')).toBeLessThan(place('caching'));
    for (const { id } of concepts) {
      expect(place(id)).toBeLessThan(ids(items).indexOf(`${id}/question-2`));
    }
  });

  it('brings as many new questions as a day may', () => {
    const few = { ...limits, newPerDay: 3 };
    const first = buildQueue(context(concepts, [], epoch), few);
    expect(ids(first.items).sort()).toEqual(['caching/question-1', 'crud/question-1', 'streams/question-1']);
    const done = [review('a', { questionId: 'crud/question-1', conceptId: 'crud' })];
    expect(buildQueue(context(concepts, done, epoch + minuteMs), few).items).toHaveLength(2);
    expect(buildQueue(context(concepts, done, epoch + dayMs), few).items).toHaveLength(3);
  });

  it('is not stopped by prerequisites in a circle or outside the guide', () => {
    const circle = [
      concept('a', 'nodejs', { prerequisites: ['b'] }),
      concept('b', 'nodejs', { prerequisites: ['a'] }),
      concept('c', 'nodejs', { prerequisites: ['gone'] }),
    ];
    expect(buildQueue(context(circle, [], epoch), limits).items).toHaveLength(6);
  });
});

describe('order of a session', () => {
  it('keeps siblings apart and areas mixed where the questions allow it', () => {
    const concepts = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) =>
      concept(id, index % 2 === 0 ? 'databases' : 'nodejs', { questions: 3 }),
    );
    const all = answerAll(concepts, epoch);
    const { items } = buildQueue(context(concepts, all, epoch + 4 * dayMs), {
      newPerDay: 0,
      reviewsPerDay: 50,
    });
    expect(items).toHaveLength(18);
    items.forEach((item, index) => {
      expect(items.slice(Math.max(0, index - 3), index).map(({ conceptId }) => conceptId)).not.toContain(
        item.conceptId,
      );
    });
  });

  it('never loses or repeats a question', () => {
    const catalogue = createCatalogue([concept('a', 'nodejs', { questions: 5 }), concept('b', 'nodejs')]);
    const item = fc.constantFrom(...catalogue.entries.values()).map(({ question }): QueueItem => ({
      questionId: question.id,
      conceptId: question.conceptId,
      reason: 'due',
    }));
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: ({ questionId }) => questionId }), (items) => {
        expect(ids(arrange(items, catalogue)).sort()).toEqual(ids(items).sort());
      }),
    );
  });

  it('spreads new questions among the others', () => {
    expect(spread(['N'], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'N']);
    expect(spread(['N', 'M'], ['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'N', 'c', 'd', 'M']);
    expect(spread([], [1])).toEqual([1]);
    expect(spread(['N'], [])).toEqual(['N']);
  });

  it('brings a card that is being learned back first, when its time has come', () => {
    const concepts = [concept('a', 'nodejs'), concept('b', 'databases')];
    const failed = [review('f', { questionId: 'b/question-1', conceptId: 'b', rating: 1 })];
    const soon = buildQueue(context(concepts, failed, epoch + 5 * minuteMs), limits);
    expect(ids(soon.items)).not.toContain('b/question-1');
    expect(soon.nextStepAt).toBe(epoch + 10 * minuteMs);
    const then = buildQueue(context(concepts, failed, epoch + 10 * minuteMs), limits);
    expect(then.items[0]).toEqual({ questionId: 'b/question-1', conceptId: 'b', reason: 'learning' });
    expect(then.nextStepAt).toBeUndefined();
  });

  it('ignores cards of questions that have left the guide', () => {
    const gone = answerAll([concept('gone', 'nodejs')], epoch);
    expect(
      buildQueue(context([concept('a', 'nodejs')], gone, epoch + 30 * dayMs), limits).items,
    ).toHaveLength(2);
  });
});

describe('backlog', () => {
  const concepts = Array.from({ length: 60 }, (_, index) =>
    concept(`c-${String(index)}`, 'nodejs', { questions: 20 }),
  );
  const history = answerAll(concepts, epoch);
  const after = epoch + 120 * dayMs;

  it('never shows a debt of four digits', () => {
    const { items, backlog } = buildQueue(context(concepts, history, after), limits);
    expect(history).toHaveLength(1_200);
    expect(items).toHaveLength(10);
    expect(backlog).toEqual({
      reviewsLeft: 10,
      newLeft: 0,
      waiting: 1_190,
      daysToClear: 60,
      isReturning: true,
    });
  });

  it('starts gently after a break, and is back to normal on the third day', () => {
    const days = [0, 1, 2, 3].map((day) => {
      const now = after + day * dayMs;
      const since = Array.from({ length: day }, (_, index) =>
        review(`back-${String(index)}`, {
          questionId: `c-0/question-${String(index + 1)}`,
          conceptId: 'c-0',
          at: after + index * dayMs,
        }),
      );
      return buildQueue(context(concepts, [...history, ...since], now), limits).items.length;
    });
    expect(days).toEqual([10, 15, 20, 20]);
  });

  it('counts what was done today against the limit', () => {
    const done = history
      .slice(0, 6)
      .map((event, index) => ({ ...event, id: `today-${String(index)}`, at: after - index * minuteMs }));
    const { backlog } = buildQueue(context(concepts, [...history, ...done], after + minuteMs), limits);
    expect(backlog.reviewsLeft).toBe(4);
  });

  it('moves what is over the limit to the following days in the forecast', () => {
    const days = forecastDue(context(concepts, history, after), limits, 5);
    expect(days.map(({ due }) => due)).toEqual([1_200, 0, 0, 0, 0]);
    expect(days.map(({ planned }) => planned)).toEqual([20, 20, 20, 20, 20]);
  });
});

describe('drills', () => {
  const concepts = [
    concept('a', 'nodejs', { questions: 3 }),
    concept('b', 'databases', { questions: 3 }),
    concept('c', 'databases'),
  ];
  const history = [
    ...answerAll(concepts.slice(0, 1), epoch),
    ...answerAll(concepts.slice(1, 2), epoch, 1),
    ...answerAll(concepts.slice(1, 2), epoch + 60 * minuteMs, 1),
  ];
  const now = epoch + 2 * 60 * minuteMs;

  it('cover exactly their scope', () => {
    const at = context(concepts, history, now);
    expect(ids(buildDrill(at, { kind: 'area', area: 'databases' }, 10)).sort()).toEqual([
      'b/question-1',
      'b/question-2',
      'b/question-3',
      'c/question-1',
      'c/question-2',
    ]);
    expect(ids(buildDrill(at, { kind: 'concepts', conceptIds: ['a', 'nowhere'] }, 2))).toHaveLength(2);
    expect(buildDrill(at, { kind: 'due' }, 5)).toHaveLength(5);
  });

  it('of weak spots ask what was missed', () => {
    const at = context(concepts, history, now);
    expect(findWeakSpots(at)).toMatchObject([{ conceptId: 'b', missed: 6, answered: 6 }]);
    const drill = buildDrill(at, { kind: 'weak' }, 10);
    expect(ids(drill).sort()).toEqual(['b/question-1', 'b/question-2', 'b/question-3']);
    expect(drill.every(({ reason }) => reason === 'weak')).toBe(true);
  });
});

describe('statistics', () => {
  const concepts = [concept('a', 'nodejs'), concept('b', 'databases')];
  const now = epoch + 30 * minuteMs;

  it('know mastery per concept and area, and count the unseen as unknown', () => {
    const { state, catalogue } = context(concepts, answerAll(concepts.slice(0, 1), epoch), now);
    const input = { cards: state.cards, scheduler, at: now };
    const mastery = conceptMastery(concepts[0] ?? concept('a', 'nodejs'), input);
    expect(mastery).toMatchObject({ questions: 2, seen: 2 });
    expect(mastery.recall).toBeGreaterThan(0.98);
    expect(mastery.mastery).toBeLessThan(mastery.recall);
    expect(areaMastery(catalogue, input)).toMatchObject([
      { area: 'nodejs', seen: 2 },
      { area: 'databases', seen: 0, recall: 0, mastery: 0 },
    ]);
  });

  it('call a concept mastered once every question was answered well and over time', () => {
    const [first = concept('a', 'nodejs')] = concepts;
    const masteredAfter = (...reviews: readonly ReviewEvent[][]): boolean => {
      const events = reviews.flat();
      const at = Math.max(...events.map((event) => event.at)) + dayMs;
      const { state } = context(concepts, events, at);
      return isMastered(conceptMastery(first, { cards: state.cards, scheduler, at }));
    };
    const answered = (day: number, rating: 1 | 3 = 3) => answerAll([first], epoch + day * dayMs, rating);
    expect(masteredAfter(answered(0))).toBe(false);
    const often = [answered(0), answered(3), answered(12), answered(40)];
    expect(masteredAfter(...often)).toBe(true);
    // One question left out, or one day on which nothing was known any more.
    expect(masteredAfter(...often.map((reviews) => reviews.slice(0, 1)))).toBe(false);
    expect(masteredAfter(...often, answered(60, 1))).toBe(false);
    expect(isMastered({ questions: 0, seen: 0, recall: 0, mastery: 1 })).toBe(false);
  });

  it('predict a falling curve and measure the true one', () => {
    const { state } = context(concepts, answerAll(concepts, epoch), now);
    const curve = predictRecall(state.cards.values(), scheduler, now, 10);
    expect(curve).toHaveLength(11);
    curve.slice(1).forEach((point, index) => {
      expect(point.recall).toBeLessThan(curve[index]?.recall ?? 0);
    });
    expect(predictRecall([], scheduler, now, 10)).toEqual([]);
    const reviews = [
      review('a'),
      review('b', { at: epoch + dayMs }),
      review('c', { at: epoch + 4 * dayMs, rating: 1 }),
    ];
    expect(measureRecall(reviews)).toEqual([
      { fromDays: 1, toDays: 1, answers: 1, recall: 1 },
      { fromDays: 2, toDays: 3, answers: 1, recall: 0 },
    ]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StudyEvent } from '../../study/src/events';
import { addReview, emptyState, foldEvents, nextStamp } from '../../study/src/fold';
import { seededRandom, shuffle } from '../../study/src/random';
import { createScheduler } from '../../study/src/scheduler';
import { dayMs } from '../../study/src/studyDay';
import { epoch, eventLog, review } from './arbitraries';

const scheduler = createScheduler();
const asOf = epoch + 365 * dayMs;
const fold = (events: Iterable<StudyEvent>) => foldEvents(events, { scheduler, asOf });
const undo = (id: string, undoes: string): StudyEvent => ({
  type: 'undo',
  id,
  undoes,
  at: epoch,
  device: 'laptop',
});

describe('fold', () => {
  it('does not depend on the order of events', () => {
    fc.assert(
      fc.property(eventLog, fc.string(), (events, seed) => {
        const shuffled = shuffle(events, seededRandom(seed));
        expect([...fold(shuffled).cards].sort()).toEqual([...fold(events).cards].sort());
        expect(fold(shuffled).reviews).toEqual(fold(events).reviews);
      }),
    );
  });

  it('does not count an event twice', () => {
    fc.assert(
      fc.property(eventLog, (events) => {
        expect(fold([...events, ...events])).toEqual(fold(events));
      }),
    );
  });

  it('gives the same result for two contents of one id, whichever comes first', () => {
    const one = review('same', { rating: 1 });
    const other = review('same', { rating: 4 });
    expect(fold([one, other])).toEqual(fold([other, one]));
  });

  it('gives back exactly the state before, for an undo of anything', () => {
    fc.assert(
      fc.property(eventLog, fc.nat(), (events, pick) => {
        const target = events[pick % Math.max(1, events.length)];
        fc.pre(target !== undefined);
        const taken = undo('the-undo', target.id);
        // An undo in a circle has no effect to take back, so the log is made free of them.
        const straight = events.filter(
          (event) => event.type !== 'undo' || Number(event.undoes.slice(6)) < Number(event.id.slice(6)),
        );
        fc.pre(straight.includes(target));
        const without = straight.filter((event) => event !== target);
        expect(fold([...straight, taken])).toEqual(fold(without));
        expect(fold([...straight, taken, undo('redo', 'the-undo')])).toEqual(fold(straight));
      }),
    );
  });

  it('undoes a reset', () => {
    const log = [review('a'), review('b', { questionId: 'locks/question-1', conceptId: 'locks' })];
    const reset: StudyEvent = { type: 'reset-all', id: 'reset', at: epoch + 1, device: 'laptop' };
    expect(fold([...log, reset]).cards.size).toBe(0);
    expect(fold([...log, reset]).reviews).toEqual([]);
    expect(fold([...log, reset, undo('u', 'reset')])).toEqual(fold(log));
  });

  it('resets a card and a concept without the others', () => {
    const log: StudyEvent[] = [
      review('a'),
      review('b', { questionId: 'pagination/question-2' }),
      review('c', { questionId: 'locks/question-1', conceptId: 'locks' }),
    ];
    const later = { at: epoch + 5, device: 'desktop', id: 'reset' };
    const card = fold([...log, { type: 'reset-card', questionId: 'pagination/question-1', ...later }]);
    expect([...card.cards.keys()]).toEqual(['pagination/question-2', 'locks/question-1']);
    const concept = fold([...log, { type: 'reset-concept', conceptId: 'pagination', ...later }]);
    expect([...concept.cards.keys()]).toEqual(['locks/question-1']);
    expect(concept.reviews).toHaveLength(3);
  });

  it('ignores undos that take back each other, and survives long chains of them', () => {
    expect(fold([review('a'), undo('x', 'y'), undo('y', 'x')]).reviews).toHaveLength(1);
    expect(fold([review('a'), undo('self', 'self')]).reviews).toHaveLength(1);
    const chain = Array.from({ length: 50_001 }, (_, index) =>
      undo(`u-${String(index)}`, index === 0 ? 'a' : `u-${String(index - 1)}`),
    );
    // An odd number of undos leaves the last one standing, and with it every second one.
    expect(fold([review('a'), ...chain]).reviews).toHaveLength(0);
    expect(fold([review('a'), ...chain.slice(0, -1)]).reviews).toHaveLength(1);
  });

  it('holds back what a wrong clock dated into the future', () => {
    const state = foldEvents([review('a'), review('b', { at: epoch + 30 * dayMs })], {
      scheduler,
      asOf: epoch,
    });
    expect(state.heldBack).toBe(1);
    expect(state.reviews.map(({ id }) => id)).toEqual(['a']);
    expect(state.latestAt).toBe(epoch);
  });

  it('adds a newer review exactly as a full fold would', () => {
    fc.assert(
      fc.property(eventLog, (events) => {
        const state = fold(events);
        const next = review('next', { at: nextStamp(state, epoch) });
        const grown = addReview(state, next, scheduler);
        const folded = fold([...events, next]);
        expect(new Map(grown.cards)).toEqual(new Map(folded.cards));
        expect(grown.reviews).toEqual(folded.reviews);
        expect(grown.latestAt).toBe(folded.latestAt);
      }),
    );
  });

  it('stamps the next event after everything known, even when the clock was set back', () => {
    expect(nextStamp(emptyState, 5)).toBe(5);
    expect(nextStamp({ ...emptyState, latestAt: 100 }, 5)).toBe(101);
  });
});

import * as fc from 'fast-check';
import { createEmptyCard, fsrs, Rating as FsrsRating, type Grade } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import {
  createScheduler,
  defaultParameters,
  elapsedDays,
  Rating,
  ratings,
  type Card,
} from '../../study/src/scheduler';
import { dayMs, hourMs, minuteMs } from '../../study/src/studyDay';
import { epoch } from './arbitraries';

const plain = createScheduler({ ...defaultParameters, fuzz: false });
const grades: Readonly<Record<Rating, Grade>> = {
  1: FsrsRating.Again,
  2: FsrsRating.Hard,
  3: FsrsRating.Good,
  4: FsrsRating.Easy,
};
const answer = (rating: Rating, at: number, random = 0.5) => ({
  questionId: 'locks/question-1',
  conceptId: 'locks',
  rating,
  at,
  random,
});

describe('scheduler', () => {
  it('agrees with ts-fsrs for every sequence of reviews on whole days', () => {
    const library = fsrs({ learning_steps: ['10m'], relearning_steps: ['10m'], maximum_interval: 365 });
    const steps = fc.array(fc.tuple(fc.constantFrom(...ratings), fc.integer({ min: 0, max: 60 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, (sequence) => {
        let at = Date.UTC(2026, 0, 5, 0);
        let theirs = createEmptyCard(new Date(at));
        let ours: Card | undefined;
        for (const [rating, days] of sequence) {
          at += days * dayMs;
          theirs = library.next(theirs, new Date(at), grades[rating]).card;
          ours = plain.schedule(ours, answer(rating, at));
          expect(ours).toMatchObject({
            due: theirs.due.getTime(),
            stability: theirs.stability,
            difficulty: theirs.difficulty,
            lapses: theirs.lapses,
            reps: theirs.reps,
          });
        }
      }),
    );
  });

  it('keeps a golden sequence', () => {
    let card: Card | undefined;
    let at = epoch;
    const intervals: number[] = [];
    for (const rating of [Rating.Good, Rating.Good, Rating.Good, Rating.Again, Rating.Good, Rating.Easy]) {
      card = plain.schedule(card, answer(rating, at));
      intervals.push(card.scheduledDays);
      at = card.due;
    }
    expect(intervals).toMatchInlineSnapshot(`
      [
        2,
        11,
        46,
        0,
        3,
        12,
      ]
    `);
  });

  it('counts elapsed days by time that passed, not by dates in any time zone', () => {
    const lateEvening = Date.UTC(2026, 4, 4, 23, 50);
    expect(elapsedDays(lateEvening, lateEvening + 20 * minuteMs)).toBe(0);
    expect(elapsedDays(lateEvening, lateEvening + 9 * hourMs)).toBe(0);
    expect(elapsedDays(lateEvening, lateEvening + 12 * hourMs)).toBe(1);
    expect(elapsedDays(lateEvening, lateEvening + 35 * hourMs)).toBe(1);
    expect(elapsedDays(lateEvening, lateEvening - 5 * dayMs)).toBe(0);
  });

  it('brings a wrong answer back in ten minutes and leaves a right first one for days', () => {
    expect(plain.schedule(undefined, answer(Rating.Again, epoch))).toMatchObject({
      state: 'learning',
      due: epoch + 10 * minuteMs,
    });
    expect(plain.schedule(undefined, answer(Rating.Good, epoch))).toMatchObject({
      state: 'review',
      scheduledDays: 2,
    });
  });

  it('scatters intervals by the random number only, and within a few per cent', () => {
    const scattered = createScheduler();
    const old = plain.schedule(
      plain.schedule(undefined, answer(Rating.Easy, epoch)),
      answer(Rating.Easy, epoch + 10 * dayMs),
    );
    const at = old.due;
    const days = [0, 0.3, 0.6, 0.999].map(
      (random) => scattered.schedule(old, answer(Rating.Good, at, random)).scheduledDays,
    );
    const middle = plain.schedule(old, answer(Rating.Good, at)).scheduledDays;
    expect(new Set(days).size).toBe(4);
    for (const value of days) expect(Math.abs(value - middle) / middle).toBeLessThan(0.1);
    expect(scattered.schedule(old, answer(Rating.Good, at, 0.3)).scheduledDays).toBe(days[1]);
  });

  it('forgets monotonically', () => {
    const card = plain.schedule(undefined, answer(Rating.Good, epoch));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 400 }), (day, more) => {
        const sooner = plain.retrievability(card, epoch + day * dayMs);
        const later = plain.retrievability(card, epoch + (day + more) * dayMs);
        expect(later).toBeLessThan(sooner);
        expect(later).toBeGreaterThan(0);
      }),
    );
    expect(plain.retrievability(card, epoch - dayMs)).toBe(1);
    expect(plain.retrievability(card, epoch + card.stability * dayMs)).toBeCloseTo(0.9, 3);
  });
});

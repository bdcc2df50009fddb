import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../study/src/catalogue';
import type { ReviewEvent, StudyEvent } from '../../study/src/events';
import { foldEvents } from '../../study/src/fold';
import {
  createReaderModel,
  fillMinutes,
  interviewReadiness,
  planForInterview,
} from '../../study/src/interviewPlan';
import { fitReaderWeights } from '../../study/src/readerWeights';
import { defaultCosts, estimateCosts, estimateKnownAtFirstSight } from '../../study/src/reviewCosts';
import { createReviewValues } from '../../study/src/reviewValues';
import { seededRandom } from '../../study/src/random';
import { averageWeights, createScheduler, defaultParameters, type Card } from '../../study/src/scheduler';
import { createCalendar, dayMs } from '../../study/src/studyDay';
import { epoch, review } from './arbitraries';
import { concept } from './concepts';

const scheduler = createScheduler();
const concepts = [
  concept('pagination', 'databases', { questions: 10 }),
  concept('event-loop', 'nodejs', { questions: 10 }),
  concept('locks', 'databases', { questions: 10, prerequisites: ['pagination'] }),
];

function context(reviews: readonly StudyEvent[], now: number) {
  return {
    catalogue: createCatalogue(concepts),
    state: foldEvents(reviews, { scheduler, asOf: now }),
    scheduler,
    calendar: createCalendar('UTC'),
    now,
  };
}

/** A reader whose true forgetting follows FSRS with other weights. */
function readerLog(weights: readonly number[], seed: string): ReviewEvent[] {
  const truth = createScheduler({ ...defaultParameters, weights });
  const random = seededRandom(seed);
  const log: ReviewEvent[] = [];
  for (let question = 0; question < 100; question += 1) {
    let card: Card | undefined;
    let at = epoch + Math.floor(random() * 10) * dayMs;
    for (let repetition = 0; repetition < 6; repetition += 1) {
      const recalled = card === undefined || random() < truth.retrievability(card, at);
      const event = review(`r-${String(question)}-${String(repetition)}`, {
        questionId: `pagination/question-${String(question)}`,
        at,
        rating: recalled ? 3 : 1,
      });
      log.push(event);
      card = truth.schedule(card, { ...event, random: 0.5 });
      at += Math.ceil(1 + random() * 2 ** (repetition + 1)) * dayMs;
    }
  }
  return log.sort((left, right) => left.at - right.at);
}

describe('review values', () => {
  const values = createReviewValues({
    scheduler,
    costs: defaultCosts,
    horizonDays: 30,
    knownAtFirstSight: 0.2,
  });
  const memory = fc.record({
    stability: fc.double({ min: 0.05, max: 300, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
  });

  it('are finite for every memory and day', () => {
    fc.assert(
      fc.property(
        fc.option(memory, { nil: undefined }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        fc.double({ min: -1, max: 90, noNaN: true }),
        (state, elapsed, daysLeft) => {
          expect(Number.isFinite(values.worthToday(state, elapsed, daysLeft))).toBe(true);
        },
      ),
    );
  });

  it('prefer what would be forgotten by then to what is safe, and the fresh to the just answered', () => {
    const weak = values.worthToday({ stability: 3, difficulty: 6 }, 3, 1);
    const safe = values.worthToday({ stability: 200, difficulty: 6 }, 3, 1);
    expect(weak).toBeGreaterThan(safe);
    expect(values.worthToday(undefined, 0, 5)).toBeGreaterThan(
      values.worthToday({ stability: 3, difficulty: 6 }, 0, 5),
    );
  });
});

describe('reader weights', () => {
  it('stay those of the average reader without evidence', () => {
    fitReaderWeights([]).forEach((weight, place) => {
      const average = averageWeights[place] ?? 0;
      expect(Math.abs(weight - average)).toBeLessThanOrEqual(0.05 * average);
    });
  });

  it('predict a forgetful and a retentive reader better than the average weights', () => {
    const scaled = (factor: number) =>
      averageWeights.map((weight, place) => (place < 4 ? weight * factor : weight));
    for (const [factor, seed] of [
      [0.1, 'forgetful'],
      [4, 'retentive'],
    ] as const) {
      const truth = scaled(factor);
      const fitted = fitReaderWeights(readerLog(truth, seed));
      const others = readerLog(truth, `${seed}, answers that were not fitted`);
      const predict = (weights: readonly number[]) => predictions(others, weights);
      const error = (weights: readonly number[]) => {
        const expected = predict(truth);
        return predict(weights).reduce(
          (sum, recall, index) => sum + Math.abs(recall - (expected[index] ?? 0)),
          0,
        );
      };
      expect(error(fitted) / others.length).toBeLessThan(0.05);
      expect(error(fitted)).toBeLessThan(0.5 * error(averageWeights));
    }
  });
});

describe('a second look in the same sitting', () => {
  it('is weighed by what it did for this reader', () => {
    const fittedTo = (weight: number): number => {
      const truth = createScheduler({
        ...defaultParameters,
        weights: averageWeights.map((value, place) => (place === 18 ? weight : value)),
      });
      const random = seededRandom(`second look ${String(weight)}`);
      const log = Array.from({ length: 400 }, (_, question) => {
        const at = epoch + question * 60_000;
        const times = question % 2 === 0 ? [at] : [at, at + 600_000];
        let card: Card | undefined;
        const seen = times.map((time, place) => {
          const event = review(`r-${String(question)}-${String(place)}`, {
            questionId: `pagination/question-${String(question)}`,
            at: time,
            rating: place === 0 ? 1 : 3,
          });
          card = truth.schedule(card, { ...event, random: 0.5 });
          return event;
        });
        const later = at + 4 * dayMs;
        const isKnown = card !== undefined && random() < truth.retrievability(card, later);
        const last = review(`r-${String(question)}-later`, {
          questionId: `pagination/question-${String(question)}`,
          at: later,
          rating: isKnown ? 3 : 1,
        });
        return [...seen, last];
      });
      return fitReaderWeights(log.flat().sort((left, right) => left.at - right.at))[18] ?? 0;
    };
    const helped = fittedTo(2);
    const average = averageWeights[18] ?? 0;
    expect(helped).toBeGreaterThan(average + 0.5);
    expect(fittedTo(0)).toBeLessThan(helped - 0.5);
  });
});

describe('the minutes of a day', () => {
  const candidate = fc.record({
    worth: fc.double({ min: -1, max: 1, noNaN: true }),
    recall: fc.double({ min: 0, max: 1, noNaN: true }),
    minutes: fc.double({ min: 0.1, max: 2, noNaN: true }),
  });

  it('hold what is worth most, the most doubtful first, so that it can come back', () => {
    fc.assert(
      fc.property(fc.array(candidate), fc.integer({ min: 0, max: 20 }), (candidates, minutes) => {
        const { chosen, rest } = fillMinutes(candidates, minutes);
        expect([...chosen, ...rest]).toHaveLength(candidates.length);
        expect(new Set([...chosen, ...rest])).toEqual(new Set(candidates));
        const leastWorth = Math.min(...chosen.map(({ worth }) => worth));
        for (const left of rest) expect(left.worth).toBeLessThanOrEqual(leastWorth);
        const recalls = chosen.map(({ recall }) => recall);
        expect(recalls).toEqual([...recalls].sort((left, right) => left - right));
        const filled = chosen.reduce((sum, each) => sum + each.minutes, 0);
        // At most one answer more than fits, and never less while something is left.
        expect(filled).toBeLessThan(minutes + 2.001);
        if (rest.length > 0) expect(filled).toBeGreaterThanOrEqual(minutes - 1e-9);
      }),
    );
  });
});

/** The recall that weights predict for every repetition in a log. */
function predictions(log: readonly ReviewEvent[], weights: readonly number[]): number[] {
  const model = createScheduler({ ...defaultParameters, weights });
  const cards = new Map<string, Card>();
  return log.flatMap((event) => {
    const card = cards.get(event.questionId);
    cards.set(event.questionId, model.schedule(card, { ...event, random: 0.5 }));
    return card === undefined ? [] : [model.retrievability(card, event.at)];
  });
}

describe('costs', () => {
  it('move from the defaults to the reader’s own pace, and ignore coffee breaks', () => {
    expect(estimateCosts([])).toEqual(defaultCosts);
    const slow = Array.from({ length: 200 }, (_, index) =>
      review(`r-${String(index)}`, { durationMs: index === 100 ? 3_600_000 : 120_000 }),
    );
    expect(estimateCosts(slow).recalled).toBeCloseTo(1.94, 1);
    expect(estimateKnownAtFirstSight(slow)).toBeCloseTo(3 / 11);
  });
});

describe('interview plan', () => {
  const history =
    concepts[0]?.questions.map(({ id, conceptId }, index) =>
      review(`r-${String(index)}`, {
        questionId: id,
        conceptId,
        at: epoch + index * 60_000,
        rating: index % 3 === 0 ? 2 : 3,
      }),
    ) ?? [];
  const now = epoch + 3 * dayMs;
  const interviewAt = epoch + 10 * dayMs;
  const at = context(history, now);
  const model = createReaderModel(at.state.reviews, now, interviewAt);

  it('fills the minutes and not more than one answer beyond', () => {
    for (const minutes of [0, 1, 5, 15]) {
      const plan = planForInterview(at, model, { interviewAt, minutes });
      expect(plan.minutes).toBeLessThanOrEqual(minutes + 2);
      expect(new Set(plan.items.map(({ questionId }) => questionId)).size).toBe(plan.items.length);
    }
    expect(planForInterview(at, model, { interviewAt, minutes: 15 }).minutes).toBeGreaterThanOrEqual(15);
    expect(planForInterview(at, model, { interviewAt, minutes: 1_000 }).items).toHaveLength(30);
  });

  it('raises the expected recall on the day', () => {
    const before = interviewReadiness(at, model, interviewAt);
    const plan = planForInterview(at, model, { interviewAt, minutes: 10 });
    const answers = plan.items.map(({ questionId, conceptId }, index) =>
      review(`new-${String(index)}`, { questionId, conceptId, at: now + index * 60_000 }),
    );
    const after = interviewReadiness(context([...history, ...answers], now + dayMs / 24), model, interviewAt);
    expect(after.total).toBeGreaterThan(before.total + 0.1);
    expect(before.areas.map(({ area }) => area)).toEqual(['databases', 'nodejs']);
    expect(before.areas[1]?.recall).toBe(0);
  });

  it('counts a card that was reset as unknown again', () => {
    const reset: StudyEvent = {
      type: 'reset-concept',
      id: 'reset',
      at: now,
      device: 'laptop',
      conceptId: 'pagination',
    };
    expect(interviewReadiness(context([...history, reset], now), model, interviewAt).total).toBe(0);
  });

  it('still makes a plan on the day itself and after it', () => {
    for (const late of [interviewAt, interviewAt + dayMs]) {
      const plan = planForInterview(context(history, late), model, { interviewAt, minutes: 5 });
      expect(plan.daysLeft).toBe(0);
      expect(plan.items.length).toBeGreaterThan(0);
    }
  });
});

/** The ways of choosing what to study that are compared. All of them answer the same learner for the same minutes. */
import { createReviewValues, type ReviewValues } from '../../study/src/reviewValues';
import { seededRandom, type Random } from '../../study/src/random';
import {
  createScheduler,
  defaultParameters,
  Rating,
  type Card,
  type Scheduler,
} from '../../study/src/scheduler';
import type { ReviewEvent } from '../../study/src/events';
import { foldEvents } from '../../study/src/fold';
import { fitReaderWeights } from '../../study/src/readerWeights';
import { fillMinutes } from '../../study/src/interviewPlan';
import {
  estimateCosts,
  estimateKnownAtFirstSight,
  expectedMinutes,
  type ReviewCosts,
} from '../../study/src/reviewCosts';
import { dayMs } from '../../study/src/studyDay';

/** Anki's default. */
const newPerDay = 20;

export interface Policy {
  /** Called when a session begins, with the days until the interview. */
  readonly begin: (now: number, daysLeft: number) => void;
  /** The next question; every policy always has one, so that nobody studies less than the others. */
  readonly next: (now: number) => number;
  readonly answered: (question: number, rating: Rating, now: number) => void;
  /** Mean recall that the policy itself expects at a time, where it has an opinion. */
  readonly expected?: (at: number) => number;
}

export const policyNames = {
  deadline: 'ours, deadline mode',
  fsrs: 'plain FSRS, 20 new a day',
  fsrsNewFirst: 'plain FSRS, new before due',
  sm2: 'SM-2, 20 new a day',
  random: 'random',
} as const;
export type PolicyName = keyof typeof policyNames;

export interface Course {
  readonly size: number;
  readonly days: number;
  readonly minutesPerDay: number;
  readonly seed: string;
}

/** New questions come in the order of a course; which of them a learner finds hard is not known beforehand. */
function newOrder(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

function fsrsCards(scheduler: Scheduler, random: Random) {
  const cards = new Map<number, Card>();
  return {
    cards,
    answered: (question: number, rating: Rating, now: number): void => {
      const card = scheduler.schedule(cards.get(question), {
        questionId: String(question),
        conceptId: 'simulated',
        rating,
        at: now,
        random: random(),
      });
      cards.set(question, card);
    },
  };
}

/**
 * What Anki does with FSRS, with one kindness: when nothing is due and no new question is left today, it reviews
 * ahead, the most forgotten first.
 */
function plainFsrs(course: Course, order: 'due first' | 'new first'): Policy {
  const scheduler = createScheduler();
  const { cards, answered } = fsrsCards(scheduler, seededRandom(`${course.seed}/fuzz`));
  const unseen = newOrder(course.size);
  let newLeft = 0;
  return {
    begin: () => {
      newLeft = newPerDay;
    },
    next: (now) => {
      const sorted = [...cards].sort(([, left], [, right]) => left.due - right.due);
      const step = sorted.find(([, card]) => card.state !== 'review' && card.due <= now);
      if (step !== undefined) return step[0];
      if (order === 'new first' && unseen[0] !== undefined) return unseen[0];
      const due = sorted.find(([, card]) => card.state === 'review' && card.due <= now + dayMs / 2);
      if (due !== undefined) return due[0];
      if (newLeft > 0 && unseen[0] !== undefined) return unseen[0];
      const weakest = sorted
        .filter(([, card]) => now - card.lastReview > dayMs / 2)
        .sort(
          ([, left], [, right]) => scheduler.retrievability(left, now) - scheduler.retrievability(right, now),
        )[0];
      return weakest?.[0] ?? unseen[0] ?? sorted[0]?.[0] ?? 0;
    },
    answered: (question, rating, now) => {
      if (unseen[0] === question) {
        unseen.shift();
        newLeft -= 1;
      }
      answered(question, rating, now);
    },
  };
}

/** SuperMemo 2 as published (P. A. Woźniak, 1990): intervals 1, 6, then times the ease factor. */
function superMemo2(course: Course): Policy {
  const cards = new Map<
    number,
    { interval: number; ease: number; repetitions: number; due: number; last: number }
  >();
  const unseen = newOrder(course.size);
  let newLeft = 0;
  return {
    begin: () => {
      newLeft = newPerDay;
    },
    next: (now) => {
      const sorted = [...cards].sort(([, left], [, right]) => left.due - right.due);
      const first = sorted[0];
      if (first !== undefined && first[1].due <= now + dayMs / 2 && now - first[1].last > 600_000)
        return first[0];
      const due = sorted.find(([, card]) => card.due <= now + dayMs / 2 && now - card.last > 600_000);
      if (due !== undefined) return due[0];
      if (newLeft > 0 && unseen[0] !== undefined) return unseen[0];
      const ahead = sorted.find(([, card]) => now - card.last > dayMs / 2);
      return ahead?.[0] ?? unseen[0] ?? first?.[0] ?? 0;
    },
    answered: (question, rating, now) => {
      if (unseen[0] === question) {
        unseen.shift();
        newLeft -= 1;
      }
      const card = cards.get(question) ?? { interval: 0, ease: 2.5, repetitions: 0, due: now, last: now };
      // SM-2 grades from 0 to 5: Again 1, Hard 3, Good 4, Easy 5.
      const quality = rating === Rating.Again ? 1 : rating + 1;
      const ease = Math.max(1.3, card.ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02));
      const repetitions = quality < 3 ? 0 : card.repetitions + 1;
      const interval =
        quality < 3 ? 0 : repetitions === 1 ? 1 : repetitions === 2 ? 6 : Math.round(card.interval * ease);
      const wait = quality < 3 ? 600_000 : interval * dayMs;
      cards.set(question, { interval: Math.max(1, interval), ease, repetitions, due: now + wait, last: now });
    },
  };
}

function anything(course: Course): Policy {
  const random = seededRandom(`${course.seed}/random policy`);
  return {
    begin: () => undefined,
    next: () => Math.floor(random() * course.size),
    answered: () => undefined,
  };
}

/** Building the tables of values costs more than the rest of a session, so the simulation does it so many times. */
const fits = 10;

/**
 * Ours: the questions whose review today is worth most on the day, with the ten-minute step after a wrong answer.
 * As in the product, FSRS weights and minutes per answer are learned from the log on the way. The questions here have
 * no concepts, so prerequisites and siblings, which constrain `planForInterview`, play no part.
 */
function deadline(course: Course): Policy {
  const scheduler = createScheduler();
  const { cards, answered } = fsrsCards(scheduler, seededRandom(`${course.seed}/fuzz`));
  const log: ReviewEvent[] = [];
  let model:
    | {
        readonly reader: Scheduler;
        readonly values: ReviewValues;
        readonly costs: ReviewCosts;
        readonly knownAtFirstSight: number;
      }
    | undefined;
  const daysBetweenFits = Math.ceil(course.days / fits);
  let session = 0;
  let shownAt = 0;
  let plan: number[] = [];
  const replay = (reader: Scheduler): ReadonlyMap<string, Card> =>
    foldEvents(log, { scheduler: reader, asOf: Infinity }).cards;
  return {
    begin: (now, daysLeft) => {
      if (model === undefined || session % daysBetweenFits === 0) {
        const reader = createScheduler({ ...defaultParameters, weights: fitReaderWeights(log) });
        const costs = estimateCosts(log);
        const knownAtFirstSight = estimateKnownAtFirstSight(log);
        const values = createReviewValues({
          scheduler: reader,
          costs,
          horizonDays: daysLeft,
          knownAtFirstSight,
        });
        model = { reader, values, costs, knownAtFirstSight };
      }
      session += 1;
      const { reader, values, costs, knownAtFirstSight } = model;
      const known = replay(reader);
      const candidates = newOrder(course.size).map((question) => {
        const card = known.get(String(question));
        const elapsed = card === undefined ? 0 : (now - card.lastReview) / dayMs;
        const recall = card === undefined ? knownAtFirstSight : reader.retrievability(card, now);
        return {
          question,
          worth: values.worthToday(card, elapsed, daysLeft),
          recall,
          minutes: expectedMinutes(costs, recall, card === undefined ? 'first meeting' : 'repetition'),
        };
      });
      const { chosen, rest } = fillMinutes(candidates, course.minutesPerDay);
      plan = [...chosen, ...rest].map(({ question }) => question);
    },
    next: (now) => {
      shownAt = now;
      for (const [question, card] of cards) {
        if (card.state !== 'review' && card.due <= now && now - card.lastReview < dayMs / 2) return question;
      }
      return plan[0] ?? 0;
    },
    expected: (at) => {
      const reader = createScheduler({ ...defaultParameters, weights: fitReaderWeights(log) });
      let sum = 0;
      for (const card of replay(reader).values()) sum += reader.retrievability(card, at);
      return sum / course.size;
    },
    answered: (question, rating, now) => {
      if (plan[0] === question) plan.shift();
      log.push({
        type: 'review',
        id: `review-${String(log.length)}`,
        questionId: String(question),
        conceptId: 'simulated',
        at: now,
        rating,
        durationMs: now - shownAt,
        device: 'bench',
      });
      answered(question, rating, now);
    },
  };
}

export function createPolicy(name: PolicyName, course: Course): Policy {
  switch (name) {
    case 'deadline':
      return deadline(course);
    case 'fsrs':
      return plainFsrs(course, 'due first');
    case 'fsrsNewFirst':
      return plainFsrs(course, 'new first');
    case 'sm2':
      return superMemo2(course);
    case 'random':
      return anything(course);
  }
}

/** The plan for a fixed day: which questions, today, raise mean recall on that day most per minute. */
import { arrange, type QueueItem } from './arrange';
import type { ReviewEvent } from './events';
import { foldEvents, type StudyState } from './fold';
import { areaMastery, totalMastery, type AreaMastery } from './mastery';
import { pickNewQuestions } from './newQuestions';
import { dueCards, toItems, type StudyContext } from './queue';
import { estimateCosts, estimateKnownAtFirstSight, expectedMinutes, type ReviewCosts } from './reviewCosts';
import { createReviewValues, type ReviewValues } from './reviewValues';
import { fitReaderWeights } from './readerWeights';
import { createScheduler, defaultParameters, type Card, type Scheduler } from './scheduler';
import { dayMs } from './studyDay';

/**
 * What has been learned about this reader. Takes a tenth to half a second, so once a session is often enough;
 * the values are built for the days left at that time and stay good while they shrink.
 */
export interface ReaderModel {
  /** FSRS with this reader's weights. For predictions; due dates keep following the weights of the average reader. */
  readonly scheduler: Scheduler;
  readonly costs: ReviewCosts;
  readonly values: ReviewValues;
  /** The share of new questions that this reader answers rightly at first sight, 0 to 1. */
  readonly knownAtFirstSight: number;
}

/** Beyond half a year the plan would be the same every day. */
const furthestDays = 180;

export function createReaderModel(
  reviews: readonly ReviewEvent[],
  now: number,
  interviewAt: number,
): ReaderModel {
  const scheduler = createScheduler({ ...defaultParameters, weights: fitReaderWeights(reviews) });
  const costs = estimateCosts(reviews);
  const knownAtFirstSight = estimateKnownAtFirstSight(reviews);
  return {
    scheduler,
    costs,
    knownAtFirstSight,
    values: createReviewValues({
      scheduler,
      costs,
      horizonDays: Math.min(furthestDays, Math.ceil(Math.max(1, daysUntil(now, interviewAt)))),
      knownAtFirstSight,
    }),
  };
}

export interface InterviewPlan {
  readonly items: readonly QueueItem[];
  /** Days until the interview; 0 when it is over. */
  readonly daysLeft: number;
  /** Minutes that the items will take. */
  readonly minutes: number;
}

export function planForInterview(
  context: StudyContext,
  model: ReaderModel,
  options: {
    /** Milliseconds since 1970. */
    readonly interviewAt: number;
    /** Minutes to spend, as from now. */
    readonly minutes: number;
  },
): InterviewPlan {
  const daysLeft = Math.max(0, daysUntil(context.now, options.interviewAt));
  const { state, catalogue, now } = context;
  const cards = cardsFor(model.scheduler, state, now);
  const steps = toItems(
    dueCards(context).steps.filter((card) => card.due <= now),
    'learning',
  );
  const pending = new Set(
    [...state.cards.values()].filter((card) => card.state !== 'review').map((card) => card.questionId),
  );
  const freshWorth = model.values.worthToday(undefined, 0, daysLeft);
  const known = [...state.cards.values()]
    .filter((card) => catalogue.entries.has(card.questionId) && !pending.has(card.questionId))
    .map((card) => {
      const own = cards.get(card.questionId) ?? card;
      const elapsed = Math.max(0, now - own.lastReview) / dayMs;
      const recall = model.scheduler.retrievability(own, now);
      return {
        item: { questionId: card.questionId, conceptId: card.conceptId, reason: 'interview' as const },
        worth: model.values.worthToday(own, elapsed, daysLeft),
        recall,
        minutes: expectedMinutes(model.costs, recall, 'repetition'),
      };
    });
  // All new questions are worth the same to the model, so the order in which they are best met decides among them.
  const first = model.knownAtFirstSight;
  const fresh = pickNewQuestions({
    catalogue,
    cards: state.cards,
    count: Math.ceil(options.minutes / model.costs.fresh),
  }).map((item) => ({
    item,
    worth: freshWorth,
    recall: first,
    minutes: expectedMinutes(model.costs, first, 'first meeting'),
  }));
  const stepMinutes = steps.length * model.costs.recalled;
  const { chosen } = fillMinutes([...known, ...fresh], options.minutes - stepMinutes);
  const minutes = chosen.reduce((sum, candidate) => sum + candidate.minutes, stepMinutes);
  const items = arrange(
    chosen.map(({ item }) => item),
    catalogue,
  );
  return { items: [...arrange(steps, catalogue), ...items], daysLeft, minutes };
}

interface Candidate {
  /** Recall on the day per minute that it is worth to be asked today. */
  readonly worth: number;
  /** The probability, 0 to 1, that it is answered rightly. */
  readonly recall: number;
  readonly minutes: number;
}

/**
 * What is worth most until the minutes are full, and what is left over, by its worth. What is chosen stands in the
 * order of the risk to be wrong: a wrong answer comes back after ten minutes, and only what is asked early can come
 * back while there still are ten minutes.
 */
export function fillMinutes<T extends Candidate>(
  candidates: readonly T[],
  minutes: number,
): { readonly chosen: readonly T[]; readonly rest: readonly T[] } {
  const ranked = [...candidates].sort((left, right) => right.worth - left.worth);
  let filled = 0;
  let count = 0;
  for (const candidate of ranked) {
    if (filled >= minutes) break;
    filled += candidate.minutes;
    count += 1;
  }
  return {
    chosen: ranked.slice(0, count).sort((left, right) => left.recall - right.recall),
    rest: ranked.slice(count),
  };
}

export interface Readiness {
  /** Expected mean recall on the day without further study, 0 to 1. */
  readonly total: number;
  readonly areas: readonly AreaMastery[];
}

export function interviewReadiness(
  context: Pick<StudyContext, 'catalogue' | 'state' | 'now'>,
  model: Pick<ReaderModel, 'scheduler'>,
  interviewAt: number,
): Readiness {
  const input = {
    cards: cardsFor(model.scheduler, context.state, context.now),
    scheduler: model.scheduler,
    at: Math.max(context.now, interviewAt),
  };
  return {
    total: totalMastery(context.catalogue, input).recall,
    areas: areaMastery(context.catalogue, input),
  };
}

/** The same cards as this reader's own FSRS sees them. Reviews before a reset no longer count. */
function cardsFor(scheduler: Scheduler, state: StudyState, asOf: number): ReadonlyMap<string, Card> {
  const current = state.reviews.filter((review) => {
    const card = state.cards.get(review.questionId);
    return card !== undefined && review.at >= card.firstReview;
  });
  return foldEvents(current, { scheduler, asOf }).cards;
}

function daysUntil(now: number, then: number): number {
  return (then - now) / dayMs;
}

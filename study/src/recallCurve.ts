/** Recall over time: as predicted from today on, and as it was measured. */
import type { ReviewEvent } from './events';
import { elapsedDays, Rating, type Card, type Scheduler } from './scheduler';
import { dayMs } from './studyDay';

export interface RecallPoint {
  /** Days from now. */
  readonly day: number;
  /** Mean probability of recall over the cards, 0 to 1. */
  readonly recall: number;
}

/** What would be left on each of the next days without any study. Empty without cards. */
export function predictRecall(
  cards: Iterable<Card>,
  scheduler: Scheduler,
  now: number,
  days: number,
): readonly RecallPoint[] {
  const all = [...cards];
  if (all.length === 0) return [];
  return Array.from({ length: days + 1 }, (_, day) => ({
    day,
    recall:
      all.reduce((sum, card) => sum + scheduler.retrievability(card, now + day * dayMs), 0) / all.length,
  }));
}

export interface MeasuredRecall {
  /** Days since the answer before, both ends included. */
  readonly fromDays: number;
  readonly toDays: number;
  readonly answers: number;
  /** Share of the answers that were known, 0 to 1. */
  readonly recall: number;
}

const bounds = [1, 2, 4, 8, 16, 31, 61, 121] as const;

/** How often answers were known, by the days that had passed since the question was last answered. */
export function measureRecall(reviews: readonly ReviewEvent[]): readonly MeasuredRecall[] {
  const last = new Map<string, number>();
  const buckets = bounds.map((fromDays, index) => ({
    fromDays,
    toDays: (bounds[index + 1] ?? Infinity) - 1,
    answers: 0,
    recalled: 0,
  }));
  for (const review of reviews) {
    const before = last.get(review.questionId);
    last.set(review.questionId, review.at);
    if (before === undefined) continue;
    const elapsed = elapsedDays(before, review.at);
    const bucket = buckets.find(({ fromDays, toDays }) => elapsed >= fromDays && elapsed <= toDays);
    if (bucket === undefined) continue;
    bucket.answers += 1;
    if (review.rating !== Rating.Again) bucket.recalled += 1;
  }
  return buckets
    .filter((bucket) => bucket.answers > 0)
    .map(({ fromDays, toDays, answers, recalled }) => ({
      fromDays,
      toDays,
      answers,
      recall: recalled / answers,
    }));
}

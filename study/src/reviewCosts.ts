/** What answers cost this reader, in minutes, and how much is known beforehand: learned from the log. */
import type { ReviewEvent } from './events';
import { Rating } from './scheduler';
import { minuteMs } from './studyDay';

export interface ReviewCosts {
  /** Minutes for an answer that was known. */
  readonly recalled: number;
  /** Minutes for an answer that was not known, with reading the explanation. */
  readonly forgotten: number;
  /** Minutes for a question that is met for the first time. */
  readonly fresh: number;
}

/** Before there is a history: half a minute where it is known, longer where there is something to read. */
export const defaultCosts: ReviewCosts = { recalled: 0.4, forgotten: 0.8, fresh: 1 };

/** The defaults count like this many answers, so that one coffee break does not move the plan. */
const priorAnswers = 10;
/** Longer than this, in minutes, the reader was away and the clock ran on. */
const longestAnswer = 5;

export function estimateCosts(reviews: readonly ReviewEvent[]): ReviewCosts {
  const sums = {
    recalled: { minutes: defaultCosts.recalled * priorAnswers, answers: priorAnswers },
    forgotten: { minutes: defaultCosts.forgotten * priorAnswers, answers: priorAnswers },
    fresh: { minutes: defaultCosts.fresh * priorAnswers, answers: priorAnswers },
  };
  const seen = new Set<string>();
  for (const review of reviews) {
    const kind = !seen.has(review.questionId)
      ? 'fresh'
      : review.rating === Rating.Again
        ? 'forgotten'
        : 'recalled';
    seen.add(review.questionId);
    sums[kind].minutes += Math.min(longestAnswer, review.durationMs / minuteMs);
    sums[kind].answers += 1;
  }
  return {
    recalled: sums.recalled.minutes / sums.recalled.answers,
    forgotten: sums.forgotten.minutes / sums.forgotten.answers,
    fresh: sums.fresh.minutes / sums.fresh.answers,
  };
}

/**
 * Minutes that a question will take, with its second look in the same session when it is not known.
 * @param recall The probability, 0 to 1, that it is.
 */
export function expectedMinutes(
  costs: ReviewCosts,
  recall: number,
  kind: 'first meeting' | 'repetition',
): number {
  const answer =
    kind === 'first meeting' ? costs.fresh : recall * costs.recalled + (1 - recall) * costs.forgotten;
  return answer + (1 - recall) * costs.recalled;
}

/** Before anything is known, one in five questions is answered at first sight; this counts like ten of them. */
const priorFirstSight = { known: 2, met: 10 };

/** The share of questions, 0 to 1, that the reader answers rightly at first sight. */
export function estimateKnownAtFirstSight(reviews: readonly ReviewEvent[]): number {
  let { known, met } = priorFirstSight;
  const seen = new Set<string>();
  for (const review of reviews) {
    if (seen.has(review.questionId)) continue;
    seen.add(review.questionId);
    met += 1;
    if (review.rating !== Rating.Again) known += 1;
  }
  return known / met;
}

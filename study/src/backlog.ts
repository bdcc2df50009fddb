/** Care for those who come back: a debt is never shown whole, and never has to be paid in one day. */
import type { ReviewEvent } from './events';
import { dayOf, type StudyCalendar } from './studyDay';

export interface DailyLimits {
  readonly newPerDay: number;
  /** The most reviews that one day may ask for. */
  readonly reviewsPerDay: number;
}

export interface Backlog {
  /** Reviews that today may still ask for. */
  readonly reviewsLeft: number;
  /** New questions that today may still bring; none while there is a backlog. */
  readonly newLeft: number;
  /** Cards that are due but wait for another day. */
  readonly waiting: number;
  /** Days until nothing waits any more at the daily limit, 0 without a backlog. */
  readonly daysToClear: number;
  /** True on the first days after a break, when the limit is lower. */
  readonly isReturning: boolean;
}

/** A week without studying is a break. */
const breakDays = 7;
/** Share of the limit on the first and second day back. */
const gentleStart: readonly number[] = [0.5, 0.75];

export function planBacklog(input: {
  readonly dueCount: number;
  readonly reviews: readonly ReviewEvent[];
  readonly now: number;
  readonly calendar: StudyCalendar;
  readonly limits: DailyLimits;
}): Backlog {
  const { dueCount, calendar, limits } = input;
  const today = dayOf(calendar, input.now);
  const seen = new Set<string>();
  const days = new Set<number>();
  let newToday = 0;
  let reviewsToday = 0;
  for (const review of input.reviews) {
    const day = dayOf(calendar, review.at, review.utcOffset);
    days.add(day);
    if (day === today) {
      if (seen.has(review.questionId)) reviewsToday += 1;
      else newToday += 1;
    }
    seen.add(review.questionId);
  }
  const share = gentleStart[daysSinceReturn(days, today)];
  const limit = share === undefined ? limits.reviewsPerDay : Math.ceil(limits.reviewsPerDay * share);
  const reviewsLeft = Math.max(0, Math.min(dueCount, limit - reviewsToday));
  const waiting = dueCount - reviewsLeft;
  return {
    reviewsLeft,
    // New questions on top of a debt only make it grow.
    newLeft: waiting > 0 ? 0 : Math.max(0, limits.newPerDay - newToday),
    waiting,
    daysToClear: Math.ceil(waiting / Math.max(1, limits.reviewsPerDay)),
    isReturning: share !== undefined && waiting > 0,
  };
}

/** 0 on the first day after a break, 1 on the second active one …; -1 without a break in sight. */
function daysSinceReturn(days: ReadonlySet<number>, today: number): number {
  const active = [...days].filter((day) => day < today).sort((left, right) => right - left);
  let later = today;
  for (let index = 0; index <= gentleStart.length; index += 1) {
    const day = active[index];
    // Someone who has just begun has no break behind them.
    if (day === undefined) return -1;
    if (later - day > breakDays) return index;
    later = day;
  }
  return -1;
}

/** Days in a row. */
import type { ReviewEvent } from './events';
import { dayMs, dayOf, type StudyCalendar, type StudyDay } from './studyDay';

export interface Streak {
  /** Days in a row up to today, or up to yesterday while today is still open. */
  readonly current: number;
  readonly longest: number;
  readonly hasStudiedToday: boolean;
}

interface ActiveDay {
  readonly day: StudyDay;
  readonly first: number;
  readonly last: number;
}

export function computeStreak(reviews: readonly ReviewEvent[], now: number, calendar: StudyCalendar): Streak {
  const today = dayOf(calendar, now);
  const byDay = new Map<StudyDay, ActiveDay>();
  for (const { at, utcOffset } of reviews) {
    const day = dayOf(calendar, at, utcOffset);
    const known = byDay.get(day);
    byDay.set(day, {
      day,
      first: Math.min(at, known?.first ?? at),
      last: Math.max(at, known?.last ?? at),
    });
  }
  // A day after today was written by a clock that ran ahead; it neither adds to a streak nor breaks one.
  const days = [...byDay.values()]
    .filter(({ day }) => day <= today)
    .sort((left, right) => left.day - right.day);
  let run = 0;
  let longest = 0;
  let previous: ActiveDay | undefined;
  for (const active of days) {
    run = previous !== undefined && follows(previous, active) ? run + 1 : 1;
    longest = Math.max(longest, run);
    previous = active;
  }
  const isAlive =
    previous !== undefined &&
    (today - previous.day <= 1 || (today - previous.day === 2 && now - previous.last < dayMs));
  return { current: isAlive ? run : 0, longest, hasStudiedToday: byDay.has(today) };
}

/**
 * A flight to the east over the date line skips a date. Less than a day has passed on the reader's watch,
 * so nothing was missed.
 */
function follows(previous: ActiveDay, next: ActiveDay): boolean {
  const days = next.day - previous.day;
  return days === 1 || (days === 2 && next.first - previous.last < dayMs);
}

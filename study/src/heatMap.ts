/** What was studied on each day, for a calendar of coloured cells. */
import type { ReviewEvent } from './events';
import { Rating } from './scheduler';
import { dayOf, formatDay, minuteMs, type StudyCalendar, type StudyDay } from './studyDay';

export interface HeatMapDay {
  readonly day: StudyDay;
  /** `2026-11-22`. */
  readonly label: string;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly reviews: number;
  /** Reviews that were not rated Again. */
  readonly recalled: number;
  readonly minutes: number;
  /** 0 for nothing, then 1 to 4 by quarters of the busiest day. */
  readonly level: 0 | 1 | 2 | 3 | 4;
}

/** Every day from a Monday `weeks` weeks back up to today, without gaps. */
export function buildHeatMap(
  reviews: readonly ReviewEvent[],
  options: { readonly now: number; readonly calendar: StudyCalendar; readonly weeks: number },
): readonly HeatMapDay[] {
  const { calendar, weeks } = options;
  const today = dayOf(calendar, options.now);
  const first = today - weekdayOf(today) - 7 * (weeks - 1);
  const totals = new Map<StudyDay, { reviews: number; recalled: number; minutes: number }>();
  for (const review of reviews) {
    const day = dayOf(calendar, review.at, review.utcOffset);
    if (day < first || day > today) continue;
    const total = totals.get(day) ?? { reviews: 0, recalled: 0, minutes: 0 };
    total.reviews += 1;
    if (review.rating !== Rating.Again) total.recalled += 1;
    total.minutes += review.durationMs / minuteMs;
    totals.set(day, total);
  }
  const busiest = Math.max(0, ...[...totals.values()].map((total) => total.reviews));
  return Array.from({ length: today - first + 1 }, (_, index) => {
    const day = first + index;
    const total = totals.get(day) ?? { reviews: 0, recalled: 0, minutes: 0 };
    const level = busiest === 0 ? 0 : (Math.ceil((4 * total.reviews) / busiest) as HeatMapDay['level']);
    return { day, label: formatDay(day), weekday: weekdayOf(day), ...total, level };
  });
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: StudyDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

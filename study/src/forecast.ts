/** How many cards fall due on each of the coming days. */
import type { DailyLimits } from './backlog';
import type { StudyContext } from './queue';
import { dayOf, formatDay, type StudyDay } from './studyDay';

export interface ForecastDay {
  readonly day: StudyDay;
  /** `2026-11-22`. */
  readonly label: string;
  /** Cards that fall due on this day; for today, with everything that is overdue. */
  readonly due: number;
  /** Cards that this day will ask for when no day exceeds the limit and the rest moves on. */
  readonly planned: number;
}

export function forecastDue(
  context: Pick<StudyContext, 'catalogue' | 'state' | 'calendar' | 'now'>,
  limits: Pick<DailyLimits, 'reviewsPerDay'>,
  days: number,
): readonly ForecastDay[] {
  const today = dayOf(context.calendar, context.now);
  const counts = new Array<number>(days).fill(0);
  for (const card of context.state.cards.values()) {
    if (!context.catalogue.entries.has(card.questionId)) continue;
    const index = Math.max(0, dayOf(context.calendar, card.due) - today);
    if (index < days) counts[index] = (counts[index] ?? 0) + 1;
  }
  let carried = 0;
  return counts.map((due, index) => {
    const planned = Math.min(limits.reviewsPerDay, due + carried);
    carried += due - planned;
    return { day: today + index, label: formatDay(today + index), due, planned };
  });
}

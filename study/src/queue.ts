/** Today's questions: what is being learned, what is due, and a few new ones, in an order that teaches. */
import { arrange, spread, type QueueItem } from './arrange';
import { planBacklog, type Backlog, type DailyLimits } from './backlog';
import type { Catalogue } from './catalogue';
import type { StudyState } from './fold';
import { pickNewQuestions } from './newQuestions';
import type { Card, Scheduler } from './scheduler';
import { endOfDay, type StudyCalendar } from './studyDay';

export interface StudyContext {
  readonly catalogue: Catalogue;
  readonly state: StudyState;
  readonly scheduler: Scheduler;
  readonly calendar: StudyCalendar;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface StudyQueue {
  readonly items: readonly QueueItem[];
  readonly backlog: Backlog;
  /** When the next card that is being learned comes back today, if one does. */
  readonly nextStepAt: number | undefined;
}

const defaultLimits: DailyLimits = { newPerDay: 10, reviewsPerDay: 60 };

export function buildQueue(context: StudyContext, limits: DailyLimits = defaultLimits): StudyQueue {
  const { catalogue, state, now, scheduler } = context;
  const { steps, due } = dueCards(context);
  const backlog = planBacklog({
    dueCount: due.length,
    reviews: state.reviews,
    now,
    calendar: context.calendar,
    limits,
  });
  // What is still remembered is cheap to save; what is long forgotten loses little by waiting a few days more.
  const chosen = due
    .map((card) => ({ card, recall: scheduler.retrievability(card, now) }))
    .sort((left, right) => right.recall - left.recall)
    .slice(0, backlog.reviewsLeft)
    .map(({ card }) => card);
  const fresh = pickNewQuestions({ catalogue, cards: state.cards, count: backlog.newLeft });
  const ready = steps.filter((card) => card.due <= now);
  const pending = steps.filter((card) => card.due > now && catalogue.entries.has(card.questionId));
  return {
    items: [
      ...arrange(toItems(ready, 'learning'), catalogue),
      ...arrange(spread(fresh, toItems(chosen, 'due')), catalogue),
    ],
    backlog,
    nextStepAt: pending.length === 0 ? undefined : Math.min(...pending.map((card) => card.due)),
  };
}

/**
 * Cards that ask for attention on the study day of `now`, the earliest first. `steps` are being learned and are due
 * by the minute; `due` counts by the day, because nobody returns at 21:07 for a card that was answered at 21:07.
 */
export function dueCards(context: Pick<StudyContext, 'catalogue' | 'state' | 'calendar' | 'now'>): {
  readonly steps: readonly Card[];
  readonly due: readonly Card[];
} {
  const end = endOfDay(context.calendar, context.now);
  const today = [...context.state.cards.values()]
    .filter((card) => card.due < end && context.catalogue.entries.has(card.questionId))
    .sort((left, right) => left.due - right.due);
  return {
    steps: today.filter((card) => card.state !== 'review'),
    due: today.filter((card) => card.state === 'review'),
  };
}

export function toItems(cards: readonly Card[], reason: QueueItem['reason']): QueueItem[] {
  return cards.map((card) => ({ questionId: card.questionId, conceptId: card.conceptId, reason }));
}

/**
 * Progress is a fold over the union of all events. The order in which logs are read or merged cannot matter,
 * reading an event twice cannot matter, and an undo gives back exactly the state without the undone event.
 */
import { compareEvents, unionOfEvents, type ReviewEvent, type StudyEvent } from './events';
import { seededRandom } from './random';
import type { Card, Scheduler } from './scheduler';
import { dayMs } from './studyDay';

export interface StudyState {
  readonly cards: ReadonlyMap<string, Card>;
  /** Every review that counts, oldest first: not undone, and not before a reset of everything. */
  readonly reviews: readonly ReviewEvent[];
  /** The time of the newest event that counts, 0 without any. */
  readonly latestAt: number;
  /** Events dated more than a day after `asOf`: made while a clock was wrong. They wait until their time comes. */
  readonly heldBack: number;
}

export interface FoldOptions {
  readonly scheduler: Scheduler;
  /** The present, in milliseconds since 1970. */
  readonly asOf: number;
}

export const emptyState: StudyState = { cards: new Map(), reviews: [], latestAt: 0, heldBack: 0 };

/** Clocks of two machines differ; by more than a day they differ only when one of them is wrong. */
const clockToleranceMs = dayMs;

export function foldEvents(events: Iterable<StudyEvent>, options: FoldOptions): StudyState {
  const union = unionOfEvents(events);
  const undone = findUndone(union);
  const counting = [...union.values()].filter((event) => event.type !== 'undo' && !undone.has(event.id));
  const present = counting.filter((event) => event.at <= options.asOf + clockToleranceMs);
  present.sort(compareEvents);

  const cards = new Map<string, Card>();
  let reviews: ReviewEvent[] = [];
  for (const event of present) {
    switch (event.type) {
      case 'review':
        cards.set(event.questionId, answerCard(cards.get(event.questionId), event, options.scheduler));
        reviews.push(event);
        break;
      case 'reset-card':
        cards.delete(event.questionId);
        break;
      case 'reset-concept':
        for (const card of cards.values()) {
          if (card.conceptId === event.conceptId) cards.delete(card.questionId);
        }
        break;
      case 'reset-all':
        cards.clear();
        reviews = [];
        break;
      case 'undo':
        break;
    }
  }
  return {
    cards,
    reviews,
    latestAt: present.at(-1)?.at ?? 0,
    heldBack: counting.length - present.length,
  };
}

/**
 * The state after one more review, without folding everything again.
 * Equal to a full fold when the review is newer than all events of `state` and its id has not been seen.
 */
export function addReview(state: StudyState, review: ReviewEvent, scheduler: Scheduler): StudyState {
  const cards = new Map(state.cards);
  cards.set(review.questionId, answerCard(cards.get(review.questionId), review, scheduler));
  return { ...state, cards, reviews: [...state.reviews, review], latestAt: review.at };
}

/**
 * A time for the next event: now, or just after the newest known event when the clock has been set back.
 * Otherwise a reset could sort before the reviews that it is meant to clear.
 */
export function nextStamp(state: StudyState, now: number): number {
  return Math.max(now, state.latestAt + 1);
}

function answerCard(card: Card | undefined, review: ReviewEvent, scheduler: Scheduler): Card {
  return scheduler.schedule(card, {
    questionId: review.questionId,
    conceptId: review.conceptId,
    rating: review.rating,
    at: review.at,
    // Seeded by the id, so that every machine scatters the same review to the same day.
    random: seededRandom(review.id)(),
  });
}

/**
 * The ids of all events that are taken back. An undo that is itself undone has no effect.
 * Undos that take back each other in a circle, which only a hand-made log can contain, have no effect either.
 * Works through a queue instead of recursion: a log may hold a chain of a hundred thousand undos.
 */
function findUndone(union: ReadonlyMap<string, StudyEvent>): ReadonlySet<string> {
  const openUndos = new Map<string, number>();
  for (const event of union.values()) {
    if (event.type === 'undo') openUndos.set(event.undoes, (openUndos.get(event.undoes) ?? 0) + 1);
  }
  const undone = new Set<string>();
  const settled: { readonly event: StudyEvent; readonly counts: boolean }[] = [];
  const settledIds = new Set<string>();
  const settle = (id: string, counts: boolean): void => {
    const event = union.get(id);
    if (event === undefined || settledIds.has(id)) return;
    settledIds.add(id);
    settled.push({ event, counts });
    if (!counts) undone.add(id);
  };
  for (const id of union.keys()) {
    if (!openUndos.has(id)) settle(id, true);
  }
  // The list grows while it is walked: settling an undo settles what it points at.
  for (const { event, counts } of settled) {
    if (event.type !== 'undo') continue;
    if (counts) {
      settle(event.undoes, false);
    } else {
      const open = (openUndos.get(event.undoes) ?? 1) - 1;
      openUndos.set(event.undoes, open);
      if (open === 0) settle(event.undoes, true);
    }
  }
  return undone;
}

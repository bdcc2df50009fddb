/** Concepts that do not stick, with the evidence, so that the view can say why it offers them. */
import type { StudyContext } from './queue';
import { Rating, type Card } from './scheduler';
import { dayMs } from './studyDay';

export interface WeakSpot {
  readonly conceptId: string;
  /** Answers of the last ten, to questions of this concept, that were not known. */
  readonly missed: number;
  readonly answered: number;
  readonly lapses: number;
  /** Mean probability of recall tomorrow over the questions that were asked, 0 to 1. */
  readonly recall: number;
  /** Orders weak spots; larger is weaker. */
  readonly weakness: number;
}

const recentAnswers = 10;
/** One unlucky answer is no pattern. */
const fewestAnswers = 2;
/** Below this share of weakness a concept is doing well enough not to be called weak. */
const threshold = 0.25;

export function findWeakSpots(
  context: Pick<StudyContext, 'catalogue' | 'state' | 'scheduler' | 'now'>,
): readonly WeakSpot[] {
  const { state, scheduler, now } = context;
  const ratings = new Map<string, number[]>();
  for (const review of state.reviews) {
    // Answers to questions whose card was reset belong to a past that the reader has put away.
    if (!state.cards.has(review.questionId)) continue;
    const known = ratings.get(review.conceptId);
    if (known === undefined) ratings.set(review.conceptId, [review.rating]);
    else known.push(review.rating);
  }
  const cards = new Map<string, Card[]>();
  for (const card of state.cards.values()) {
    const siblings = cards.get(card.conceptId);
    if (siblings === undefined) cards.set(card.conceptId, [card]);
    else siblings.push(card);
  }
  const spots: WeakSpot[] = [];
  for (const [conceptId, siblings] of cards) {
    const recent = (ratings.get(conceptId) ?? []).slice(-recentAnswers);
    if (!context.catalogue.concepts.has(conceptId) || recent.length < fewestAnswers) continue;
    const missed = recent.filter((rating) => rating === Rating.Again).length;
    // Tomorrow, because today even a wrong answer is remembered: its explanation was just read.
    const recall =
      siblings.reduce((sum, card) => sum + scheduler.retrievability(card, now + dayMs), 0) / siblings.length;
    const lapses = siblings.reduce((sum, card) => sum + card.lapses, 0);
    // Half what was missed lately, half what is being forgotten; lapses break ties between the equally weak.
    const weakness = 0.5 * (missed / recent.length) + 0.5 * (1 - recall) + 0.01 * Math.min(10, lapses);
    if (weakness >= threshold) {
      spots.push({ conceptId, missed, answered: recent.length, lapses, recall, weakness });
    }
  }
  return spots.sort((left, right) => right.weakness - left.weakness);
}

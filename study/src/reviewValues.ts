/**
 * What one review is worth for a fixed day, the day of the interview.
 *
 * Taking the review with the largest gain per minute each day is short-sighted: the gain of a review today has to
 * be compared with the gain of the same review tomorrow. So time is given a price (recall per minute). For a given
 * price, the best times to review one single card until the interview follow from dynamic programming over
 * FSRS memory states. The worth of reviewing a card today is the highest price at which today is still no worse
 * than the best later day or no review at all. (This is Whittle's index; P. Whittle, "Restless bandits: activity
 * allocation in a changing world", Journal of Applied Probability 25A, 1988.) Cards with the highest worth go first.
 */
import { expectedMinutes, type ReviewCosts } from './reviewCosts';
import { elapsedDays, Rating, type Memory, type Scheduler } from './scheduler';
import { dayMs } from './studyDay';

export interface ReviewValues {
  /**
   * Recall on the day per minute that a review today is worth.
   * @param memory `undefined` for a question that has not been answered yet.
   * @param elapsed Days since its last review; ignored for a new question.
   * @param daysLeft Days until the interview.
   */
  readonly worthToday: (memory: Memory | undefined, elapsed: number, daysLeft: number) => number;
}

export interface ReviewValueOptions {
  readonly scheduler: Scheduler;
  readonly costs: ReviewCosts;
  /** The furthest interview to plan for, in days; later ones are planned as if they were that far away. */
  readonly horizonDays: number;
  /** The share of new questions that this reader answers rightly at first sight, 0 to 1. */
  readonly knownAtFirstSight: number;
}

/** Days between two reviews that are considered; dense where a day matters. */
const allGaps = [1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 47, 60, 80, 110, 150];
const stabilityPoints = 26;
const smallestStability = 0.05;
const largestStability = 800;
const difficultyPoints = 5;
const states = stabilityPoints * difficultyPoints;
const logStep = Math.log(largestStability / smallestStability) / (stabilityPoints - 1);
const difficultyStep = 9 / (difficultyPoints - 1);
/** Prices per minute from "time is nearly free" to "only the very best review is worth it". */
const prices = Array.from({ length: 16 }, (_, index) => (index === 0 ? 0 : 0.004 * 1.6 ** (index - 1)));

/** A place between grid points: the lower corner and how far beyond it, from 0 to 1, in both directions. */
interface Place {
  readonly corner: number;
  readonly alongStability: number;
  readonly alongDifficulty: number;
}

function placeOf(memory: Memory): Place {
  const row = clamp(Math.log(memory.stability / smallestStability) / logStep, 0, stabilityPoints - 1);
  const column = clamp((memory.difficulty - 1) / difficultyStep, 0, difficultyPoints - 1);
  const lowRow = Math.min(stabilityPoints - 2, Math.floor(row));
  const lowColumn = Math.min(difficultyPoints - 2, Math.floor(column));
  return {
    corner: lowRow * difficultyPoints + lowColumn,
    alongStability: row - lowRow,
    alongDifficulty: column - lowColumn,
  };
}

function valueAt(table: Float64Array, start: number, place: Place): number {
  const corner = start + place.corner;
  const low = mix(table[corner] ?? 0, table[corner + 1] ?? 0, place.alongDifficulty);
  const high = mix(
    table[corner + difficultyPoints] ?? 0,
    table[corner + difficultyPoints + 1] ?? 0,
    place.alongDifficulty,
  );
  return mix(low, high, place.alongStability);
}

/** The two ways in which a review can end. */
interface Outcome {
  readonly gap: number;
  /** Probability that the answer is known. */
  readonly known: number;
  /** Expected minutes. */
  readonly minutes: number;
  readonly afterKnown: Place;
  readonly afterForgotten: Place;
}

export function createReviewValues(options: ReviewValueOptions): ReviewValues {
  const { scheduler, costs } = options;
  const horizon = Math.max(1, Math.round(options.horizonDays));
  const gaps = allGaps.filter((gap) => gap < horizon);

  const outcomeOf = (memory: Memory | undefined, elapsed: number, gap: number): Outcome => {
    const whole = elapsedDays(0, elapsed * dayMs);
    const known =
      memory === undefined ? options.knownAtFirstSight : scheduler.recallAfter(elapsed, memory.stability);
    const forgotten = scheduler.remember(memory, whole, Rating.Again);
    return {
      gap,
      known,
      minutes: expectedMinutes(costs, known, memory === undefined ? 'first meeting' : 'repetition'),
      afterKnown: placeOf(scheduler.remember(memory, whole, Rating.Good)),
      afterForgotten: placeOf(scheduler.remember(forgotten, 0, Rating.Good)),
    };
  };
  const valueOf = (table: Float64Array, outcome: Outcome, daysAfter: number, price: number): number =>
    outcome.known * valueAt(table, daysAfter * states, outcome.afterKnown) +
    (1 - outcome.known) * valueAt(table, daysAfter * states, outcome.afterForgotten) -
    price * outcome.minutes;

  const grid: readonly Memory[] = Array.from({ length: states }, (_, state) => ({
    stability: smallestStability * Math.exp(Math.floor(state / difficultyPoints) * logStep),
    difficulty: 1 + (state % difficultyPoints) * difficultyStep,
  }));
  // What a review does to memory depends neither on the price nor on the days left, so it is worked out once.
  const outcomes = grid.map((memory) => gaps.map((gap) => outcomeOf(memory, gap, gap)));
  const tables = prices.map((price) => {
    /** Best expected recall on the day, less the price of time, right after a review: by days left, then state. */
    const table = new Float64Array((horizon + 1) * states);
    for (let daysLeft = 0; daysLeft <= horizon; daysLeft += 1) {
      grid.forEach((memory, state) => {
        let best = scheduler.recallAfter(daysLeft, memory.stability);
        for (const outcome of outcomes[state] ?? []) {
          if (outcome.gap >= daysLeft) break;
          best = Math.max(best, valueOf(table, outcome, daysLeft - outcome.gap, price));
        }
        table[daysLeft * states + state] = best;
      });
    }
    return table;
  });

  return {
    worthToday: (memory, elapsed, daysLeft) => {
      const days = clamp(Math.round(daysLeft), 1, horizon);
      const today = outcomeOf(memory, elapsed, 0);
      const later = gaps
        .filter((gap) => gap < days)
        .map((gap) => outcomeOf(memory, memory === undefined ? 0 : elapsed + gap, gap));
      const untouched = memory === undefined ? 0 : scheduler.recallAfter(elapsed + days, memory.stability);
      /** How much better today is than the best alternative when a minute costs `prices[index]`. */
      const advantage = (index: number): number => {
        const table = tables[index] as Float64Array;
        const price = prices[index] ?? 0;
        let alternative = untouched;
        for (const outcome of later) {
          alternative = Math.max(alternative, valueOf(table, outcome, days - outcome.gap, price));
        }
        return valueOf(table, today, days, price) - alternative;
      };
      let low = 0;
      let high = prices.length - 1;
      const atZero = advantage(0);
      // Not even worth it for free: the order among these still matters when there are minutes to spare.
      if (atZero < 0) return atZero / today.minutes;
      if (advantage(high) >= 0) return prices[high] ?? 0;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (advantage(middle) >= 0) low = middle;
        else high = middle;
      }
      const above = advantage(low);
      const below = advantage(high);
      const share = above - below > 0 ? above / (above - below) : 0;
      return mix(prices[low] ?? 0, prices[high] ?? 0, share);
    },
  };
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

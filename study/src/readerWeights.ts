/**
 * FSRS weights for this reader, learned from the log.
 * Fitting all 21 weights takes thousands of reviews. Five directions in which readers differ most are already
 * visible after a few dozen: how long a first meeting lasts, how fast memories grow, how much is left after
 * a lapse, what a second look in the same sitting adds, and how abruptly memories end. Predictions for the interview
 * day depend on all five.
 */
import type { ReviewEvent } from './events';
import {
  averageWeights,
  createScheduler,
  defaultParameters,
  elapsedDays,
  Rating,
  type Memory,
} from './scheduler';
import { dayMs } from './studyDay';

interface Direction {
  /** How far readers differ in this direction (a standard deviation); evidence is weighed against it. */
  readonly deviation: number;
  readonly move: (weights: readonly number[], step: number) => readonly number[];
}

const scale =
  (...places: readonly number[]) =>
  (weights: readonly number[], step: number): readonly number[] =>
    weights.map((weight, place) => (places.includes(place) ? weight * Math.exp(step) : weight));

const directions: readonly Direction[] = [
  // Weights 0 to 3: the stability after the first answer, by rating, in days.
  { deviation: 0.8, move: scale(0, 1, 2, 3) },
  // Weight 8 is an exponent already: the growth of stability with every recall.
  {
    deviation: 0.4,
    move: (weights, step) => weights.map((weight, place) => (place === 8 ? weight + step : weight)),
  },
  // Weight 11: the stability that is left after a lapse.
  { deviation: 0.6, move: scale(11) },
  // Weight 18, times weight 17, is an exponent too: the growth by an answer in the same sitting. Its deviation makes
  // memories as different as that of the first meeting does.
  {
    deviation: 0.8 / (averageWeights[17] ?? 1),
    move: (weights, step) => weights.map((weight, place) => (place === 18 ? weight + step : weight)),
  },
  // Weight 20: the exponent of the forgetting curve.
  { deviation: 0.5, move: scale(20) },
];

/** The ranges that FSRS-6 allows for the weights that are moved here. */
const limits: ReadonlyMap<number, readonly [number, number]> = new Map([
  [0, [0.001, 100]],
  [1, [0.001, 100]],
  [2, [0.001, 100]],
  [3, [0.001, 100]],
  [8, [0, 4.5]],
  [11, [0.001, 5]],
  [18, [0, 2]],
  [20, [0.1, 0.8]],
]);

/** Older answers than the last thousands change little and cost time. */
const mostReviews = 3_000;
const rounds = 2;
/** Steps are searched up to this many deviations away. */
const reach = 3;

export function fitReaderWeights(reviews: readonly ReviewEvent[]): readonly number[] {
  const histories = new Map<string, ReviewEvent[]>();
  for (const review of reviews.slice(-mostReviews)) {
    const history = histories.get(review.questionId);
    if (history === undefined) histories.set(review.questionId, [review]);
    else history.push(review);
  }
  const steps = directions.map(() => 0);
  const score = (): number => {
    const weights = weightsAt(steps);
    const doubt = directions.reduce(
      (sum, { deviation }, index) => sum - 0.5 * ((steps[index] ?? 0) / deviation) ** 2,
      0,
    );
    return doubt + logLikelihood([...histories.values()], weights);
  };
  for (let round = 0; round < rounds; round += 1) {
    directions.forEach(({ deviation }, index) => {
      steps[index] = highest(
        (step) => {
          steps[index] = step;
          return score();
        },
        -reach * deviation,
        reach * deviation,
      );
    });
  }
  return weightsAt(steps);
}

function weightsAt(steps: readonly number[]): readonly number[] {
  const moved = directions.reduce<readonly number[]>(
    (weights, direction, index) => direction.move(weights, steps[index] ?? 0),
    averageWeights,
  );
  return moved.map((weight, place) => {
    const [low, high] = limits.get(place) ?? [weight, weight];
    return Math.min(high, Math.max(low, weight));
  });
}

function logLikelihood(histories: readonly (readonly ReviewEvent[])[], weights: readonly number[]): number {
  const scheduler = createScheduler({ ...defaultParameters, weights });
  let sum = 0;
  for (const history of histories) {
    let memory: Memory | undefined;
    let last = 0;
    for (const { at, rating } of history) {
      const elapsed = elapsedDays(last, at);
      // Whether an answer is known minutes after its explanation says nothing about lasting memory; what the
      // repetition did to memory shows on a later day.
      if (memory !== undefined && elapsed > 0) {
        const recall = scheduler.recallAfter((at - last) / dayMs, memory.stability);
        // Certainty would make a single slip of the finger infinitely improbable.
        sum += Math.log(Math.max(0.01, rating === Rating.Again ? 1 - recall : recall));
      }
      memory = scheduler.remember(memory, memory === undefined ? 0 : elapsed, rating);
      last = at;
    }
  }
  return sum;
}

/** Where a function with a single peak is highest, to a fiftieth of the interval. */
function highest(height: (at: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let left = high - golden * (high - low);
  let right = low + golden * (high - low);
  let [leftHeight, rightHeight] = [height(left), height(right)];
  while (high - low > (to - from) / 50) {
    if (leftHeight < rightHeight) {
      [low, left, leftHeight] = [left, right, rightHeight];
      right = low + golden * (high - low);
      rightHeight = height(right);
    } else {
      [high, right, rightHeight] = [right, left, leftHeight];
      left = high - golden * (high - low);
      leftHeight = height(left);
    }
  }
  return (low + high) / 2;
}

/**
 * FSRS-6 (ts-fsrs) behind one pure function: card, rating, time and a random number in; card out.
 * Nothing else in the study core imports the library, so its next major version is a change to this file.
 * ts-fsrs adds methods to `Date.prototype` when it is imported; nothing here calls them.
 */
import {
  Rating as FsrsRating,
  createEmptyCard,
  FSRS6_DEFAULT_DECAY,
  default_w,
  fsrs,
  get_fuzz_range,
  State,
  type Card as FsrsCard,
  type Grade,
  type StepUnit,
} from 'ts-fsrs';
import { dayMs, hourMs } from './studyDay';

export const Rating = { Again: 1, Hard: 2, Good: 3, Easy: 4 } as const;
export type Rating = (typeof Rating)[keyof typeof Rating];
export const ratings: readonly Rating[] = [Rating.Again, Rating.Hard, Rating.Good, Rating.Easy];

type CardState = 'learning' | 'review' | 'relearning';

/** What FSRS remembers about one question. */
export interface Memory {
  /** Days after which recall has fallen to 90 %. */
  readonly stability: number;
  /** From 1 (easy) to 10. */
  readonly difficulty: number;
}

/** A question that has been answered at least once. A question without a card is new. */
export interface Card extends Memory {
  readonly questionId: string;
  readonly conceptId: string;
  readonly state: CardState;
  /** Milliseconds since 1970. */
  readonly due: number;
  /** When it was first answered, or first answered again after a reset. Milliseconds since 1970. */
  readonly firstReview: number;
  /** Milliseconds since 1970. */
  readonly lastReview: number;
  /** Days from the last review to `due`; 0 while a learning step is pending. */
  readonly scheduledDays: number;
  readonly learningSteps: number;
  readonly reps: number;
  /** How often it was forgotten after it had been learned. */
  readonly lapses: number;
}

export interface SchedulerParameters {
  /** The recall at which a card falls due, between 0.7 and 0.97. */
  readonly requestRetention: number;
  /** Days. */
  readonly maximumInterval: number;
  /** Waits before a card that is still being learned returns, for example `10m`. */
  readonly learningSteps: readonly StepUnit[];
  readonly relearningSteps: readonly StepUnit[];
  /** Scatters intervals by a few per cent, so that cards learned together do not return together for ever. */
  readonly fuzz: boolean;
  /** The 21 FSRS-6 weights; without them, the defaults that the authors of FSRS fitted to many readers. */
  readonly weights?: readonly number[];
}

/**
 * One step instead of Anki's two: an answer is followed by its explanation here, so a first right answer
 * needs no second look ten minutes later, and a wrong one gets exactly that.
 */
export const defaultParameters: SchedulerParameters = {
  requestRetention: 0.9,
  maximumInterval: 365,
  learningSteps: ['10m'],
  relearningSteps: ['10m'],
  fuzz: true,
};

/** One answer, as far as the schedule is concerned. */
interface Answer {
  readonly questionId: string;
  readonly conceptId: string;
  readonly rating: Rating;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** From 0 (inclusive) to 1 (exclusive); decides where in the fuzz range the interval falls. */
  readonly random: number;
}

export interface Scheduler {
  readonly schedule: (card: Card | undefined, answer: Answer) => Card;
  /** The probability of recall at an instant, from 0 to 1. */
  readonly retrievability: (card: Card, at: number) => number;
  /** The forgetting curve itself. */
  readonly recallAfter: (elapsedDays: number, stability: number) => number;
  /** Memory after one more answer; `undefined` is the memory of a new question. */
  readonly remember: (memory: Memory | undefined, elapsedDays: number, rating: Rating) => Memory;
}

/** Reviews closer together than this belong to one sitting: no night lies between them. */
const sittingMs = 10 * hourMs;

/**
 * Whole days between two reviews as FSRS counts them. The library compares UTC dates, which turns two reviews
 * of one evening into "a day apart" wherever the evening straddles midnight UTC. Elapsed time needs no
 * time zone, so machines in different zones compute the same schedule; a clock that was set back counts as 0.
 */
export function elapsedDays(last: number, now: number): number {
  const elapsed = now - last;
  return elapsed < sittingMs ? 0 : Math.max(1, Math.round(elapsed / dayMs));
}

const stateOf: Readonly<Record<CardState, State>> = {
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
};
const nameOf: Readonly<Record<State, CardState>> = {
  [State.New]: 'learning',
  [State.Learning]: 'learning',
  [State.Review]: 'review',
  [State.Relearning]: 'relearning',
};

const gradeOf: Readonly<Record<Rating, Grade>> = {
  [Rating.Again]: FsrsRating.Again,
  [Rating.Hard]: FsrsRating.Hard,
  [Rating.Good]: FsrsRating.Good,
  [Rating.Easy]: FsrsRating.Easy,
};

/** The library is given this day as "last review" and a whole number of days later as "now". */
const origin = 0;

/** The 21 FSRS-6 weights of the average reader. */
export const averageWeights: readonly number[] = default_w;

/**
 * The probability of recall, from 0 to 1, by a power law that passes 90 % when `days` equals `stability`.
 * The library rounds to eight places and derives its factor again for every call; this is the same curve.
 */
function forgettingCurve(decay: number, days: number, stability: number): number {
  const factor = 0.9 ** (-1 / decay) - 1;
  return (1 + (factor * Math.max(0, days)) / stability) ** -decay;
}

export function createScheduler(parameters: SchedulerParameters = defaultParameters): Scheduler {
  const algorithm = fsrs({
    request_retention: parameters.requestRetention,
    maximum_interval: parameters.maximumInterval,
    learning_steps: parameters.learningSteps,
    relearning_steps: parameters.relearningSteps,
    enable_short_term: true,
    // The fuzz is applied below from the random number that is passed in; the library would seed its own.
    enable_fuzz: false,
    ...(parameters.weights === undefined ? {} : { w: parameters.weights }),
  });
  const decay = algorithm.parameters.w[20] ?? FSRS6_DEFAULT_DECAY;

  const recallAfter = (days: number, stability: number): number => forgettingCurve(decay, days, stability);

  const scatter = (interval: number, elapsed: number, random: number): number => {
    // Below 2.5 days there is no room to scatter; this is the library's own threshold.
    if (!parameters.fuzz || interval < 2.5) return interval;
    const range = get_fuzz_range(interval, elapsed, parameters.maximumInterval);
    return range.min_ivl + Math.floor(random * (range.max_ivl - range.min_ivl + 1));
  };

  return {
    recallAfter,
    retrievability: (card, at) => recallAfter((at - card.lastReview) / dayMs, card.stability),
    remember: (memory, elapsed, rating) => algorithm.next_state(memory ?? null, elapsed, gradeOf[rating]),
    schedule: (card, answer) => {
      const elapsed = card === undefined ? 0 : elapsedDays(card.lastReview, answer.at);
      const now = origin + elapsed * dayMs;
      const unseen = createEmptyCard(new Date(origin));
      const before: FsrsCard =
        card === undefined
          ? unseen
          : {
              ...unseen,
              stability: card.stability,
              difficulty: card.difficulty,
              scheduled_days: card.scheduledDays,
              learning_steps: card.learningSteps,
              reps: card.reps,
              lapses: card.lapses,
              state: stateOf[card.state],
              last_review: new Date(origin),
            };
      const after = algorithm.next(before, new Date(now), gradeOf[answer.rating]).card;
      const wait =
        after.scheduled_days > 0
          ? scatter(after.scheduled_days, elapsed, answer.random) * dayMs
          : after.due.getTime() - now;
      return {
        questionId: answer.questionId,
        conceptId: answer.conceptId,
        state: nameOf[after.state],
        due: answer.at + wait,
        firstReview: card?.firstReview ?? answer.at,
        lastReview: answer.at,
        scheduledDays: after.scheduled_days > 0 ? Math.round(wait / dayMs) : 0,
        learningSteps: after.learning_steps,
        stability: after.stability,
        difficulty: after.difficulty,
        reps: after.reps,
        lapses: after.lapses,
      };
    },
  };
}

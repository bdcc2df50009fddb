/**
 * A simulated learner whose memory is not FSRS: the ACT-R model of declarative memory with the spacing effect of
 * Pavlik and Anderson ("Practice and forgetting effects on vocabulary memory", Cognitive Science 29, 2005).
 * Every meeting with a question leaves a trace that fades by a power law, and a trace laid down while the
 * question was still well remembered fades faster. There is no stability, no difficulty and no forgetting curve
 * with one parameter, so a scheduler that assumes those has to cope with being wrong.
 */
import type { Rating } from '../../study/src/scheduler';
import { seededRandom, type Random } from '../../study/src/random';

const secondsPerDay = 86_400;

interface Trace {
  /** Learner's seconds; see `toLearnerTime`. */
  readonly at: number;
  readonly decay: number;
}

export interface Reply {
  readonly rating: Rating;
  readonly seconds: number;
}

export interface Learner {
  readonly size: number;
  /** Answers a question, reads the explanation, and remembers both. `now` is in seconds since the first session. */
  readonly answer: (question: number, now: number) => Reply;
  readonly recall: (question: number, now: number) => number;
}

/** A normal variate by Box and Muller. */
function normal(random: Random, mean: number, deviation: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return mean + deviation * radius * Math.cos(2 * Math.PI * random());
}

/**
 * Mean retrieval threshold (tau) of a population; each learner's own lies around it. Pavlik and Anderson's own
 * value is for arbitrary word pairs and makes learners who forget far faster than FSRS expects, so three were chosen
 * by hand. Plain FSRS, which aims at 90 % recall of what it repeats on a later day, gets 86 % from `typical`
 * learners, 93 % from `retentive` and 71 % from `forgetful` ones (40 learners each, a month, 15 minutes a day).
 * The choice matters: how far apart the policies are depends on it, so results are given for all three.
 */
export const populations = { typical: -1.4, retentive: -1.7, forgetful: -0.85 } as const;
export type Population = keyof typeof populations;

export function createLearner(seed: string, size: number, population: Population): Learner {
  const person = seededRandom(`${seed}/person`);
  const chance = seededRandom(`${seed}/chance`);
  // Values around those that Pavlik and Anderson fitted: a = 0.177, c = 0.217, s = 0.255, h = 0.025.
  const baseDecay = Math.max(0.1, normal(person, 0.177, 0.02));
  const spacing = Math.max(0.08, normal(person, 0.217, 0.04));
  const threshold = normal(person, populations[population], 0.12);
  const noise = Math.max(0.15, normal(person, 0.255, 0.04));
  const dayShare = Math.max(0.01, normal(person, 0.025, 0.005));
  const pace = Math.exp(normal(person, 0, 0.2));

  /** Interference comes mostly from the hours at the desk: the hours between sessions count only by a fraction. */
  const toLearnerTime = (now: number): number => {
    const day = Math.floor(now / secondsPerDay);
    return day * secondsPerDay * dayShare + (now - day * secondsPerDay);
  };

  const questions = Array.from({ length: size }, () => {
    const traces: Trace[] = [];
    const question = { ease: normal(person, 0, 0.2), traces };
    // Three in ten have been met before: at work, months ago, once to three times.
    if (person() < 0.3) {
      const meetings = 1 + Math.floor(person() * 3);
      for (let meeting = 0; meeting < meetings; meeting += 1) {
        traces.push({ at: toLearnerTime(-secondsPerDay * (20 + person() * 200)), decay: baseDecay });
      }
    }
    return question;
  });
  type SimulatedQuestion = (typeof questions)[number];
  const questionAt = (index: number): SimulatedQuestion => {
    const question = questions[index];
    if (question === undefined) throw new RangeError(`There is no question ${String(index)}.`);
    return question;
  };

  const activation = (question: SimulatedQuestion, now: number): number => {
    const time = toLearnerTime(now);
    let sum = 0;
    for (const trace of question.traces) sum += Math.max(1, time - trace.at) ** -trace.decay;
    return sum > 0 ? Math.log(sum) : -Infinity;
  };
  const recallOf = (question: SimulatedQuestion, now: number): number =>
    1 / (1 + Math.exp((threshold - question.ease - activation(question, now)) / noise));

  return {
    size,
    recall: (index, now) => recallOf(questionAt(index), now),
    answer: (index, now) => {
      const question = questionAt(index);
      const first = question.traces.length === 0;
      const strength = activation(question, now);
      const probability = recallOf(question, now);
      const recalled = chance() < probability;
      // Faster when stronger (ACT-R's latency equation), and reading takes its time after a wrong answer.
      const effort = Math.min(25, 4 + 5 * Math.exp(-strength - 1));
      const seconds = pace * Math.exp(normal(chance, 0, 0.25)) * (recalled ? effort + 6 : first ? 50 : 40);
      const judgement = probability + normal(chance, 0, 0.08);
      const rating: Rating = !recalled ? 1 : judgement < 0.6 ? 2 : judgement > 0.97 ? 4 : 3;
      const after = now + seconds;
      question.traces.push({
        at: toLearnerTime(after),
        decay: spacing * Math.exp(Math.min(1, activation(question, after))) + baseDecay,
      });
      return { rating, seconds };
    },
  };
}

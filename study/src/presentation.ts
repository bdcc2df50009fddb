/** How a question is laid out: options, steps and pairs in an order that is shuffled, but the same for the same seed. */
import type { Question } from '../../protocol/src/concept';
import { seededRandom, shuffle } from './random';

/** Positions on screen, each holding the index of what stands there in the question of the guide. */
export type Presentation =
  | { readonly kind: 'options'; readonly order: readonly number[] }
  | { readonly kind: 'steps'; readonly order: readonly number[] }
  /** The left sides stand as in the guide; `order` is the order of the right sides. */
  | { readonly kind: 'pairs'; readonly order: readonly number[] }
  | { readonly kind: 'gap' }
  | { readonly kind: 'rubric' };

/** @param seed Should change with every time the question is asked, for example question id and review count. */
export function presentQuestion(question: Question, seed: string): Presentation {
  const random = seededRandom(`${question.id}/${seed}`);
  const indexes = (length: number): number[] => Array.from({ length }, (_, index) => index);
  /** The right answer must not be on the table already: turning the list once always changes it. */
  const disarranged = (texts: readonly string[]): number[] => {
    const order = shuffle(indexes(texts.length), random);
    const isSolved = order.every((index, place) => texts[index] === texts[place]);
    return isSolved ? [...order.slice(1), ...order.slice(0, 1)] : order;
  };
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
    case 'decide':
    case 'predict-output':
      return { kind: 'options', order: shuffle(indexes(question.options.length), random) };
    case 'order':
      return { kind: 'steps', order: disarranged(question.steps) };
    case 'match':
      return { kind: 'pairs', order: disarranged(question.pairs.map((pair) => pair.right)) };
    case 'fill-gap':
      return { kind: 'gap' };
    case 'explain-aloud':
      return { kind: 'rubric' };
  }
}

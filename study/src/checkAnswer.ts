/** Checks an answer and says what was right about it. Never throws: an answer that makes no sense is a wrong one. */
import type { Question } from '../../protocol/src/concept';
import type { GivenAnswer } from '../../protocol/src/studyMessages';
import { tokenizeCode } from './codeTokens';

interface Outcome {
  readonly isCorrect: boolean;
  /** From 0 to 1; below 1 there is partial credit. */
  readonly score: number;
}

export type Verdict =
  | (Outcome & {
      readonly kind: 'choice';
      readonly options: readonly { readonly chosen: boolean; readonly correct: boolean }[];
    })
  /** `inPlace` marks, by index of the step in the guide, what need not be moved: a longest run in right order. */
  | (Outcome & { readonly kind: 'order'; readonly inPlace: readonly boolean[] })
  | (Outcome & { readonly kind: 'match'; readonly pairs: readonly boolean[] })
  | (Outcome & {
      readonly kind: 'fill-gap';
      readonly expected: string;
      /** The first token that differs from the nearest accepted answer, where that helps. */
      readonly difference: { readonly expected: string; readonly given: string } | undefined;
    })
  | (Outcome & { readonly kind: 'explain-aloud'; readonly covered: readonly boolean[] });

/** The meaning of code as text: equal for equal programs; undefined where it cannot be read. See `codeTree.ts`. */
export type CodeReader = (code: string, language: string) => string | undefined;

/** @param readCode Without it, filled gaps are compared token by token only. */
export function checkAnswer(question: Question, answer: GivenAnswer, readCode?: CodeReader): Verdict {
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
    case 'decide':
    case 'predict-output':
      return checkChoice(
        question.options.map((option) => option.correct),
        answer.kind === 'choice' ? answer.chosen : [],
      );
    case 'order':
      return checkOrder(question.steps, answer.kind === 'order' ? answer.order : []);
    case 'match':
      return checkMatch(
        question.pairs.map((pair) => pair.right),
        answer.kind === 'match' ? answer.rights : [],
      );
    case 'fill-gap':
      return checkGap(question, answer.kind === 'fill-gap' ? answer.text : '', readCode);
    case 'explain-aloud':
      return checkExplanation(question.rubric.length, answer.kind === 'explain-aloud' ? answer.covered : []);
  }
}

function outcome(score: number): Outcome {
  return { isCorrect: score === 1, score };
}

/** Right choices count for, wrong ones against; so choosing everything scores nothing where half is wrong. */
function checkChoice(correct: readonly boolean[], chosen: readonly number[]): Verdict {
  const options = correct.map((isCorrect, place) => ({ chosen: chosen.includes(place), correct: isCorrect }));
  const rights = options.filter((option) => option.correct).length;
  const hits = options.filter((option) => option.correct && option.chosen).length;
  const misses =
    options.filter((option) => !option.correct && option.chosen).length +
    // An index that no option has is a wrong choice as well.
    new Set(chosen.filter((place) => place >= correct.length)).size;
  const isExact = hits === rights && misses === 0;
  const score = isExact ? 1 : rights === 0 ? 0 : Math.max(0, (hits - misses) / rights);
  return { kind: 'choice', options, ...outcome(score) };
}

/**
 * Partial credit by the longest increasing subsequence: the most steps that are already in right order among each
 * other, less the one that always is. So a single step in the wrong place costs one step, wherever it stands.
 */
function checkOrder(steps: readonly string[], given: readonly number[]): Verdict {
  const isComplete = given.length === steps.length && new Set(given).size === steps.length;
  const isValid = isComplete && given.every((step) => step < steps.length);
  if (!isValid) return { kind: 'order', inPlace: steps.map(() => false), ...outcome(0) };
  const run = longestIncreasing(withoutTwinSwaps(steps, given));
  const inPlace = steps.map((_, step) => run.has(step));
  const score = steps.length < 2 ? 1 : (run.size - 1) / (steps.length - 1);
  return { kind: 'order', inPlace, ...outcome(score) };
}

/** Steps with the same text can stand for each other, so they are renumbered in the order in which they appear. */
function withoutTwinSwaps(steps: readonly string[], given: readonly number[]): readonly number[] {
  const places = new Map<string, number[]>();
  steps.forEach((text, step) => {
    places.set(text, [...(places.get(text) ?? []), step]);
  });
  return given.map((step) => places.get(steps[step] ?? '')?.shift() ?? step);
}

function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const best: (readonly number[])[] = [];
  values.forEach((value, place) => {
    let longest: readonly number[] = [];
    for (let before = 0; before < place; before += 1) {
      const run = best[before] ?? [];
      if ((run.at(-1) ?? -1) < value && run.length > longest.length) longest = run;
    }
    best.push([...longest, value]);
  });
  return new Set(best.reduce((left, right) => (right.length > left.length ? right : left), []));
}

function checkMatch(rights: readonly string[], given: readonly (number | null)[]): Verdict {
  const pairs = rights.map((right, left) => {
    const chosen = given[left];
    return chosen !== undefined && chosen !== null && rights[chosen] === right;
  });
  // Choosing the same right side for everything would always hit once; each may be used only as often as it exists.
  const used = given.filter((chosen) => chosen !== null);
  const isFair = new Set(used).size === used.length && given.length <= rights.length;
  const hits = isFair ? pairs.filter(Boolean).length : 0;
  return {
    kind: 'match',
    pairs: isFair ? pairs : pairs.map(() => false),
    ...outcome(rights.length === 0 ? 0 : hits / rights.length),
  };
}

const gap = '___';

/** Compares the whole code with the gap filled, so that a gap inside a string or a word is understood as such. */
function checkGap(
  question: Extract<Question, { kind: 'fill-gap' }>,
  given: string,
  readCode: CodeReader | undefined,
): Verdict {
  const { language, text } = question.code;
  const place = text.indexOf(gap);
  const fill = (filling: string): string =>
    place < 0 ? filling : text.slice(0, place) + filling.trim() + text.slice(place + gap.length);
  const own = tokenizeCode(fill(given), language);
  const meaning = readCode?.(fill(given), language);
  const expected = question.answers[0] ?? '';
  let difference: { expected: string; given: string } | undefined;
  let furthest = -1;
  for (const accepted of question.answers) {
    const tokens = tokenizeCode(fill(accepted), language);
    const length = Math.max(tokens.length, own.length);
    let same = 0;
    while (
      same < length &&
      tokens[same]?.kind === own[same]?.kind &&
      tokens[same]?.value === own[same]?.value
    ) {
      same += 1;
    }
    const isSame =
      same === length || (meaning !== undefined && meaning === readCode?.(fill(accepted), language));
    if (isSame && given.trim() !== '') {
      return { kind: 'fill-gap', expected, difference: undefined, ...outcome(1) };
    }
    if (same > furthest) {
      furthest = same;
      difference = { expected: tokens[same]?.value ?? '', given: own[same]?.value ?? '' };
    }
  }
  return {
    kind: 'fill-gap',
    expected,
    difference: given.trim() === '' ? undefined : difference,
    ...outcome(0),
  };
}

function checkExplanation(points: number, given: readonly number[]): Verdict {
  const covered = Array.from({ length: points }, (_, point) => given.includes(point));
  const hits = covered.filter(Boolean).length;
  return { kind: 'explain-aloud', covered, ...outcome(points === 0 ? 0 : hits / points) };
}

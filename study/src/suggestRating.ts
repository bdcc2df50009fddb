/** Proposes one of the four grades; the reader always has the last word. */
import type { Question } from '../../protocol/src/concept';
import type { Verdict } from './checkAnswer';
import { Rating } from './scheduler';

/** Seconds to read a question and answer it without hesitating, before the reader's own pace is known. */
export function expectedSeconds(question: Question): number {
  const words = (text: string): number => text.split(/\s+/u).length;
  // Silent reading of technical prose: about 180 words a minute.
  const secondsPerWord = 60 / 180;
  const reading = words(question.prompt) * secondsPerWord;
  switch (question.kind) {
    case 'single-choice':
    case 'decide':
      return 4 + reading + optionWords(question.options) * secondsPerWord;
    case 'multiple-choice':
      return 6 + reading + optionWords(question.options) * secondsPerWord;
    case 'predict-output':
      // Code is read slowly: a line takes about two seconds.
      return 4 + reading + 2 * question.code.text.split('\n').length;
    case 'order':
      return 4 + reading + 4 * question.steps.length;
    case 'match':
      return 4 + reading + 5 * question.pairs.length;
    case 'fill-gap':
      return 8 + reading + 2 * question.code.text.split('\n').length;
    case 'explain-aloud':
      return 15 + reading + 8 * question.rubric.length;
  }

  function optionWords(options: readonly { readonly text: string }[]): number {
    return options.reduce((sum, option) => sum + words(option.text), 0);
  }
}

/** Partial credit from here on means that one detail was missing, not that the idea was forgotten. */
const nearlyRight = 0.75;

export function suggestRating(verdict: Verdict, durationMs: number, expected: number): Rating {
  if (verdict.kind === 'explain-aloud') {
    // Speaking takes the time it takes, so only the rubric counts here.
    if (verdict.score >= 1) return Rating.Easy;
    if (verdict.score >= nearlyRight) return Rating.Good;
    return verdict.score >= 0.5 ? Rating.Hard : Rating.Again;
  }
  if (!verdict.isCorrect) return verdict.score >= nearlyRight ? Rating.Hard : Rating.Again;
  const pace = durationMs / 1000 / Math.max(1, expected);
  if (pace > 3) return Rating.Hard;
  return pace < 0.5 ? Rating.Easy : Rating.Good;
}

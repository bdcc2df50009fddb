/** Answers while they are being given. Pure. */
import type { GivenAnswer, QuestionView } from '../../../protocol/src/studyMessages';

/** What stands there before the reader does anything; null where comparing has to be asked for first. */
export function firstAnswer(question: QuestionView): GivenAnswer | null {
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
    case 'decide':
    case 'predict-output':
      return { kind: 'choice', chosen: [] };
    case 'order':
      return { kind: 'order', order: question.items.map(({ index }) => index) };
    case 'match':
      return { kind: 'match', rights: question.items.map(() => null) };
    case 'fill-gap':
      return { kind: 'fill-gap', text: '' };
    case 'explain-aloud':
      return null;
  }
}

/** Whether Enter may check it: an answer that was only begun is not given away by a stray key. */
export function isComplete(answer: GivenAnswer | null): boolean {
  switch (answer?.kind) {
    case 'choice':
      return answer.chosen.length > 0;
    case 'match':
      return answer.rights.every((right) => right !== null);
    case 'fill-gap':
      return answer.text.trim() !== '';
    case 'order':
    case 'explain-aloud':
      return true;
    case undefined:
      return false;
  }
}

/** Adds the value, or takes it out when it is there. */
export function toggle(values: readonly number[], value: number): number[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** The list with the entry at `from` standing at `to`; unchanged where `to` lies outside. */
export function move<T>(values: readonly T[], from: number, to: number): T[] {
  const moved = [...values];
  if (to < 0 || to >= values.length) return moved;
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}

/** Markdown's marks are noise where only plain text fits: in labels and in the entries of a select. */
export function plain(markdown: string): string {
  return markdown.replaceAll('`', '').replaceAll('**', '');
}

/** The lines of an output: questions write line breaks as an arrow inside code. */
export function outputLines(text: string): readonly string[] {
  return text
    .replace(/^`+\s?|\s?`+$/g, '')
    .split('⏎')
    .map((line) => line.replace(/^ | $/g, ''));
}

/** Rules about the questions of a concept and of the whole guide. */
import type { VFile } from 'vfile';
import type { Choice, Concept, Question } from '../../../protocol/src/concept';

const minimalQuestions = 8;
const minimalKinds = 3;
/** Below this number of choice questions shares say nothing. */
const measurableQuestions = 40;
const maximalLongestShare = 0.35;
/** How far a position's share may be from the even one, as a part of it. */
const maximalUnevenness = 0.4;

const source = 'editorial';

type ChoiceQuestion = Extract<Question, { kind: 'single-choice' | 'decide' }>;

/** Questions with one right option whose order the author chose. */
function choiceQuestions(concept: Concept): ChoiceQuestion[] {
  return concept.questions.filter(
    (question): question is ChoiceQuestion => question.kind === 'single-choice' || question.kind === 'decide',
  );
}

export function checkQuestions(concept: Concept, file: VFile): void {
  const { questions } = concept;
  const kinds = new Set(questions.map(({ kind }) => kind));
  if (questions.length < minimalQuestions) {
    file.message(
      `${questions.length} questions are too few: write at least ${minimalQuestions}`,
      at(file),
      source,
    );
  }
  if (kinds.size < minimalKinds) {
    file.message(
      `The questions are of ${kinds.size} kinds: use at least ${minimalKinds} different ones`,
      at(file),
      source,
    );
  }
  for (const question of questions) {
    if (!('options' in question)) continue;
    for (const { text } of question.options) {
      if (!/\b(?:all|none|both|any|neither) of the above\b/i.test(text)) continue;
      const mend = 'write an option that says something itself';
      file.message(
        `The option "${text.slice(0, 40)}" refers to the others: ${mend}`,
        placeOf(text, file),
        source,
      );
    }
  }
}

export interface Balance {
  readonly choiceQuestions: number;
  /** How many right options are longer than every other option of their question. */
  readonly rightIsLongest: number;
  /** By number of options: how often the right one stands first, second … */
  readonly positions: ReadonlyMap<number, readonly number[]>;
}

/** What a person could guess from without reading. */
export function balanceOf(concepts: readonly Concept[]): Balance {
  const all = concepts.flatMap(choiceQuestions);
  const positions = new Map<number, number[]>();
  for (const { options } of all) {
    const counts = positions.get(options.length) ?? options.map(() => 0);
    const right = options.findIndex(({ correct }) => correct);
    counts[right] = (counts[right] ?? 0) + 1;
    positions.set(options.length, counts);
  }
  return {
    choiceQuestions: all.length,
    rightIsLongest: all.filter(({ options }) => rightIsLongest(options)).length,
    positions,
  };
}

function rightIsLongest(options: readonly Choice[]): boolean {
  const longest = Math.max(...options.map(({ text }) => text.length));
  return options.every(({ text, correct }) => (text.length === longest) === correct);
}

interface Parsed {
  readonly file: VFile;
  readonly concept: Concept | undefined;
}

/** The shares of the whole guide; a message goes to the file that adds most to what is wrong. */
export function checkBalance(parsed: readonly Parsed[]): void {
  const known = parsed.flatMap(({ concept, file }) => (concept === undefined ? [] : [{ concept, file }]));
  const balance = balanceOf(known.map(({ concept }) => concept));
  const worst = (badness: (own: Balance) => number): VFile | undefined =>
    known
      .map(({ concept, file }) => ({ file, badness: badness(balanceOf([concept])) }))
      .sort((a, b) => b.badness - a.badness)[0]?.file;

  const share = balance.rightIsLongest / balance.choiceQuestions;
  if (balance.choiceQuestions >= measurableQuestions && share > maximalLongestShare) {
    const file = worst((own) => own.rightIsLongest);
    file?.message(
      `In ${percent(share)} of the guide's choice questions the right option is the longest, most often here: at most ${percent(maximalLongestShare)}, so lengthen wrong options or shorten right ones`,
      at(file),
      source,
    );
  }
  for (const [length, counts] of balance.positions) {
    const sum = counts.reduce((total, count) => total + count, 0);
    if (sum < measurableQuestions) continue;
    for (const [index, count] of counts.entries()) {
      const unevenness = (count * length) / sum - 1;
      if (Math.abs(unevenness) <= maximalUnevenness) continue;
      const isOften = unevenness > 0;
      const file = worst((own) => (isOften ? 1 : -1) * (own.positions.get(length)?.[index] ?? 0));
      file?.message(
        `Of ${sum} questions with ${length} options ${count} have the right one in place ${index + 1}: ${isOften ? 'move some away from there' : 'move some there'}`,
        at(file),
        source,
      );
    }
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** The heading of the questions. */
function at(file: VFile): { line: number; column: number } {
  return placeOf('## Questions', file);
}

function placeOf(text: string, file: VFile): { line: number; column: number } {
  const lines = String(file).split('\n');
  const line = lines.findIndex((candidate) => candidate.includes(text));
  return line === -1
    ? { line: 1, column: 1 }
    : { line: line + 1, column: (lines[line]?.indexOf(text) ?? 0) + 1 };
}

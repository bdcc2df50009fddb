/**
 * A quick drill without VS Code: which rows the palette shows and what choosing one does. Every grade is a review at
 * once, so the drill can be left at any moment and nothing is lost.
 */
import { plainText } from '../../../guide/src/plainText';
import type { Question } from '../../../protocol/src/concept';
import type { FeedbackView, GivenAnswer, QuestionView } from '../../../protocol/src/studyMessages';
import { fill, type StudyTexts } from '../../../protocol/src/studyTexts';
import type { CatalogueEntry } from '../../../study/src/catalogue';
import { checkAnswer, type CodeReader, type Verdict } from '../../../study/src/checkAnswer';
import { ratings, type Rating } from '../../../study/src/scheduler';
import { feedbackView, questionView } from './questionView';
import {
  beginSession,
  checkQuestion,
  currentItem,
  keepDraft,
  questionKey,
  recordGrade,
  showQuestion,
  undoGrade,
  ungradedAnswer,
  type Session,
  type SessionItem,
} from './session';
import type { Opened } from './study';
import { wrapText } from './wrapText';

/** Characters that fit a row of the palette at its default width. */
const rowWidth = 84;
/** Rows of code that can be read above an answer without scrolling. */
const mostCodeLines = 8;

export type DrillAction =
  /** An option, a step or a right side, by its index in the question of the guide. */
  | { readonly type: 'choose'; readonly index: number }
  | { readonly type: 'takeBack' }
  | { readonly type: 'reveal' }
  | { readonly type: 'check' }
  | { readonly type: 'grade'; readonly rating: Rating }
  | { readonly type: 'undo' }
  | { readonly type: 'openConcept'; readonly conceptId: string };

export interface DrillRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Absent on rows that are only to be read. */
  readonly action?: DrillAction;
  /** The digit that chooses the row. */
  readonly digit?: number;
}

export interface DrillPage {
  /** Names the question and what is done with it; the time of a question starts again with it. */
  readonly key: string;
  readonly title: string;
  readonly placeholder: string;
  readonly rows: readonly DrillRow[];
  /** The row that Enter takes. */
  readonly active: DrillRow | undefined;
  /** The text that was typed so far where the answer is typed; undefined where digits choose. */
  readonly typed: string | undefined;
  readonly canUndo: boolean;
  /** Whether the time of a question runs; it does not while the feedback is read. */
  readonly isTimed: boolean;
}

/** The words of drills that the study view does not have. */
export interface DrillTexts {
  readonly chooseStep: string;
  /** `{0}` is the left side of the pair. */
  readonly choosePair: string;
  readonly takeBack: string;
  readonly typeGap: string;
  readonly checkHint: string;
  readonly drillOver: string;
}

export interface DrillOptions {
  readonly id: string;
  readonly title: string;
  readonly items: readonly SessionItem[];
  readonly opened: Opened;
  readonly readCode: CodeReader;
  readonly texts: StudyTexts & DrillTexts;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly grades: (
    entry: CatalogueEntry,
    durationMs: number,
    verdict: Verdict,
  ) => Pick<FeedbackView, 'suggested' | 'intervals'>;
}

/** The palette shows rows of text: long code cannot be read there, neither in a prompt nor below it. */
export function fitsPalette(question: Question): boolean {
  if (question.prompt.includes('```')) return false;
  if (!('code' in question)) return true;
  const lines = question.code.text.split('\n');
  return lines.length <= mostCodeLines && lines.every((line) => line.length <= rowWidth);
}

export class Drill {
  readonly #options: DrillOptions;
  #session: Session;
  /** Whether the points to compare with were asked for; until then one explains aloud. */
  #isRevealed = false;
  /** The option that was chosen by its row, which then stays the active one. */
  #chosenRow: number | undefined;

  constructor(options: DrillOptions) {
    this.#options = options;
    const session = beginSession({ id: options.id, title: options.title, items: options.items });
    this.#session = showQuestion(session, options.now());
  }

  get answered(): number {
    return this.#session.answered.length;
  }

  get correct(): number {
    return this.#session.answered.filter(({ isCorrect }) => isCorrect).length;
  }

  get isOver(): boolean {
    return currentItem(this.#session) === undefined;
  }

  /** @param by How the row was chosen: with arrow keys one goes on from it, with digits one does not. */
  act(action: DrillAction, by: 'digit' | 'row' = 'digit'): void {
    const { opened } = this.#options;
    const entry = this.#entry();
    this.#chosenRow = undefined;
    switch (action.type) {
      case 'choose':
        if (entry !== undefined) this.#choose(entry.question, action.index, by);
        return;
      case 'takeBack':
        this.#draft(withoutLast(this.#session.draft));
        return;
      case 'reveal':
        this.#isRevealed = true;
        return;
      case 'check':
        if (entry !== undefined) this.#check(this.#session.draft ?? emptyAnswer(entry.question));
        return;
      case 'grade':
        this.#grade(action.rating);
        return;
      case 'undo': {
        const last = this.#session.answered.at(-1);
        if (last === undefined || opened.store.takeBack(last.reviewId) === undefined) return;
        this.#session = undoGrade(this.#session, last.reviewId);
        return;
      }
      case 'openConcept':
        return;
    }
  }

  /** Keeps what is typed into a gap, so that it counts when the time is over. */
  type(text: string): void {
    if (this.#entry()?.question.kind === 'fill-gap') this.#draft({ kind: 'fill-gap', text });
  }

  /** The time of the question is over: what was answered so far counts. */
  late(): void {
    // To grade oneself takes a look at the points, and that look is not what the time is for.
    this.act({ type: this.#entry()?.question.kind === 'explain-aloud' ? 'reveal' : 'check' });
  }

  /** Who turns away from the feedback has answered all the same. */
  leave(): void {
    const given = ungradedAnswer(this.#session);
    const entry = this.#entry();
    if (given === null || entry === undefined) return;
    const verdict = checkAnswer(entry.question, given.answer, this.#options.readCode);
    this.#grade(this.#options.grades(entry, given.durationMs, verdict).suggested);
  }

  page(): DrillPage {
    const { texts } = this.#options;
    const entry = this.#entry();
    if (entry === undefined) return this.#summary();
    const { position, items, checked, answered } = this.#session;
    const view = questionView(this.#session, entry, '');
    const common = {
      key: view.key,
      title: `${fill(texts.questionOf, position + 1, items.length)} · ${entry.concept.title}`,
      canUndo: answered.length > 0,
    };
    const undo = answered.length > 0 ? [actionRow(texts.undo, { type: 'undo' })] : [];
    if (checked === null) {
      const { rows, ...page } = this.#ask(view, entry.question);
      return { ...common, ...page, rows: [...rows, ...undo], isTimed: !this.#isRevealed };
    }
    const verdict = checkAnswer(entry.question, checked.answer, this.#options.readCode);
    const grades = this.#options.grades(entry, checked.durationMs, verdict);
    const feedback = feedbackView(view, entry.question, checked.answer, verdict, grades);
    const names = [texts.again, texts.hard, texts.good, texts.easy];
    const gradeRows = ratings.map((rating, place) => ({
      label: `${rating}  ${names[place] ?? ''}`,
      description: fill(texts.returnsIn, feedback.intervals[place] ?? ''),
      action: { type: 'grade' as const, rating },
      digit: rating,
    }));
    return {
      key: `${view.key}/feedback`,
      title: `${resultText(view, feedback, texts)} · ${entry.concept.title}`,
      placeholder: texts.grade,
      rows: [...feedbackRows(view, feedback, texts), ...gradeRows, ...undo],
      active: gradeRows.find(({ digit }) => digit === feedback.suggested),
      typed: undefined,
      canUndo: answered.length > 0,
      isTimed: false,
    };
  }

  #entry(): CatalogueEntry | undefined {
    return this.#options.opened.catalogue.entries.get(currentItem(this.#session)?.questionId ?? '');
  }

  #draft(answer: GivenAnswer): void {
    this.#session = keepDraft(this.#session, questionKey(this.#session), answer, this.#options.now());
  }

  #check(answer: GivenAnswer): void {
    this.#session = checkQuestion(this.#session, questionKey(this.#session), answer, this.#options.now());
    this.#isRevealed = false;
  }

  #choose(question: Question, index: number, by: 'digit' | 'row'): void {
    const draft = this.#session.draft ?? emptyAnswer(question);
    switch (draft.kind) {
      case 'choice':
        if (question.kind !== 'multiple-choice') return this.#check({ kind: 'choice', chosen: [index] });
        this.#draft({ kind: 'choice', chosen: toggled(draft.chosen, index) });
        break;
      case 'explain-aloud':
        this.#draft({ kind: 'explain-aloud', covered: toggled(draft.covered, index) });
        break;
      case 'order':
        this.#draft({ kind: 'order', order: [...draft.order, index] });
        return;
      case 'match':
        this.#draft({ kind: 'match', rights: [...draft.rights, index] });
        return;
      case 'fill-gap':
        return;
    }
    if (by === 'row') this.#chosenRow = index;
  }

  #grade(rating: Rating): void {
    const { opened, now, readCode } = this.#options;
    const { checked } = this.#session;
    const entry = this.#entry();
    if (checked === null || entry === undefined) return;
    const { isCorrect } = checkAnswer(entry.question, checked.answer, readCode);
    const { durationMs } = checked;
    const review = opened.store.addReview({
      questionId: entry.question.id,
      conceptId: entry.concept.id,
      rating,
      durationMs,
    });
    this.#session = recordGrade(this.#session, { id: review.id, rating, isCorrect }, now());
  }

  #ask(view: QuestionView, question: Question): Pick<DrillPage, 'placeholder' | 'rows' | 'active' | 'typed'> {
    const { texts } = this.#options;
    const source =
      view.source === null
        ? []
        : [{ label: fill(texts.yourCode, view.source.label) }, { label: literal(view.source.text) }];
    const prompt = readRows(view.prompt);
    const code = (view.code?.text.split('\n') ?? []).map((line) => ({ label: literal(line) }));
    const head: readonly DrillRow[] = [...source, ...prompt, ...code];
    const draft = this.#session.draft ?? emptyAnswer(question);
    const check = actionRow(texts.check, { type: 'check' });
    const typed = undefined;
    switch (draft.kind) {
      case 'choice': {
        const options = view.items.map(({ index, text }, place) => {
          const row = choiceRow(place, text, { type: 'choose', index });
          return question.kind === 'multiple-choice' ? marked(row, draft.chosen.includes(index)) : row;
        });
        if (question.kind !== 'multiple-choice') {
          return { placeholder: texts.chooseOne, rows: [...head, ...options], active: options[0], typed };
        }
        const active = this.#activeAmong(options) ?? check;
        return { placeholder: texts.chooseAll, rows: [...head, ...options, check], active, typed };
      }
      case 'explain-aloud': {
        if (!this.#isRevealed) {
          const reveal = actionRow(texts.reveal, { type: 'reveal' });
          return { placeholder: texts.explainHint, rows: [...head, reveal], active: reveal, typed };
        }
        const points = view.items.map(({ index, text }, place) =>
          marked(choiceRow(place, text, { type: 'choose', index }), draft.covered.includes(index)),
        );
        const active = this.#activeAmong(points) ?? check;
        return { placeholder: texts.rubricHint, rows: [...head, ...points, check], active, typed };
      }
      case 'order': {
        const taken = draft.order.map((step, place) => ({
          label: `${place + 1}. ${row(view.items.find(({ index }) => index === step)?.text ?? '')}`,
        }));
        const left = view.items.filter(({ index }) => !draft.order.includes(index));
        return this.#arrange([...head, ...taken], left, texts.chooseStep, draft.order.length);
      }
      case 'match': {
        const taken = draft.rights.map((right, place) => ({
          label: `${row(view.items[place]?.text ?? '')} → ${row(
            view.rights.find(({ index }) => index === right)?.text ?? '',
          )}`,
        }));
        const left = view.rights.filter(({ index }) => !draft.rights.includes(index));
        const next = view.items[draft.rights.length];
        const hint = next === undefined ? '' : fill(texts.choosePair, row(next.text));
        return this.#arrange([...head, ...taken], left, hint, draft.rights.length);
      }
      case 'fill-gap': {
        const show = actionRow(texts.showAnswer, { type: 'check' });
        // VS Code sorts rows by how well their labels match what is typed; descriptions stay where they are.
        const still = head.map(({ label }) => asideRow(label));
        return { placeholder: texts.typeGap, rows: [...still, show], active: still[0], typed: draft.text };
      }
    }
  }

  /** One of what is left is chosen after the other; the last choice can be taken back. */
  #arrange(
    head: readonly DrillRow[],
    left: QuestionView['items'],
    placeholder: string,
    taken: number,
  ): Pick<DrillPage, 'placeholder' | 'rows' | 'active' | 'typed'> {
    const { texts } = this.#options;
    const options = left.map(({ index, text }, place) => choiceRow(place, text, { type: 'choose', index }));
    const check = left.length === 0 ? [actionRow(texts.check, { type: 'check' })] : [];
    const back = taken === 0 ? [] : [actionRow(texts.takeBack, { type: 'takeBack' })];
    return {
      placeholder: left.length === 0 ? texts.checkHint : placeholder,
      rows: [...head, ...options, ...check, ...back],
      active: options[0] ?? check[0],
      typed: undefined,
    };
  }

  #activeAmong(rows: readonly DrillRow[]): DrillRow | undefined {
    if (this.#chosenRow === undefined) return undefined;
    return rows.find(({ action }) => action?.type === 'choose' && action.index === this.#chosenRow);
  }

  /** What was answered, each row leading to its concept. */
  #summary(): DrillPage {
    const { texts, opened } = this.#options;
    const { answered } = this.#session;
    const rows = answered.map(({ questionId, conceptId, isCorrect }): DrillRow => {
      const entry = opened.catalogue.entries.get(questionId);
      return {
        label: `$(${isCorrect ? 'check' : 'close'}) ${entry?.concept.title ?? conceptId}`,
        description: isCorrect ? texts.markHit : texts.markWrong,
        detail: row(entry?.question.prompt ?? ''),
        action: { type: 'openConcept', conceptId },
      };
    });
    return {
      key: 'summary',
      title: fill(texts.summary, this.correct, answered.length),
      placeholder: texts.drillOver,
      rows: [...rows, actionRow(texts.undo, { type: 'undo' })],
      active: rows[0],
      typed: undefined,
      canUndo: true,
      isTimed: false,
    };
  }
}

function emptyAnswer(question: Question): GivenAnswer {
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
    case 'decide':
    case 'predict-output':
      return { kind: 'choice', chosen: [] };
    case 'order':
      return { kind: 'order', order: [] };
    case 'match':
      return { kind: 'match', rights: [] };
    case 'fill-gap':
      return { kind: 'fill-gap', text: '' };
    case 'explain-aloud':
      return { kind: 'explain-aloud', covered: [] };
  }
}

function withoutLast(draft: GivenAnswer | null): GivenAnswer {
  if (draft?.kind === 'match') return { kind: 'match', rights: draft.rights.slice(0, -1) };
  return { kind: 'order', order: draft?.kind === 'order' ? draft.order.slice(0, -1) : [] };
}

function toggled(chosen: readonly number[], index: number): number[] {
  return chosen.includes(index) ? chosen.filter((other) => other !== index) : [...chosen, index];
}

function feedbackRows(view: QuestionView, feedback: FeedbackView, texts: StudyTexts): readonly DrillRow[] {
  const words = {
    hit: texts.markHit,
    wrong: texts.markWrong,
    missed: texts.markMissed,
    none: texts.markNone,
  };
  const icons = { hit: '$(check)', wrong: '$(close)', missed: '$(circle-slash)', none: '$(dash)' };
  const { gap } = feedback;
  const gapRows =
    gap === null
      ? []
      : [
          ...(gap.given.trim() === '' ? [] : [{ label: literal(gap.given), description: texts.youWrote }]),
          { label: literal(gap.expected), description: texts.expected },
        ];
  const lines = feedback.lines.flatMap(({ text, detail, given, mark }): readonly DrillRow[] => {
    const isPair = view.kind === 'match';
    const more = [
      ...(detail === null || isPair ? [] : [detail]),
      ...(given === null ? [] : [fill(texts.youChose, given)]),
    ];
    return [
      {
        label: `${icons[mark]} ${row(text)}${isPair && detail !== null ? ` → ${row(detail)}` : ''}`,
        description: words[mark],
      },
      ...wrapText(plainText(more.join(' ')), rowWidth).map((line) => asideRow(literal(line))),
    ];
  });
  return [...gapRows, ...lines, ...readRows(feedback.explanation ?? '')];
}

function resultText(view: QuestionView, feedback: FeedbackView, texts: StudyTexts): string {
  if (view.kind === 'explain-aloud') {
    const hits = feedback.lines.filter(({ mark }) => mark === 'hit').length;
    return fill(texts.covered, hits, feedback.lines.length);
  }
  if (feedback.isCorrect) return texts.right;
  return feedback.score > 0 ? fill(texts.partly, Math.round(feedback.score * 100)) : texts.notRight;
}

/** A row with the digit of its place; what does not fit its line stands in its second one. */
function choiceRow(place: number, markdown: string, action: DrillAction): DrillRow {
  const [label = '', ...rest] = wrapText(plainText(markdown), rowWidth);
  const digit = place < 9 ? place + 1 : undefined;
  return {
    label: `${digit ?? ' '}  ${literal(label)}`,
    ...(rest.length > 0 ? { detail: literal(rest.join(' ')) } : {}),
    action,
    ...(digit === undefined ? {} : { digit }),
  };
}

/** A quieter row, to read; VS Code cuts off longer second lines of a row, and does not filter by descriptions. */
function asideRow(text: string): DrillRow {
  return { label: '│', description: text };
}

function marked(choice: DrillRow, isChosen: boolean): DrillRow {
  return { ...choice, label: `${isChosen ? '$(pass-filled)' : '$(circle-large-outline)'} ${choice.label}` };
}

function actionRow(label: string, action: DrillAction): DrillRow {
  return { label, action };
}

function readRows(markdown: string): readonly DrillRow[] {
  return wrapText(plainText(markdown), rowWidth).map((label) => ({ label: literal(label) }));
}

function row(markdown: string): string {
  return literal(plainText(markdown).replace(/\s+/gu, ' '));
}

/** The palette would draw `$(date)` as an icon; in code it is code. */
function literal(text: string): string {
  return text.replace(/\$\([\w~-]+\)/gu, '\\$&');
}

/** A question and its feedback as the view shows them. Pure. */
import type { Question } from '../../../protocol/src/concept';
import type { FeedbackView, GivenAnswer, QuestionView } from '../../../protocol/src/studyMessages';
import type { CatalogueEntry } from '../../../study/src/catalogue';
import type { Verdict } from '../../../study/src/checkAnswer';
import { presentQuestion } from '../../../study/src/presentation';
import { currentItem, questionKey, type Session } from './session';

type Item = QuestionView['items'][number];
type Line = FeedbackView['lines'][number];

export function questionView(session: Session, entry: CatalogueEntry, areaTitle: string): QuestionView {
  const { question, concept } = entry;
  const key = questionKey(session);
  const source = currentItem(session)?.source ?? null;
  return {
    key,
    questionId: question.id,
    kind: question.kind,
    conceptId: concept.id,
    conceptTitle: concept.title,
    areaTitle,
    prompt: question.prompt,
    code: 'code' in question ? question.code : null,
    ...itemsOf(question, key),
    draft: session.draft,
    source: source === null ? null : { label: source.label, text: source.text },
  };
}

/** The order on screen is drawn from the question's key, so it stays the same when the view is drawn again. */
function itemsOf(question: Question, key: string): { items: Item[]; rights: Item[] } {
  const presentation = presentQuestion(question, key);
  const order = 'order' in presentation ? presentation.order : [];
  const arranged = (texts: readonly string[]): Item[] =>
    order.flatMap((index) => {
      const text = texts[index];
      return text === undefined ? [] : [{ index, text }];
    });
  const asWritten = (texts: readonly string[]): Item[] => texts.map((text, index) => ({ index, text }));
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
    case 'decide':
    case 'predict-output':
      return { items: arranged(question.options.map(({ text }) => text)), rights: [] };
    case 'order':
      return { items: arranged(question.steps), rights: [] };
    case 'match':
      return {
        items: asWritten(question.pairs.map(({ left }) => left)),
        rights: arranged(question.pairs.map(({ right }) => right)),
      };
    case 'fill-gap':
      return { items: [], rights: [] };
    case 'explain-aloud':
      return { items: asWritten(question.rubric), rights: [] };
  }
}

export function feedbackView(
  view: QuestionView,
  question: Question,
  answer: GivenAnswer,
  verdict: Verdict,
  grades: Pick<FeedbackView, 'suggested' | 'intervals'>,
): FeedbackView {
  return {
    isCorrect: verdict.isCorrect,
    score: verdict.score,
    ...grades,
    // With options the reasons say it already, and the right option's reason is the explanation.
    explanation: verdict.kind === 'choice' ? null : (question.explanation ?? null),
    lines: linesOf(view, question, verdict, answer),
    gap:
      verdict.kind === 'fill-gap'
        ? {
            given: answer.kind === 'fill-gap' ? answer.text : '',
            expected: verdict.expected,
            difference: verdict.difference ?? null,
          }
        : null,
  };
}

function linesOf(view: QuestionView, question: Question, verdict: Verdict, answer: GivenAnswer): Line[] {
  switch (verdict.kind) {
    case 'choice': {
      const options = 'options' in question ? question.options : [];
      return view.items.map(({ index, text }) => ({
        text,
        detail: options[index]?.reason ?? null,
        given: null,
        mark: choiceMark(verdict.options[index]),
      }));
    }
    case 'order':
      return verdict.inPlace.map((isInPlace, step) => ({
        text: question.kind === 'order' ? (question.steps[step] ?? '') : '',
        detail: null,
        given: null,
        mark: isInPlace ? 'hit' : 'wrong',
      }));
    case 'match': {
      const pairs = question.kind === 'match' ? question.pairs : [];
      return pairs.map(({ left, right }, place) => {
        const isRight = verdict.pairs[place] === true;
        const chosen = answer.kind === 'match' ? (answer.rights[place] ?? null) : null;
        const given = isRight || chosen === null ? null : (pairs[chosen]?.right ?? null);
        return {
          text: left,
          detail: right,
          given,
          mark: isRight ? 'hit' : given === null ? 'missed' : 'wrong',
        };
      });
    }
    case 'fill-gap':
      return [];
    case 'explain-aloud':
      return view.items.map(({ index, text }) => ({
        text,
        detail: null,
        given: null,
        mark: verdict.covered[index] === true ? 'hit' : 'missed',
      }));
  }
}

function choiceMark(option: { chosen: boolean; correct: boolean } | undefined): Line['mark'] {
  if (option?.correct === true) return option.chosen ? 'hit' : 'missed';
  return option?.chosen === true ? 'wrong' : 'none';
}

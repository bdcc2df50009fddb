/** Where a question is answered. The host hears of every change, so a half-given answer is never lost. */
import { useState } from 'preact/hooks';
import type { GivenAnswer, QuestionView } from '../../../protocol/src/studyMessages';
import { firstAnswer, isComplete, toggle } from './answers';
import { ChoiceField } from './ChoiceField';
import { useStudy } from './context';
import { GapField } from './GapField';
import { digitOf, isEnterFree, useKeys } from './keys';
import { MatchField } from './MatchField';
import { OrderField } from './OrderField';
import { RubricField } from './RubricField';

interface QuestionFormProps {
  readonly question: QuestionView;
  readonly areKeysFree: boolean;
}

export function QuestionForm({ question, areKeysFree }: QuestionFormProps) {
  const { texts, send } = useStudy();
  const { key } = question;
  const [answer, setAnswer] = useState(question.draft ?? firstAnswer(question));

  const change = (next: GivenAnswer): void => {
    setAnswer(next);
    send({ type: 'draft', key, answer: next });
  };
  const reveal = (): void => change({ kind: 'explain-aloud', covered: [] });
  const check = (): void => {
    if (answer === null) reveal();
    else send({ type: 'check', key, answer });
  };
  /** Chooses the option or marks the point at a place; goes to the field at that place in other kinds. */
  const choose = (place: number): boolean => {
    const item = question.items[place];
    if (item === undefined) return false;
    switch (answer?.kind) {
      case 'choice': {
        const isMultiple = question.kind === 'multiple-choice';
        change({ kind: 'choice', chosen: isMultiple ? toggle(answer.chosen, item.index) : [item.index] });
        return true;
      }
      case 'explain-aloud':
        change({ kind: 'explain-aloud', covered: toggle(answer.covered, item.index) });
        return true;
      case 'order':
      case 'match':
        document.querySelectorAll<HTMLElement>('[data-place]')[place]?.focus();
        return true;
      case 'fill-gap':
      case undefined:
        return false;
    }
  };
  useKeys((event) => {
    if (!areKeysFree) return false;
    const digit = digitOf(event);
    if (digit !== undefined) return choose(digit - 1);
    if (!isEnterFree(event) || (answer !== null && !isComplete(answer))) return false;
    check();
    return true;
  });

  return (
    <div class="form">
      <Field question={question} answer={answer} onChange={change} />
      <div class="buttons">
        <button class="primary" onClick={check}>
          {answer === null ? texts.reveal : isComplete(answer) ? texts.check : texts.showAnswer}
        </button>
      </div>
    </div>
  );
}

interface FieldProps {
  readonly question: QuestionView;
  readonly answer: GivenAnswer | null;
  readonly onChange: (answer: GivenAnswer) => void;
}

function Field({ question, answer, onChange }: FieldProps) {
  const { texts } = useStudy();
  switch (answer?.kind) {
    case 'choice':
      return (
        <ChoiceField
          question={question}
          chosen={answer.chosen}
          onChange={(chosen) => onChange({ kind: 'choice', chosen })}
        />
      );
    case 'order':
      return (
        <OrderField
          question={question}
          order={answer.order}
          onChange={(order) => onChange({ kind: 'order', order })}
        />
      );
    case 'match':
      return (
        <MatchField
          question={question}
          rights={answer.rights}
          onChange={(rights) => onChange({ kind: 'match', rights })}
        />
      );
    case 'fill-gap':
      return <GapField text={answer.text} onChange={(text) => onChange({ kind: 'fill-gap', text })} />;
    case 'explain-aloud':
      return (
        <RubricField
          question={question}
          covered={answer.covered}
          onChange={(covered) => onChange({ kind: 'explain-aloud', covered })}
        />
      );
    case undefined:
      return <p class="hint">{texts.explainHint}</p>;
  }
}

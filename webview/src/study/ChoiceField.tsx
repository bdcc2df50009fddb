/** Options to choose from: one of them, or all that fit. */
import type { QuestionView } from '../../../protocol/src/studyMessages';
import { outputLines, toggle } from './answers';
import { useStudy } from './context';
import { InlineText } from './QuestionText';

interface ChoiceFieldProps {
  readonly question: QuestionView;
  readonly chosen: readonly number[];
  readonly onChange: (chosen: number[]) => void;
}

export function ChoiceField({ question, chosen, onChange }: ChoiceFieldProps) {
  const { texts } = useStudy();
  const isMultiple = question.kind === 'multiple-choice';
  return (
    <fieldset>
      <legend class="hint">{isMultiple ? texts.chooseAll : texts.chooseOne}</legend>
      {question.items.map(({ index, text }, place) => (
        <label class="option" key={index}>
          <input
            type={isMultiple ? 'checkbox' : 'radio'}
            name="option"
            checked={chosen.includes(index)}
            onChange={() => onChange(isMultiple ? toggle(chosen, index) : [index])}
          />
          <kbd aria-hidden="true">{place + 1}</kbd>
          <span>
            <OptionText kind={question.kind} text={text} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function OptionText({ kind, text }: { readonly kind: QuestionView['kind']; readonly text: string }) {
  if (kind !== 'predict-output') return <InlineText text={text} />;
  return (
    <code class="output">
      {outputLines(text).map((line) => (
        <span>{line === '' ? '\u00a0' : line}</span>
      ))}
    </code>
  );
}

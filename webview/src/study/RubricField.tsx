/** The points that an interviewer listens for, to mark what one has said. */
import type { QuestionView } from '../../../protocol/src/studyMessages';
import { toggle } from './answers';
import { useStudy } from './context';
import { InlineText } from './QuestionText';

interface RubricFieldProps {
  readonly question: QuestionView;
  readonly covered: readonly number[];
  readonly onChange: (covered: number[]) => void;
}

export function RubricField({ question, covered, onChange }: RubricFieldProps) {
  const { texts } = useStudy();
  return (
    <fieldset>
      <legend class="hint">{texts.rubricHint}</legend>
      {question.items.map(({ index, text }, place) => (
        <label class="option" key={index}>
          <input
            type="checkbox"
            checked={covered.includes(index)}
            onChange={() => onChange(toggle(covered, index))}
          />
          <kbd aria-hidden="true">{place + 1}</kbd>
          <span>
            <InlineText text={text} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

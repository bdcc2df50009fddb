/** Pairs: for each left side, what belongs to it. */
import type { QuestionView } from '../../../protocol/src/studyMessages';
import { plain } from './answers';
import { useStudy } from './context';
import { InlineText } from './QuestionText';

interface MatchFieldProps {
  readonly question: QuestionView;
  readonly rights: readonly (number | null)[];
  readonly onChange: (rights: (number | null)[]) => void;
}

export function MatchField({ question, rights, onChange }: MatchFieldProps) {
  const { texts } = useStudy();
  return (
    <fieldset>
      <legend class="hint">{texts.matchHint}</legend>
      {question.items.map(({ index, text }, place) => (
        <label class="pair" key={index}>
          <span>
            <kbd aria-hidden="true">{place + 1}</kbd> <InlineText text={text} />
          </span>
          <select
            data-place
            value={String(rights[index] ?? '')}
            onChange={({ currentTarget: { value } }) =>
              onChange(
                question.items.map((item) =>
                  item.index === index ? (value === '' ? null : Number(value)) : (rights[item.index] ?? null),
                ),
              )
            }
          >
            <option value="">{texts.chooseMatch}</option>
            {question.rights.map((right) => (
              <option value={String(right.index)} key={right.index}>
                {plain(right.text)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}

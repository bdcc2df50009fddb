/** The filling of a gap in code. */
import { useStudy } from './context';
import { useFocusOnArrival } from './focus';

interface GapFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

export function GapField({ text, onChange }: GapFieldProps) {
  const { texts } = useStudy();
  const input = useFocusOnArrival<HTMLInputElement>('gap');
  return (
    <label class="gap">
      <span>{texts.gapLabel}</span> <span class="hint">{texts.gapHint}</span>
      <input
        type="text"
        ref={input}
        value={text}
        maxLength={2_000}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={({ currentTarget: { value } }) => onChange(value)}
      />
    </label>
  );
}

/** Steps to put in order: by arrow keys, or by the buttons beside each step. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { QuestionView } from '../../../protocol/src/studyMessages';
import { move, plain } from './answers';
import { fill, useStudy } from './context';
import { InlineText } from './QuestionText';

interface OrderFieldProps {
  readonly question: QuestionView;
  readonly order: readonly number[];
  readonly onChange: (order: number[]) => void;
}

export function OrderField({ question, order, onChange }: OrderFieldProps) {
  const { texts, announce } = useStudy();
  const list = useRef<HTMLOListElement>(null);
  /** The place that Tab leads to, and whether the focus has to follow it. */
  const [active, setActive] = useState({ place: 0, hasMoved: false });
  const textOf = new Map(question.items.map(({ index, text }) => [index, text]));

  // At once and not after painting: the browser takes the focus from a step that is moved, and the next key is lost.
  useLayoutEffect(() => {
    if (!active.hasMoved) return;
    list.current?.querySelectorAll<HTMLElement>('[data-place]')[active.place]?.focus();
  }, [active]);

  const shift = (from: number, to: number): void => {
    if (to < 0 || to >= order.length) return;
    onChange(move(order, from, to));
    setActive({ place: to, hasMoved: true });
    announce(fill(texts.movedTo, to + 1, order.length));
  };
  const onKeyDown = (place: number) => (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const next = event.key === 'ArrowUp' ? place - 1 : place + 1;
    if (event.altKey) shift(place, next);
    else if (next >= 0 && next < order.length) setActive({ place: next, hasMoved: true });
  };

  return (
    <fieldset>
      <legend class="hint">{texts.orderHint}</legend>
      <ol class="steps" ref={list}>
        {order.map((step, place) => {
          const text = textOf.get(step) ?? '';
          const words = plain(text);
          return (
            <li key={step}>
              <button
                class="step"
                data-place
                data-frees-enter
                tabIndex={place === active.place ? 0 : -1}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                onFocus={() => setActive({ place, hasMoved: false })}
                onKeyDown={onKeyDown(place)}
              >
                <kbd aria-hidden="true">{place + 1}</kbd>
                <span>
                  <InlineText text={text} />
                  <span class="for-screen-readers">{fill(texts.placeOf, place + 1, order.length)}</span>
                </span>
              </button>
              <button
                class="mover"
                tabIndex={-1}
                disabled={place === 0}
                aria-label={fill(texts.moveUp, words)}
                onClick={() => shift(place, place - 1)}
              >
                ↑
              </button>
              <button
                class="mover"
                tabIndex={-1}
                disabled={place === order.length - 1}
                aria-label={fill(texts.moveDown, words)}
                onClick={() => shift(place, place + 1)}
              >
                ↓
              </button>
            </li>
          );
        })}
      </ol>
    </fieldset>
  );
}

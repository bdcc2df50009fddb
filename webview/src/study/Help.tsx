/** The keys, as a page that lies over the screen. */
import { useEffect, useRef } from 'preact/hooks';
import { useStudy } from './context';
import { useKeys } from './keys';

export function Help({ onClose }: { readonly onClose: () => void }) {
  const { texts } = useStudy();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useKeys((event) => {
    if (event.key !== 'Escape') return false;
    onClose();
    return true;
  });
  const rows: readonly (readonly [keys: string, meaning: string])[] = [
    ['1 – 9', texts.keyChoose],
    ['Enter', texts.keyCheck],
    ['1 – 4', texts.keyGrade],
    ['U', texts.keyUndo],
    ['Alt+↑ Alt+↓', texts.keyMove],
    ['?', texts.keyHelp],
  ];
  return (
    <section role="dialog" aria-label={texts.keys} class="help">
      <h1 tabIndex={-1} ref={heading}>
        {texts.keys}
      </h1>
      <dl>
        {rows.map(([keys, meaning]) => (
          <div>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button class="secondary" onClick={onClose}>
        {texts.close}
      </button>
    </section>
  );
}

/** Keys of the whole view. A field in which one types keeps its letters and digits. */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** @param handler Answers whether it has used the key. Always the one of the newest drawing. */
export function useKeys(handler: (event: KeyboardEvent) => boolean): void {
  const newest = useRef(handler);
  newest.current = handler;
  // Before the next key can arrive: what can be seen can be typed at.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (newest.current(event)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** Text fields, and selects, which jump to the option that begins with a typed letter. */
export function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('input[type="text"], select') !== null;
}

/** Enter belongs to the control that has the focus, except where that control has no use for it. */
export function isEnterFree(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.repeat || event.isComposing) return false;
  if (!(event.target instanceof Element)) return true;
  const control = event.target.closest('button, a, summary, select');
  if (control === null || control.hasAttribute('data-frees-enter')) return true;
  return control instanceof HTMLSelectElement && !isListOpen(control);
}

/** Enter in an open list chooses from it. A browser that cannot tell gets no shortcut. */
function isListOpen(select: HTMLSelectElement): boolean {
  return !CSS.supports('selector(:open)') || select.matches(':open');
}

/** 1 to 9; undefined for any other key. */
export function digitOf(event: KeyboardEvent): number | undefined {
  return /^[1-9]$/.test(event.key) && !isTyping(event) ? Number(event.key) : undefined;
}

/** Moves the focus to what is new, but never takes it away from the editor. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Focuses the element when `arrival` changes while the reader is in the view,
 * and when the reader comes into the view without having a place in it yet.
 */
export function useFocusOnArrival<T extends HTMLElement>(arrival: string): RefObject<T | null> {
  const element = useRef<T>(null);
  // Before the next key can arrive: what can be seen can be typed at.
  useLayoutEffect(() => {
    if (document.hasFocus()) element.current?.focus();
    const enter = (): void => {
      if (document.activeElement === null || document.activeElement === document.body) {
        element.current?.focus();
      }
    };
    window.addEventListener('focus', enter);
    return () => window.removeEventListener('focus', enter);
  }, [arrival]);
  return element;
}

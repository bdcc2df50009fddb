/** What every part of the view may use: the words, the wire, and a voice for screen readers. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { StudyRequest } from '../../../protocol/src/studyMessages';
import type { StudyTexts } from '../../../protocol/src/studyTexts';

export interface StudyViewContext {
  readonly texts: StudyTexts;
  readonly send: (request: StudyRequest) => void;
  /** Says something to a screen reader without moving the focus. */
  readonly announce: (sentence: string) => void;
}

export const StudyContext = createContext<StudyViewContext | undefined>(undefined);

export function useStudy(): StudyViewContext {
  const context = useContext(StudyContext);
  if (context === undefined) throw new Error('rendered outside of the study view');
  return context;
}

/** Puts values into the places `{0}`, `{1}` … of a text. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

export function percent(share: number): number {
  return Math.round(share * 100);
}

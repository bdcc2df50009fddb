/** What every part of the view may use: the words, the wire, and a voice for screen readers. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { StudyRequest } from '../../../protocol/src/studyMessages';
import type { StudyTexts } from '../../../protocol/src/studyTexts';

export { fill } from '../../../protocol/src/studyTexts';

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

export function percent(share: number): number {
  return Math.round(share * 100);
}

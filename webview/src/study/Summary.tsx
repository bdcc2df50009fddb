/** The end of a session: what went well, and what to look at again. */
import { useEffect } from 'preact/hooks';
import type { SessionView } from '../../../protocol/src/studyMessages';
import { fill, useStudy } from './context';
import { useFocusOnArrival } from './focus';

interface SummaryProps {
  readonly title: string;
  readonly summary: NonNullable<SessionView['summary']>;
}

export function Summary({ title, summary }: SummaryProps) {
  const { texts, send, announce } = useStudy();
  const heading = useFocusOnArrival<HTMLHeadingElement>('summary');
  const result = fill(texts.summary, summary.correct, summary.answered);
  const sentence = `${texts.sessionOver}. ${result}`;
  // By the words and not by their object, which is new in every snapshot: what has not changed is not said again.
  useEffect(() => announce(sentence), [announce, sentence]);
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {texts.sessionOver}
      </h1>
      <p class="quiet">{title}</p>
      <p class="figures">
        {result} · {fill(texts.minutes, summary.minutes)}
      </p>
      {summary.toRepeat.length === 0 ? (
        <p>{texts.nothingToRepeat}</p>
      ) : (
        <>
          <h2>{texts.toRepeat}</h2>
          <ul>
            {summary.toRepeat.map(({ conceptId, title: concept }) => (
              <li>
                <button class="link" onClick={() => send({ type: 'openConcept', conceptId })}>
                  {concept}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {summary.next === null ? null : <p>{fill(texts.nextReturn, summary.next)}</p>}
      <div class="buttons">
        <button class="primary" onClick={() => send({ type: 'end' })}>
          {texts.done}
        </button>
      </div>
    </>
  );
}

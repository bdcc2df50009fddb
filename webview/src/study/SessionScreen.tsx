/** A question, its feedback, or the summary at the end. */
import { useEffect } from 'preact/hooks';
import type { QuestionView, SessionView } from '../../../protocol/src/studyMessages';
import { CodeBlock } from '../markdown/CodeBlock';
import { fill, useStudy } from './context';
import { Feedback } from './Feedback';
import { useFocusOnArrival } from './focus';
import { isTyping, useKeys } from './keys';
import { QuestionForm } from './QuestionForm';
import { Summary } from './Summary';
import { BlockText } from './QuestionText';

interface SessionScreenProps {
  readonly session: SessionView;
  readonly areKeysFree: boolean;
}

export function SessionScreen({ session, areKeysFree }: SessionScreenProps) {
  const { texts, send, announce } = useStudy();
  const { question, feedback } = session;
  const undo = (): void => {
    announce(texts.undone);
    send({ type: 'undo' });
  };
  useKeys((event) => {
    if (!areKeysFree || event.key.toLowerCase() !== 'u' || isTyping(event) || !session.canUndo) return false;
    undo();
    return true;
  });
  return (
    <>
      {question === null ? null : (
        <QuestionHead session={session} question={question} isAnswered={feedback !== null} />
      )}
      {question !== null && feedback === null ? (
        <QuestionForm key={question.key} question={question} areKeysFree={areKeysFree} />
      ) : null}
      {question !== null && feedback !== null ? (
        <Feedback key={question.key} question={question} feedback={feedback} areKeysFree={areKeysFree} />
      ) : null}
      {session.summary === null ? null : <Summary title={session.title} summary={session.summary} />}
      <nav class="buttons">
        {session.canUndo ? (
          <button class="link" onClick={undo} aria-keyshortcuts="u">
            {texts.undo}
          </button>
        ) : null}
        {question === null ? null : (
          <>
            <button class="link" onClick={() => send({ type: 'show', screen: 'today' })}>
              {texts.back}
            </button>
            <button class="link" onClick={() => send({ type: 'end' })}>
              {texts.end}
            </button>
          </>
        )}
      </nav>
    </>
  );
}

interface QuestionHeadProps {
  readonly session: SessionView;
  readonly question: QuestionView;
  readonly isAnswered: boolean;
}

function QuestionHead({ session, question, isAnswered }: QuestionHeadProps) {
  const { texts, send } = useStudy();
  const heading = useFocusOnArrival<HTMLHeadingElement>(isAnswered ? 'answered' : question.key);
  const place = fill(texts.questionOf, session.position + 1, session.total);
  useEffect(() => {
    // To the very top, where a problem stands when there is one.
    if (!isAnswered) window.scrollTo({ top: 0 });
  }, [question.key, isAnswered]);
  return (
    <header>
      <h1 class="place" tabIndex={-1} ref={isAnswered ? null : heading}>
        {place} <span class="quiet">{question.areaTitle}</span>
      </h1>
      <progress max={session.total} value={session.position} aria-label={place} />
      <div class="prompt">
        <BlockText text={question.prompt} />
      </div>
      {question.code === null ? null : (
        <CodeBlock language={question.code.language} code={question.code.text} />
      )}
      {question.source === null ? null : (
        <figure class="source">
          <figcaption>
            <button class="link" onClick={() => send({ type: 'openSource' })}>
              {fill(texts.yourCode, question.source.label)}
            </button>
          </figcaption>
          <pre tabIndex={0}>
            <code>{question.source.text}</code>
          </pre>
        </figure>
      )}
    </header>
  );
}

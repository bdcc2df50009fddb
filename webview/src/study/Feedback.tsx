/** What was right and why, and the four grades. */
import { useEffect } from 'preact/hooks';
import type { FeedbackView, QuestionView } from '../../../protocol/src/studyMessages';
import { OptionText } from './ChoiceField';
import { fill, percent, useStudy } from './context';
import { useFocusOnArrival } from './focus';
import { digitOf, isEnterFree, useKeys } from './keys';
import { BlockText, InlineText } from './QuestionText';

interface FeedbackProps {
  readonly question: QuestionView;
  readonly feedback: FeedbackView;
  readonly areKeysFree: boolean;
}

export function Feedback({ question, feedback, areKeysFree }: FeedbackProps) {
  const { texts, send, announce } = useStudy();
  const heading = useFocusOnArrival<HTMLHeadingElement>('feedback');
  const names = [texts.again, texts.hard, texts.good, texts.easy] as const;
  const result = resultText();
  useEffect(() => announce(result), [announce, result]);

  const grade = (rating: 1 | 2 | 3 | 4): void => send({ type: 'grade', key: question.key, rating });
  useKeys((event) => {
    if (!areKeysFree) return false;
    const digit = digitOf(event);
    if (digit === 1 || digit === 2 || digit === 3 || digit === 4) {
      grade(digit);
      return true;
    }
    if (!isEnterFree(event)) return false;
    grade(feedback.suggested);
    return true;
  });

  return (
    <section class="feedback" aria-labelledby="result">
      <h2 id="result" tabIndex={-1} ref={heading} class={feedback.isCorrect ? 'hit' : 'wrong'}>
        {result}
      </h2>
      {feedback.gap === null ? null : <GapResult gap={feedback.gap} />}
      <Lines question={question} lines={feedback.lines} />
      {feedback.explanation === null ? null : <BlockText text={feedback.explanation} />}
      <p>
        <button class="link" onClick={() => send({ type: 'openConcept', conceptId: question.conceptId })}>
          {fill(texts.openConcept, question.conceptTitle)}
        </button>
      </p>
      <h3 id="grade">{texts.grade}</h3>
      <div class="grades" role="group" aria-labelledby="grade">
        {([1, 2, 3, 4] as const).map((rating, place) => {
          const isSuggested = rating === feedback.suggested;
          const name = names[place] ?? '';
          const interval = feedback.intervals[place] ?? '';
          return (
            <button
              class={isSuggested ? 'primary' : 'secondary'}
              key={rating}
              aria-keyshortcuts={String(rating)}
              onClick={() => grade(rating)}
            >
              <span>
                {rating} {name}
              </span>
              <small>{fill(texts.returnsIn, interval)}</small>
              {isSuggested ? <span class="for-screen-readers">{texts.suggestedGrade}</span> : null}
            </button>
          );
        })}
      </div>
    </section>
  );

  function resultText(): string {
    if (question.kind === 'explain-aloud') {
      const hits = feedback.lines.filter(({ mark }) => mark === 'hit').length;
      return fill(texts.covered, hits, feedback.lines.length);
    }
    if (feedback.isCorrect) return texts.right;
    return feedback.score > 0 ? fill(texts.partly, percent(feedback.score)) : texts.notRight;
  }
}

function GapResult({ gap }: { readonly gap: NonNullable<FeedbackView['gap']> }) {
  const { texts } = useStudy();
  return (
    <dl class="gap-result">
      {gap.given.trim() === '' ? null : (
        <>
          <dt>{texts.youWrote}</dt>
          <dd>
            <code>{gap.given}</code>
          </dd>
        </>
      )}
      <dt>{texts.expected}</dt>
      <dd>
        <code>{gap.expected}</code>
      </dd>
      {gap.difference === null || gap.difference.expected === '' || gap.difference.given === '' ? null : (
        <dd class="quiet">{fill(texts.differs, gap.difference.expected, gap.difference.given)}</dd>
      )}
    </dl>
  );
}

interface LinesProps {
  readonly question: QuestionView;
  readonly lines: FeedbackView['lines'];
}

function Lines({ question, lines }: LinesProps) {
  const { texts } = useStudy();
  if (lines.length === 0) return null;
  const isOrder = question.kind === 'order';
  const words = {
    hit: texts.markHit,
    wrong: texts.markWrong,
    missed: texts.markMissed,
    none: texts.markNone,
  };
  const entries = lines.map(({ text, detail, given, mark }) => (
    <li class={`line ${mark}`}>
      <span class="mark">{words[mark]}</span>
      <span class="line-text">
        <OptionText kind={question.kind} text={text} />
        {question.kind === 'match' && detail !== null ? (
          <>
            {' → '}
            <InlineText text={detail} />
          </>
        ) : null}
      </span>
      {question.kind !== 'match' && detail !== null ? (
        <span class="reason">
          <InlineText text={detail} />
        </span>
      ) : null}
      {given === null ? null : (
        <span class="reason">
          <InlineText text={fill(texts.youChose, given)} />
        </span>
      )}
    </li>
  ));
  return isOrder ? (
    <>
      <h3>{texts.rightOrder}</h3>
      <ol class="lines">{entries}</ol>
    </>
  ) : (
    <ul class="lines">{entries}</ul>
  );
}

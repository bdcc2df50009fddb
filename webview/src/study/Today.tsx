/** The first screen: what waits today, how ready one is, and where to begin. */
import type { StudyScope, TodayView } from '../../../protocol/src/studyMessages';
import { fill, percent, useStudy } from './context';
import { useFocusOnArrival } from './focus';
import { Bar } from './Bar';

export function Today({ today }: { readonly today: TodayView }) {
  const { texts, send } = useStudy();
  const heading = useFocusOnArrival<HTMLHeadingElement>('today');
  const start = (scope: StudyScope) => () => send({ type: 'start', scope });
  const hasQuestions = today.due + today.fresh > 0;
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {texts.today}
      </h1>
      {today.hasStarted ? null : <p>{texts.firstTime}</p>}
      <p class="figures">
        {hasQuestions ? fill(texts.dueAndNew, today.due, today.fresh) : nothingText()}
        {today.waiting > 0 ? <span class="quiet"> {fill(texts.waiting, today.waiting)}</span> : null}
      </p>
      <div class="buttons">
        {today.openSession === null ? null : (
          <button class="primary" onClick={() => send({ type: 'show', screen: 'session' })}>
            {fill(texts.continueSession, today.openSession)}
          </button>
        )}
        {hasQuestions ? (
          <button
            class={today.openSession === null ? 'primary' : 'secondary'}
            onClick={start({ kind: 'today' })}
          >
            {texts.startToday}
          </button>
        ) : null}
        {today.due > 0 && today.fresh > 0 ? (
          <button class="secondary" onClick={start({ kind: 'due' })}>
            {texts.quizDue}
          </button>
        ) : null}
        {today.weak > 0 ? (
          <button class="secondary" onClick={start({ kind: 'weak' })}>
            {texts.quizWeak}
          </button>
        ) : null}
        <button class="secondary" onClick={start({ kind: 'file' })}>
          {texts.quizFile}
        </button>
        <button class="secondary" onClick={start({ kind: 'open-files' })}>
          {texts.quizOpenFiles}
        </button>
      </div>
      <p>{streakText()}</p>
      <h2>{texts.readiness}</h2>
      <p>
        {today.interview === null
          ? fill(texts.readinessOf, percent(today.readiness))
          : `${fill(texts.readinessOf, percent(today.readiness))} · ${interviewText(today.interview)}`}
      </p>
      <ul class="areas" aria-label={texts.areas}>
        {today.areas.map((area) => (
          <li>
            <button class="area" onClick={start({ kind: 'area', area: area.area })}>
              <span class="area-title">{area.title}</span>
              <span class="area-number">{percent(area.readiness)} %</span>
              <span class="for-screen-readers">{fill(texts.areaMet, area.seen, area.questions)}</span>
              <Bar share={area.readiness} />
            </button>
          </li>
        ))}
      </ul>
      <nav class="buttons">
        <button class="link" onClick={() => send({ type: 'show', screen: 'statistics' })}>
          {texts.statistics}
        </button>
        <button class="link" onClick={() => send({ type: 'command', command: 'setInterviewDate' })}>
          {texts.setInterview}
        </button>
        <button class="link" onClick={() => send({ type: 'command', command: 'openSettings' })}>
          {texts.settings}
        </button>
      </nav>
    </>
  );

  /** Nobody is sent away until tomorrow while a question returns in ten minutes. */
  function nothingText(): string {
    if (today.next === null) return texts.nothingDue;
    return `${texts.nothingDueNow} ${fill(texts.nextReturn, today.next)}`;
  }

  function streakText(): string {
    if (today.streak === 0) return texts.streakNone;
    return fill(today.hasStudiedToday ? texts.streak : texts.streakOpen, today.streak);
  }

  function interviewText({ label, daysLeft }: NonNullable<TodayView['interview']>): string {
    return daysLeft === 0 ? fill(texts.interviewToday, label) : fill(texts.interviewIn, label, daysLeft);
  }
}

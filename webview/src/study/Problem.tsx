/** What is wrong, in the host's words, with what can be done about it. */
import type { StudySnapshot } from '../../../protocol/src/studyMessages';
import { useStudy } from './context';

export function Problem({ problem }: { readonly problem: NonNullable<StudySnapshot['problem']> }) {
  const { texts, send } = useStudy();
  const isUnsaved = problem.kind === 'unsaved';
  const close = (): void => {
    send({ type: 'closeProblem' });
    // The button will be gone, and the keyboard needs a place to go on from.
    document.querySelector('h1')?.focus();
  };
  return (
    <section class="problem" role="alert">
      <p>{problem.message}</p>
      <div class="buttons">
        {isUnsaved || problem.kind === 'unreadable' || problem.kind === 'guide' ? (
          <button class="secondary" onClick={() => send({ type: 'command', command: 'retrySave' })}>
            {texts.retry}
          </button>
        ) : null}
        {isUnsaved ? (
          <button class="secondary" onClick={() => send({ type: 'command', command: 'exportProgress' })}>
            {texts.export}
          </button>
        ) : null}
        {problem.kind === 'guide' || problem.kind === 'damaged' ? (
          <button class="secondary" onClick={() => send({ type: 'command', command: 'showOutput' })}>
            {texts.showOutput}
          </button>
        ) : null}
        {problem.kind === 'damaged' ? (
          <button class="secondary" onClick={close}>
            {texts.close}
          </button>
        ) : null}
      </div>
    </section>
  );
}

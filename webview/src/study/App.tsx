/** The whole view, drawn from one snapshot. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { StudySnapshot } from '../../../protocol/src/studyMessages';
import { StudyContext, useStudy } from './context';
import { Help } from './Help';
import type { StudyHost } from './host';
import { isTyping, useKeys } from './keys';
import { Problem } from './Problem';
import { SessionScreen } from './SessionScreen';
import { Statistics } from './Statistics';
import { Today } from './Today';

export function App({ host }: { readonly host: StudyHost }) {
  const [snapshot, setSnapshot] = useState<StudySnapshot>();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [voice, setVoice] = useState({ sentence: '', turn: 0 });
  const { send } = host;

  useEffect(() => {
    host.onSnapshot(setSnapshot);
    send({ type: 'ready' });
  }, [host, send]);

  const announce = useCallback(
    (sentence: string) => setVoice(({ turn }) => ({ sentence, turn: turn + 1 })),
    [],
  );
  const closeHelp = useCallback(() => setHelpOpen(false), []);

  useKeys((event) => {
    if (event.key === '?' && !isTyping(event)) {
      setHelpOpen((isOpen) => !isOpen);
      return true;
    }
    return false;
  });

  if (snapshot === undefined) return null;
  const { texts } = snapshot;
  return (
    <StudyContext.Provider value={{ texts, send, announce }}>
      {/* The same words twice are only read again when something differs, so a blank comes and goes. */}
      <div role="status" class="for-screen-readers">
        {voice.sentence}
        {voice.turn % 2 === 0 ? '' : '\u00a0'}
      </div>
      <main>
        {isHelpOpen ? <Help onClose={closeHelp} /> : null}
        {/* Only hidden: what was typed into the question stays. */}
        <div hidden={isHelpOpen}>
          {snapshot.problem === null ? null : <Problem problem={snapshot.problem} />}
          <Screen snapshot={snapshot} areKeysFree={!isHelpOpen} />
        </div>
      </main>
    </StudyContext.Provider>
  );
}

function Screen(props: { readonly snapshot: StudySnapshot; readonly areKeysFree: boolean }) {
  const { texts } = useStudy();
  const { snapshot } = props;
  if (snapshot.session !== null) {
    return <SessionScreen session={snapshot.session} areKeysFree={props.areKeysFree} />;
  }
  if (snapshot.statistics !== null) return <Statistics statistics={snapshot.statistics} />;
  if (snapshot.today !== null) return <Today today={snapshot.today} />;
  return <h1>{snapshot.screen === 'failed' ? texts.failed : texts.loading}</h1>;
}

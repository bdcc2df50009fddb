/** A window's studying without VS Code: progress in memory, a clock that stands still until a test moves it. */
import { Study, type StudyPorts } from '../../client/src/study/study';
import { createCalendar } from '../../study/src/studyDay';
import type { MemoryFiles } from '../study/memoryFiles';

export type GivenPorts = Pick<StudyPorts, 'guide' | 'words' | 'texts'> & Partial<StudyPorts>;

export interface StudyWindow {
  readonly study: Study;
  readonly clock: { now: number };
  /** What VS Code remembers. */
  readonly memory: { session: unknown; saidDamage: unknown };
}

/** Windows may share a folder; each has a log of its own. */
export function openStudyWindow(files: MemoryFiles, ports: GivenPorts): StudyWindow {
  const clock = { now: Date.UTC(2026, 10, 22, 12) };
  const memory: StudyWindow['memory'] = { session: undefined, saidDamage: undefined };
  const study = new Study({
    files,
    writer: crypto.randomUUID(),
    device: 'desk',
    calendar: createCalendar('Europe/Berlin'),
    now: () => clock.now,
    newId: () => crypto.randomUUID(),
    settings: () => ({
      newPerDay: 10,
      reviewsPerDay: 60,
      minutesPerDay: 20,
      drillSeconds: 0,
      statusBar: true,
    }),
    interviewAt: () => undefined,
    codeLines: () => Promise.resolve(new Map()),
    codeReader: async () => (await import('../../study/src/codeTree')).readCode,
    loadSession: () => memory.session,
    saveSession: (session) => (memory.session = structuredClone(session)),
    loadSaidDamage: () => memory.saidDamage,
    saveSaidDamage: (said) => (memory.saidDamage = structuredClone(said)),
    ...ports,
  });
  return { study, clock, memory };
}

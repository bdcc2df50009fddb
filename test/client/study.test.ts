import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createConceptIndex, type ConceptIndex } from '../../guide/src/conceptIndex';
import type { CodeLine, Session } from '../../client/src/study/session';
import type { Study, StudyPorts } from '../../client/src/study/study';
import type { StudyWords } from '../../client/src/study/studyWords';
import { studySnapshotSchema, type GivenAnswer, type SessionView } from '../../protocol/src/studyMessages';
import { studyTextsSchema, type StudyTexts } from '../../protocol/src/studyTexts';
import { MemoryFiles } from '../study/memoryFiles';
import { compileRealGuide } from '../support/guide';
import { openStudyWindow, type StudyWindow } from '../support/studyWindow';

const guide: ConceptIndex = createConceptIndex({
  version: 1,
  concepts: [...compileRealGuide().guide.concepts],
});
const texts = Object.fromEntries(
  Object.keys(studyTextsSchema.entries).map((name) => [name, name]),
) as StudyTexts;
const words: StudyWords = {
  area: (area) => area,
  wait: (milliseconds) => `${Math.round(milliseconds / 60_000)} min`,
  time: (at) => new Date(at).toISOString().slice(11, 16),
  date: (at) => new Date(at).toISOString().slice(0, 10),
  days: (from, to) => `${from}-${to}`,
  today: 'Today',
  due: 'Due',
  weak: 'Weak',
  file: 'File',
  openFiles: 'Open files',
  noServer: 'no server',
  nothingIn: (title) => `nothing in ${title}`,
  unknownConcept: (id) => `no ${id}`,
  unsaved: (count, reason) => `${count} unsaved: ${reason}`,
  unreadable: (reason) => `unreadable: ${reason}`,
  damaged: ({ count, first }) => `${count} damaged, first ${first.file}:${first.line}`,
};

const windowOn = (files: MemoryFiles, ports: Partial<StudyPorts> = {}): StudyWindow =>
  openStudyWindow(files, { guide: () => Promise.resolve(guide), words, texts, ...ports });

function sessionOf(study: Study): SessionView {
  const { session } = v.parse(studySnapshotSchema, study.snapshot());
  if (session === null) throw new Error('no session is shown');
  return session;
}

function keyOf(study: Study): string {
  return sessionOf(study).question?.key ?? '';
}

const choice: GivenAnswer = { kind: 'choice', chosen: [0] };

describe('studying', () => {
  it('shows a loading screen, then today, in snapshots whose numbers grow', async () => {
    const { study } = windowOn(new MemoryFiles());
    const loading = study.snapshot();
    expect(loading.screen).toBe('loading');
    await study.open();
    const today = v.parse(studySnapshotSchema, study.snapshot());
    expect(today.screen).toBe('today');
    expect(today.revision).toBeGreaterThan(loading.revision);
    expect(today.today).toMatchObject({ due: 0, fresh: 10, streak: 0, hasStarted: false, openSession: null });
  });

  it('records a review for a grade, and takes it back', async () => {
    const { study } = windowOn(new MemoryFiles());
    const { store } = await study.open();
    await study.start({ kind: 'today' });
    const key = keyOf(study);
    await study.handle({ type: 'grade', key, rating: 3 });
    expect(store.state.reviews).toHaveLength(0);
    await study.handle({ type: 'check', key, answer: choice });
    expect(sessionOf(study).feedback?.intervals).toHaveLength(4);
    await study.handle({ type: 'grade', key, rating: 3 });
    await study.handle({ type: 'grade', key, rating: 3 });
    expect(store.state.reviews).toHaveLength(1);
    expect(sessionOf(study).position).toBe(1);
    await study.handle({ type: 'undo' });
    expect(store.state.reviews).toHaveLength(0);
    expect(sessionOf(study)).toMatchObject({ position: 0, canUndo: false });
    expect(sessionOf(study).feedback).not.toBeNull();
  });

  it('takes back its own last answer, also when a drill has answered since', async () => {
    const { study } = windowOn(new MemoryFiles());
    const { store, catalogue } = await study.open();
    await study.start({ kind: 'today' });
    const key = keyOf(study);
    await study.handle({ type: 'check', key, answer: choice });
    await study.handle({ type: 'grade', key, rating: 3 });
    const other = [...catalogue.entries.values()].at(-1)?.question;
    if (other === undefined) throw new Error('the guide is empty');
    store.addReview({ questionId: other.id, conceptId: other.conceptId, rating: 3, durationMs: 1 });
    await study.handle({ type: 'undo' });
    expect(store.state.reviews.map(({ questionId }) => questionId)).toEqual([other.id]);
    expect(sessionOf(study).position).toBe(0);
  });

  it('names what was set aside once, and goes on', async () => {
    const files = new MemoryFiles();
    const damage = '\u0000\u0000\n{"__proto__":{}}\n';
    files.put('log-a-00001.jsonl', damage);
    const { study, memory } = windowOn(files);
    const { store } = await study.open();
    const damaged = (message: string) => ({ kind: 'damaged', message });
    expect(study.snapshot().problem).toEqual(damaged('2 damaged, first log-a-00001.jsonl:1'));
    await study.start({ kind: 'today' });
    expect(sessionOf(study).question).not.toBeNull();
    // Until it was read: a session can also begin where nobody has looked at the view.
    expect(study.snapshot().problem).not.toBeNull();
    await study.handle({ type: 'closeProblem' });
    expect(study.snapshot().problem).toBeNull();

    const after = windowOn(files, { loadSaidDamage: () => memory.saidDamage });
    const reopened = await after.study.open();
    expect(reopened.store.quarantine?.count).toBe(2);
    expect(after.study.snapshot().problem).toBeNull();

    files.put('log-b-00001.jsonl', 'cut o');
    await store.refresh();
    expect(study.snapshot().problem).toEqual(damaged('3 damaged, first log-a-00001.jsonl:1'));
    await study.handle({ type: 'closeProblem' });
    files.put('log-a-00001.jsonl', `${damage}more\n`);
    await store.refresh();
    expect(study.snapshot().problem).not.toBeNull();
    await study.handle({ type: 'closeProblem' });
    await files.remove('log-b-00001.jsonl');
    await store.refresh();
    // Less than what was said is nothing new.
    expect(study.snapshot().problem).toBeNull();
  });

  it.each([undefined, null, 2, 'said', { 'log-a-00001.jsonl': 'all' }])(
    'names what was set aside when what was remembered is %j',
    async (kept) => {
      const files = new MemoryFiles();
      files.put('log-a-00001.jsonl', 'cut o');
      const { study } = windowOn(files, { loadSaidDamage: () => kept });
      await study.open();
      expect(study.snapshot().problem?.kind).toBe('damaged');
    },
  );

  it('changes with time: when a question returns, when a day ends, and on return to the window', async () => {
    const files = new MemoryFiles();
    const { study, clock } = windowOn(files);
    expect(study.nextChangeAt).toBeUndefined();
    const { store } = await study.open();
    const dayEnds = Date.parse('2026-11-23T04:00:00+01:00');
    expect(study.nextChangeAt).toBe(dayEnds);
    await study.start({ kind: 'concept', conceptId: 'pagination' });
    const key = keyOf(study);
    await study.handle({ type: 'check', key, answer: { kind: 'choice', chosen: [] } });
    await study.handle({ type: 'grade', key, rating: 1 });
    await study.handle({ type: 'end' });
    await store.whenSaved();
    const returnsAt = clock.now + 10 * 60_000;
    expect(study.nextChangeAt).toBe(returnsAt);
    expect(study.snapshot().today).toMatchObject({ due: 0, next: '12:10' });

    clock.now = returnsAt;
    expect(study.nextChangeAt).toBe(dayEnds);
    expect(study.snapshot().today).toMatchObject({ due: 1, next: null });
    let draws = 0;
    study.onChange(() => (draws += 1));
    study.refresh();
    await vi.waitFor(() => expect(draws).toBe(1));
  });

  it('draws once when another window has answered meanwhile', async () => {
    const files = new MemoryFiles();
    const [left, right] = [windowOn(files), windowOn(files)];
    await right.study.open();
    await left.study.start({ kind: 'today' });
    const key = keyOf(left.study);
    await left.study.handle({ type: 'check', key, answer: choice });
    await left.study.handle({ type: 'grade', key, rating: 2 });
    await (await left.study.open()).store.whenSaved();
    let draws = 0;
    right.study.onChange(() => (draws += 1));
    right.study.refresh();
    await vi.waitFor(() => expect(right.study.snapshot().today?.answeredToday).toBe(1));
    await (await right.study.open()).store.refresh();
    expect(draws).toBe(1);
  });

  it('loads the parsers of code with the first questions, or with a session that goes on', async () => {
    const files = new MemoryFiles();
    let loads = 0;
    const codeReader = () => {
      loads += 1;
      return Promise.resolve(() => undefined);
    };
    const { study, memory } = windowOn(files, { codeReader });
    await study.handle({ type: 'ready' });
    await study.handle({ type: 'show', screen: 'statistics' });
    await study.start({ kind: 'weak' });
    expect(loads).toBe(0);
    await study.start({ kind: 'today' });
    expect(loads).toBe(1);
    await windowOn(files, { codeReader, loadSession: () => memory.session }).study.open();
    expect(loads).toBe(2);
  });

  it('counts an answer whose reader turns away before a grade, as suggested', async () => {
    for (const leave of [{ type: 'end' }, { type: 'start', scope: { kind: 'today' } }] as const) {
      const { study } = windowOn(new MemoryFiles());
      const { store } = await study.open();
      await study.start({ kind: 'today' });
      const { question } = sessionOf(study);
      await study.handle({ type: 'check', key: keyOf(study), answer: { kind: 'choice', chosen: [] } });
      await study.handle(leave);
      expect(store.state.reviews).toMatchObject([{ questionId: question?.questionId, rating: 1 }]);
      if (leave.type === 'end') continue;
      // It has just been answered, so it is not asked at once again.
      expect(sessionOf(study).question?.questionId).not.toBe(question?.questionId);
    }
  });

  it('counts no answer on leaving that was not checked, was taken back, or stays on screen', async () => {
    const { study, memory } = windowOn(new MemoryFiles());
    const { store } = await study.open();
    await study.start({ kind: 'today' });
    await study.handle({ type: 'draft', key: keyOf(study), answer: choice });
    await study.start({ kind: 'today' });
    expect(store.state.reviews).toHaveLength(0);
    const key = keyOf(study);
    await study.handle({ type: 'check', key, answer: choice });
    await study.start({ kind: 'weak' });
    expect(store.state.reviews).toHaveLength(0);
    await study.handle({ type: 'grade', key, rating: 3 });
    await study.handle({ type: 'undo' });
    // Also after a reload.
    const after = windowOn(new MemoryFiles(), { loadSession: () => memory.session });
    const { store: reloaded } = await after.study.open();
    for (const [window, log] of [
      [study, store],
      [after.study, reloaded],
    ] as const) {
      await window.handle({ type: 'end' });
      expect(log.state.reviews).toHaveLength(0);
    }
  });

  it('goes on with a session that was saved before answers could be taken back for good', async () => {
    const { study, memory } = windowOn(new MemoryFiles());
    await study.start({ kind: 'today' });
    const { isTakenBack, ...saved } = memory.session as Session;
    expect(isTakenBack).toBe(false);
    const after = windowOn(new MemoryFiles(), { loadSession: () => saved });
    await after.study.open();
    expect(after.study.snapshot().screen).toBe('session');
  });

  it('lets the newest of two starts win, whichever finishes first', async () => {
    const line: CodeLine = { uri: 'file:///a.ts', line: 0, label: 'a.ts:1', text: 'setTimeout(f)' };
    for (const lines of [new Map([['event-loop', line]]), new Map<string, CodeLine>(), undefined]) {
      let serverAnswers = (): void => undefined;
      const { study } = windowOn(new MemoryFiles(), {
        codeLines: () => new Promise((resolve) => (serverAnswers = () => resolve(lines))),
      });
      await study.open();
      const slow = study.start({ kind: 'open-files' });
      await study.start({ kind: 'concept', conceptId: 'pagination' });
      await study.handle({ type: 'draft', key: keyOf(study), answer: choice });
      serverAnswers();
      await slow;
      expect(study.snapshot().problem).toBeNull();
      expect(sessionOf(study).question).toMatchObject({ conceptId: 'pagination', draft: choice });
    }
  });

  it('takes back an answer that never reached the disk before a reload', async () => {
    const files = new MemoryFiles();
    files.failure = 'full';
    const before = windowOn(files);
    await before.study.start({ kind: 'today' });
    const key = keyOf(before.study);
    await before.study.handle({ type: 'check', key, answer: choice });
    await before.study.handle({ type: 'grade', key, rating: 3 });

    files.failure = undefined;
    const after = windowOn(files, { loadSession: () => before.memory.session });
    const { store } = await after.study.open();
    expect(store.state.reviews).toHaveLength(0);
    await after.study.handle({ type: 'undo' });
    expect(sessionOf(after.study)).toMatchObject({ position: 0, canUndo: false });
    await after.study.handle({ type: 'grade', key: keyOf(after.study), rating: 3 });
    expect(store.state.reviews).toHaveLength(1);
  });

  it('goes on with a half-answered question after a reload', async () => {
    const files = new MemoryFiles();
    const before = windowOn(files);
    await before.study.start({ kind: 'concept', conceptId: 'pagination' });
    const key = keyOf(before.study);
    await before.study.handle({ type: 'check', key, answer: choice });
    await before.study.handle({ type: 'grade', key, rating: 1 });
    const { question } = sessionOf(before.study);
    const answer = { kind: 'fill-gap', text: 'LIM' } as const;
    await before.study.handle({ type: 'draft', key: keyOf(before.study), answer });
    await (await before.study.open()).store.whenSaved();

    const after = windowOn(files, { loadSession: () => before.memory.session });
    await after.study.open();
    expect(sessionOf(after.study).question).toEqual({ ...question, draft: answer });
    expect((await after.study.open()).store.state.reviews).toHaveLength(1);
  });

  it.each([undefined, null, 1, 'x', {}, { version: 2 }, { version: 1, items: 'no' }])(
    'begins anew when what was kept is %j',
    async (kept) => {
      const { study } = windowOn(new MemoryFiles(), { loadSession: () => kept });
      await study.open();
      expect(study.snapshot().screen).toBe('today');
    },
  );

  it('says why a scope has no questions, and changes nothing else', async () => {
    const { study } = windowOn(new MemoryFiles());
    for (const [scope, message] of [
      [{ kind: 'weak' }, 'nothing in Weak'],
      [{ kind: 'due' }, 'nothing in Due'],
      [{ kind: 'file' }, 'nothing in File'],
      [{ kind: 'concept', conceptId: '__proto__' }, 'no __proto__'],
    ] as const) {
      await study.start(scope);
      expect(study.snapshot().problem).toEqual({ kind: 'scope', message });
    }
    await study.start({ kind: 'area', area: 'databases' });
    expect(study.snapshot().problem).toBeNull();
  });

  it('asks about the concepts of a file with the line that shows them, and says so without a server', async () => {
    const line: CodeLine = {
      uri: 'file:///orders.ts',
      line: 13,
      label: 'orders.ts:14',
      text: 'LIMIT 20 OFFSET $2',
    };
    const { study } = windowOn(new MemoryFiles(), {
      codeLines: (scope) => Promise.resolve(scope === 'file' ? new Map([['pagination', line]]) : undefined),
    });
    await study.start({ kind: 'file' });
    expect(sessionOf(study).question).toMatchObject({
      conceptId: 'pagination',
      source: { label: 'orders.ts:14', text: 'LIMIT 20 OFFSET $2' },
    });
    expect(study.currentSource).toEqual(line);
    await study.start({ kind: 'open-files' });
    expect(study.snapshot().problem?.message).toBe('no server');
  });

  it('keeps answers in memory and says so when the disk refuses, until it no longer does', async () => {
    const files = new MemoryFiles();
    files.failure = 'read-only';
    const { study } = windowOn(files);
    const { store } = await study.open();
    await study.start({ kind: 'today' });
    const key = keyOf(study);
    await study.handle({ type: 'check', key, answer: choice });
    await study.handle({ type: 'grade', key, rating: 4 });
    await store.whenSaved();
    expect(study.snapshot().problem).toEqual({ kind: 'unsaved', message: '1 unsaved: read-only' });
    files.failure = undefined;
    await study.retry();
    expect(study.snapshot().problem).toBeNull();
  });

  it('says that the guide cannot be read, and recovers', async () => {
    let isDamaged = true;
    const { study } = windowOn(new MemoryFiles(), {
      guide: () => (isDamaged ? Promise.reject(new Error('damaged')) : Promise.resolve(guide)),
    });
    await expect(study.open()).rejects.toThrow('damaged');
    expect(study.snapshot()).toMatchObject({
      screen: 'failed',
      problem: { kind: 'guide', message: 'damaged' },
    });
    isDamaged = false;
    await study.retry();
    expect(study.snapshot().screen).toBe('today');
  });

  it('sees what another window answered', async () => {
    const files = new MemoryFiles();
    const [left, right] = [windowOn(files), windowOn(files)];
    await right.study.open();
    await left.study.start({ kind: 'today' });
    const key = keyOf(left.study);
    await left.study.handle({ type: 'check', key, answer: choice });
    await left.study.handle({ type: 'grade', key, rating: 2 });
    await (await left.study.open()).store.whenSaved();
    await (await right.study.open()).store.refresh();
    expect(right.study.snapshot().today?.answeredToday).toBe(1);
    expect([...files.content.keys()]).toHaveLength(1);
  });

  it('plans for an interview within the minutes of a day', async () => {
    const { study, clock } = windowOn(new MemoryFiles(), {
      interviewAt: () => Date.UTC(2026, 11, 6, 9),
    });
    await study.start({ kind: 'today' });
    expect(sessionOf(study).total).toBeGreaterThan(5);
    await study.handle({ type: 'show', screen: 'today' });
    const daysLeftAt = (time: string): number | undefined => {
      clock.now = Date.parse(time);
      return study.snapshot().today?.interview?.daysLeft;
    };
    expect(study.snapshot().today?.interview).toEqual({ label: '2026-12-06', daysLeft: 14 });
    // Days of the calendar, from midnight to midnight, and not of 24 hours from the hour of the interview.
    expect(daysLeftAt('2026-12-05T08:00:00+01:00')).toBe(1);
    expect(daysLeftAt('2026-12-05T23:59:00+01:00')).toBe(1);
    expect(study.nextChangeAt).toBe(Date.parse('2026-12-06T00:00:00+01:00'));
    // It was 1 here, two hours before the interview, though nobody can study for a day any more.
    expect(daysLeftAt('2026-12-06T09:00:00+01:00')).toBe(0);
    expect(daysLeftAt('2026-12-06T00:30:00+01:00')).toBe(0);
    expect(daysLeftAt('2026-12-06T20:00:00+01:00')).toBe(0);
  });

  it('ends with a summary', async () => {
    const { study } = windowOn(new MemoryFiles());
    await study.start({ kind: 'concept', conceptId: 'pagination' });
    const { total } = sessionOf(study);
    for (let position = 0; position < total; position++) {
      const key = keyOf(study);
      await study.handle({ type: 'check', key, answer: { kind: 'choice', chosen: [] } });
      await study.handle({ type: 'grade', key, rating: 1 });
    }
    expect(sessionOf(study)).toMatchObject({
      question: null,
      summary: { answered: total, correct: 0, toRepeat: [{ conceptId: 'pagination' }], next: '12:10' },
    });
    await study.handle({ type: 'end' });
    expect(study.snapshot().screen).toBe('today');
  });

  it('draws every question of the guide with its feedback', async () => {
    const { study } = windowOn(new MemoryFiles());
    for (const { id, questions } of guide.concepts) {
      await study.start({ kind: 'concept', conceptId: id });
      for (let position = 0; position < Math.min(20, questions.length); position++) {
        const { question } = sessionOf(study);
        if (question === null) throw new Error(`${id} ended early`);
        await study.handle({ type: 'check', key: question.key, answer: choice });
        expect(sessionOf(study).feedback, question.questionId).not.toBeNull();
        await study.handle({ type: 'grade', key: question.key, rating: 3 });
      }
    }
  });
});

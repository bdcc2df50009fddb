import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createConceptIndex, type ConceptIndex } from '../../guide/src/conceptIndex';
import type { CodeLine } from '../../client/src/study/session';
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
    files.put('log-a-00001.jsonl', '\u0000\u0000\n{"__proto__":{}}\n');
    const { study } = windowOn(files);
    await study.open();
    expect(study.snapshot().problem).toEqual({
      kind: 'damaged',
      message: '2 damaged, first log-a-00001.jsonl:1',
    });
    await study.start({ kind: 'today' });
    expect(sessionOf(study).question).not.toBeNull();
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
    expect(study.snapshot().today?.interview).toEqual({ label: '2026-12-06', daysLeft: 14 });
    clock.now = Date.UTC(2026, 11, 6, 8);
    expect(study.snapshot().today?.interview?.daysLeft).toBe(1);
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
      summary: { answered: total, correct: 0, toRepeat: [{ conceptId: 'pagination' }], next: '10 min' },
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

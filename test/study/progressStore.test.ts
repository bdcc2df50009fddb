import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLine } from '../../study/src/logLines';
import { ProgressStore, type NewReview } from '../../study/src/progressStore';
import { createScheduler } from '../../study/src/scheduler';
import { createCalendar, dayMs } from '../../study/src/studyDay';
import { epoch, review } from './arbitraries';
import { MemoryFiles } from './memoryFiles';

const scheduler = createScheduler();
const calendar = createCalendar('Europe/Berlin');
const answer: NewReview = {
  questionId: 'pagination/question-1',
  conceptId: 'pagination',
  rating: 3,
  durationMs: 8_000,
};

interface TestClock {
  now: number;
}

async function openStore(files: MemoryFiles, writer: string, clock: TestClock = { now: epoch }) {
  let count = files.content.size * 10_000;
  return ProgressStore.open({
    files,
    writer,
    device: 'laptop',
    scheduler,
    calendar,
    now: () => (clock.now += 1_000),
    newId: () => `${writer}-${String((count += 1))}`,
  });
}

describe('ProgressStore', () => {
  it('answers at once and has everything after a restart', async () => {
    const files = new MemoryFiles();
    const store = await openStore(files, 'one');
    for (let index = 0; index < 250; index += 1) {
      store.addReview({ ...answer, questionId: `pagination/question-${String(index % 7)}` });
    }
    expect(store.state.reviews).toHaveLength(250);
    expect(store.status.kind).toBe('saving');
    await store.whenSaved();
    expect(store.status).toEqual({ kind: 'saved' });
    const again = await openStore(files, 'two', { now: epoch + dayMs });
    expect(again.events).toEqual(store.events);
    expect(again.state.cards).toEqual(store.state.cards);
    expect([...files.content.keys()].filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('writes in proportion to a segment and not to the history', async () => {
    const files = new MemoryFiles();
    const store = await openStore(files, 'one');
    const costs: number[] = [];
    for (let index = 0; index < 400; index += 1) {
      const before = files.writtenCharacters;
      store.addReview(answer);
      await store.whenSaved();
      costs.push(files.writtenCharacters - before);
    }
    const line = encodeLine(review('x'.repeat(10), { utcOffset: 60 })).length;
    expect(Math.max(...costs)).toBeLessThan(110 * line);
    expect(files.content.size).toBe(4);
  });

  it('loses none of 2,000 reviews that two windows write at the same time', async () => {
    const files = new MemoryFiles();
    const [left, right] = await Promise.all([openStore(files, 'left'), openStore(files, 'right')]);
    for (let index = 0; index < 1_000; index += 1) {
      left.addReview(answer);
      right.addReview(answer);
      if (index % 50 === 0) await Promise.all([left.refresh(), right.whenSaved()]);
    }
    await Promise.all([left.whenSaved(), right.whenSaved()]);
    expect(await left.refresh()).toBe(true);
    await right.refresh();
    expect(left.events).toHaveLength(2_000);
    expect(right.events).toEqual(left.events);
    expect(right.state).toEqual(left.state);
    expect((await openStore(files, 'third')).events).toEqual(left.events);
  });

  it('loses at most the review in flight when the machine stops at any character of a write', async () => {
    const files = new MemoryFiles();
    const store = await openStore(files, 'one');
    for (let index = 0; index < 3; index += 1) store.addReview(answer);
    await store.whenSaved();
    const [name, before] = [...files.content][0] ?? ['', ''];
    store.addReview(answer);
    await store.whenSaved();
    const after = files.content.get(name) ?? '';
    expect(after.length).toBeGreaterThan(before.length);
    for (let length = 0; length <= after.length; length += 1) {
      // Stopped while the temporary file was written, and, on a file system that breaks its promise, in the log itself.
      const atomic = new MemoryFiles();
      atomic.put(name, before);
      atomic.put(`${name}.tmp`, after.slice(0, length));
      expect((await openStore(atomic, 'next')).events).toHaveLength(3);
      if (length < before.length - 1) continue;
      const torn = new MemoryFiles();
      torn.put(name, after.slice(0, length));
      expect((await openStore(torn, 'next')).events.length).toBeGreaterThanOrEqual(3);
    }
  });

  it('keeps studying in memory when the disk is full, says so, and catches up', async () => {
    const files = new MemoryFiles();
    const store = await openStore(files, 'one');
    let changes = 0;
    store.subscribe(() => (changes += 1));
    files.failure = 'no space left on device';
    for (let index = 0; index < 150; index += 1) store.addReview(answer);
    await store.whenSaved();
    expect(store.status).toEqual({ kind: 'memory-only', unsaved: 150, reason: 'no space left on device' });
    expect(store.state.reviews).toHaveLength(150);
    expect(changes).toBeGreaterThan(150);
    files.failure = undefined;
    expect(await store.retry()).toEqual({ kind: 'saved' });
    expect((await openStore(files, 'two')).events).toHaveLength(150);
  });

  it('opens without a readable folder', async () => {
    const files = new MemoryFiles();
    files.list = () => Promise.reject(new Error('permission denied'));
    const store = await openStore(files, 'one');
    expect(store.status).toEqual({ kind: 'unreadable', reason: 'permission denied' });
    store.addReview(answer);
    expect(store.state.reviews).toHaveLength(1);
  });

  it('takes back step by step, also after a reload, and also what it took back', async () => {
    const files = new MemoryFiles();
    const store = await openStore(files, 'one');
    const first = store.addReview(answer);
    const afterOne = store.state;
    const second = store.addReview({ ...answer, questionId: 'pagination/question-2' });
    const afterTwo = store.state;
    const reset = store.reset({ kind: 'all' });
    expect(store.state.cards.size).toBe(0);
    expect(store.takeBack(reset.id)).toEqual(reset);
    expect(store.state).toEqual(afterTwo);
    store.takeBack(second.id);
    expect(store.state).toEqual(afterOne);
    await store.whenSaved();
    const reloaded = await openStore(files, 'two');
    expect(reloaded.state).toEqual(afterOne);
    const before = new Set(reloaded.events);
    expect(reloaded.takeBack(first.id)?.type).toBe('review');
    expect(reloaded.state.cards.size).toBe(0);
    const [undo] = reloaded.events.filter((event) => !before.has(event));
    expect(undo?.type).toBe('undo');
    reloaded.takeBack(undo?.id ?? '');
    expect(reloaded.state.cards).toEqual(afterOne.cards);
  });

  it('resets although the clock was set back by an hour', async () => {
    const clock = { now: epoch };
    const store = await openStore(new MemoryFiles(), 'one', clock);
    store.addReview(answer);
    clock.now -= 3_600_000;
    store.reset({ kind: 'card', questionId: answer.questionId });
    expect(store.state.cards.size).toBe(0);
  });

  it('refuses what could not be read again, and mends durations', async () => {
    const store = await openStore(new MemoryFiles(), 'one');
    expect(() => store.addReview({ ...answer, questionId: 'line\nbreak' })).toThrow(
      /"questionId" is not valid/,
    );
    expect(store.state.reviews).toEqual([]);
    expect(store.addReview({ ...answer, durationMs: NaN }).durationMs).toBe(0);
    expect(store.addReview({ ...answer, durationMs: 1e12 }).durationMs).toBe(86_400_000);
  });

  it('sets hostile files aside, leaves them alone and goes on', async () => {
    const files = new MemoryFiles();
    const good = encodeLine(review('good'));
    const hostile = {
      'log-a-00001.jsonl': `${good}\u0000\u0000\n`,
      'log-b-00001.jsonl': '{"__proto__":{"polluted":true}}\n',
      'log-c-00001.jsonl': encodeLine(review('new')).replace('"v":1', '"v":2'),
      'notes.txt': 'my notes',
    };
    for (const [name, text] of Object.entries(hostile)) files.put(name, text);
    const store = await openStore(files, 'one');
    expect(store.events.map(({ id }) => id)).toEqual(['good']);
    expect(store.quarantine?.count).toBe(3);
    store.addReview(answer);
    await store.whenSaved();
    for (const [name, text] of Object.entries(hostile)) expect(files.content.get(name)).toBe(text);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('does not mind lines that come twice, in any order, or from another machine', async () => {
    const events = Array.from({ length: 40 }, (_, index) => ({
      ...review(`r-${String(index)}`, { at: epoch + index * 1_000, rating: index % 4 === 0 ? 1 : 3 }),
      device: index % 2 === 0 ? 'laptop' : 'desk',
    }));
    const plain = new MemoryFiles();
    plain.put('log-a-00001.jsonl', events.map(encodeLine).join(''));
    const expected = await openStore(plain, 'one');
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...events, ...events], { minLength: 80, maxLength: 80 }),
        fc.nat(80),
        async (lines, cut) => {
          const files = new MemoryFiles();
          files.put('log-a-00001.jsonl', lines.slice(0, cut).map(encodeLine).join('\n'));
          files.put('log-b-00001.jsonl', lines.slice(cut).map(encodeLine).join(''));
          const store = await openStore(files, 'two');
          expect(store.state).toEqual(expected.state);
          expect(store.quarantine).toBeUndefined();
        },
      ),
      { numRuns: 25 },
    );
  });

  it('keeps what it holds when its folder disappears or becomes a file', async () => {
    const files = new MemoryFiles();
    const store = await openStore(files, 'one');
    store.addReview(answer);
    await store.whenSaved();
    files.list = () => Promise.reject(new Error('ENOTDIR: not a directory'));
    files.failure = 'ENOTDIR: not a directory';
    expect(await store.refresh()).toBe(false);
    store.addReview(answer);
    await store.whenSaved();
    expect(store.state.reviews).toHaveLength(2);
    expect(store.status).toMatchObject({ kind: 'memory-only', unsaved: 1 });
  });

  it('takes back one answer by its id, whoever answered since', async () => {
    const store = await openStore(new MemoryFiles(), 'one');
    const first = store.addReview(answer);
    store.addReview({ ...answer, questionId: 'pagination/question-2' });
    expect(store.takeBack(first.id)).toEqual(first);
    expect(store.state.reviews.map(({ questionId }) => questionId)).toEqual(['pagination/question-2']);
    expect(store.takeBack('unknown')).toBeUndefined();
    expect(store.state.reviews).toHaveLength(1);
  });

  it('does not even read a file that is far too large', async () => {
    const files = new MemoryFiles();
    files.put('log-a-00001.jsonl', encodeLine(review('good')));
    const list = files.list;
    files.list = async () =>
      (await list()).map((file) => ({
        ...file,
        size: file.name.startsWith('log-a') ? 50 * 1024 * 1024 : file.size,
      }));
    const store = await openStore(files, 'one');
    expect(store.events).toEqual([]);
    expect(store.quarantine?.first.reason).toContain('50 MB');
  });

  it('never overwrites its own old files when a writer name is used again', async () => {
    const files = new MemoryFiles();
    for (let round = 1; round <= 3; round += 1) {
      const store = await openStore(files, 'one', { now: epoch + round * dayMs });
      store.addReview(answer);
      await store.whenSaved();
      expect(store.events).toHaveLength(round);
    }
  });

  it('merges old logs into one without losing an event, and leaves damaged ones', async () => {
    const files = new MemoryFiles();
    const rested = { now: epoch };
    for (let index = 0; index < 60; index += 1) {
      const store = await openStore(files, `window-${String(index)}`, rested);
      store.addReview(answer);
      await store.whenSaved();
    }
    files.put('log-damaged-00001.jsonl', `${encodeLine(review('kept'))}{"v":1`);
    const store = await openStore(files, 'last', { now: epoch + 10 * dayMs });
    const before = store.events;
    await store.compact();
    expect([...files.content.keys()].sort()).toEqual(['log-damaged-00001.jsonl', 'log-last-00001.jsonl']);
    await store.refresh();
    expect(store.events).toEqual(before);
    expect((await openStore(files, 'next')).events).toEqual(before);
  });

  it('removes nothing when the merged file cannot be written', async () => {
    const files = new MemoryFiles();
    for (let index = 0; index < 60; index += 1) {
      files.put(
        `log-old-${String(index + 1).padStart(5, '0')}.jsonl`,
        encodeLine(review(`r-${String(index)}`)),
      );
    }
    const store = await openStore(files, 'last', { now: epoch + 10 * dayMs });
    files.failure = 'read-only file system';
    await store.compact();
    expect(files.content.size).toBe(60);
  });

  it('merges any split of any log to the same progress', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 30 }),
        async (owners) => {
          const files = new MemoryFiles();
          const all = owners.map((owner, index) => ({
            owner,
            event: review(`r-${String(index)}`, {
              at: epoch + index * 1_000,
              rating: index % 4 === 0 ? 1 : 3,
            }),
          }));
          for (const owner of [0, 1, 2]) {
            files.put(
              `log-w${String(owner)}-00001.jsonl`,
              all
                .filter((entry) => entry.owner === owner)
                .map(({ event }) => encodeLine(event))
                .join(''),
            );
          }
          const store = await openStore(files, 'reader', { now: epoch + dayMs });
          expect(store.events).toEqual(all.map(({ event }) => event));
        },
      ),
      { numRuns: 30 },
    );
  });
});

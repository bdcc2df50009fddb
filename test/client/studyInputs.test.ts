/** What comes from outside into studying: arguments of commands, dates, messages of the view. */
import * as fc from 'fast-check';
import * as v from 'valibot';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endOfInterviewDay, interviewAt, parseInterviewDate } from '../../client/src/study/interviewDate';
import { parseScope } from '../../client/src/study/studyScope';
import { wrapText } from '../../client/src/study/wrapText';
import { studyRequestSchema, studySnapshotSchema } from '../../protocol/src/studyMessages';

describe('the scope of a quiz', () => {
  it.each([
    ['weak', { kind: 'weak' }],
    ['open-files', { kind: 'open-files' }],
    ['databases', { kind: 'area', area: 'databases' }],
    ['pagination', { kind: 'concept', conceptId: 'pagination' }],
    [
      { kind: 'area', area: 'python' },
      { kind: 'area', area: 'python' },
    ],
    [{ kind: 'area', area: 'cooking' }, undefined],
    [{ kind: 'due', extra: 1 }, undefined],
    [42, undefined],
    [null, undefined],
    ['x'.repeat(201), undefined],
  ])('%j', (argument, scope) => {
    expect(parseScope(argument)).toEqual(scope);
  });
});

describe('the date of an interview', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is a real day', () => {
    expect(parseInterviewDate(' 2027-03-15 ')).toBe(new Date(2027, 2, 15, 9).getTime());
    for (const text of ['2027-02-30', '2027-13-01', '15.3.2027', '', undefined, 20270315, '2027-3-5']) {
      expect(parseInterviewDate(text)).toBeUndefined();
    }
  });

  it('is kept until its day is over, and forgotten when the next one begins', () => {
    const state = { get: () => '2027-03-15' };
    const morning = new Date(2027, 2, 15, 9).getTime();
    for (const hour of [0, 8, 10, 23]) {
      expect(interviewAt(state, new Date(2027, 2, 15, hour, 59).getTime())).toBe(morning);
    }
    // Not 24 hours after it: at eight in the morning nobody has it still to come.
    expect(interviewAt(state, new Date(2027, 2, 16).getTime())).toBeUndefined();
    expect(interviewAt(state, new Date(2027, 2, 16, 8).getTime())).toBeUndefined();
    expect(interviewAt({ get: () => 'soon' }, morning)).toBeUndefined();
  });

  it.each([
    ['2027-03-28', '2027-03-28T22:00:00Z'],
    ['2027-10-31', '2027-10-31T23:00:00Z'],
    ['2027-12-31', '2027-12-31T23:00:00Z'],
  ])('%s ends at midnight, also when the clock is moved that day', (date, end) => {
    vi.stubEnv('TZ', 'Europe/Berlin');
    expect(endOfInterviewDay(parseInterviewDate(date) ?? 0)).toBe(Date.parse(end));
  });
});

describe('messages of the view', () => {
  it('are refused without an exception unless they are exactly ours', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (message) => {
        expect(v.is(studyRequestSchema, message)).toBe(false);
        expect(v.is(studySnapshotSchema, message)).toBe(false);
      }),
    );
  });

  it('are refused when one of ours is bent', () => {
    const ours = [
      { type: 'ready' },
      { type: 'start', scope: { kind: 'area', area: 'databases' } },
      { type: 'draft', key: 's/0', answer: { kind: 'match', rights: [0, null] } },
      { type: 'grade', key: 's/0', rating: 4 },
      { type: 'command', command: 'openSettings' },
    ];
    for (const message of ours) expect(v.is(studyRequestSchema, message)).toBe(true);
    const bent: unknown[] = [
      { type: 'start', scope: { kind: 'area', area: '../etc' } },
      { type: 'draft', key: 's/0', answer: { kind: 'match', rights: [-1] } },
      { type: 'draft', key: 's/0', answer: { kind: 'fill-gap', text: 'x'.repeat(2_001) } },
      { type: 'grade', key: 's/0', rating: 5 },
      { type: 'grade', key: 's/0', rating: 3, also: 1 },
      { type: 'command', command: 'workbench.action.quit' },
      JSON.parse('{"type":"ready","__proto__":{"polluted":true}}'),
    ];
    for (const message of bent)
      expect(v.is(studyRequestSchema, message), JSON.stringify(message)).toBe(false);
    expect('polluted' in {}).toBe(false);
  });
});

describe('text for rows of a fixed width', () => {
  it('breaks between words, and inside a word that is too long', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrapText('  ', 5)).toEqual([]);
  });

  it('loses no word', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const lines = wrapText(text, width);
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

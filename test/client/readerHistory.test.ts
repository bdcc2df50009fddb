import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { beginHistory, conceptAt, currentOf, onlyKnown, step, visit } from '../../client/src/reader/history';
import { readerHistorySchema } from '../../protocol/src/readerMessages';

const abc = visit(visit(beginHistory('a'), 'b'), 'c');

describe('the history of the reader', () => {
  it('goes back and forward, and stays at its ends', () => {
    const back = step(step(abc, -1), -1);
    expect(currentOf(back)).toBe('a');
    expect(step(back, -1)).toBe(back);
    expect(currentOf(step(back, 1))).toBe('b');
    expect(step(abc, 1)).toBe(abc);
  });

  it('forgets what lay ahead when somebody reads on from the middle', () => {
    const turned = visit(step(abc, -1), 'd');
    expect(turned.visited).toEqual(['a', 'b', 'd']);
    expect(conceptAt(turned, 1)).toBeUndefined();
  });

  it('does not count the same concept twice in a row', () => {
    expect(visit(abc, 'c')).toBe(abc);
  });

  it('stays short enough for its own schema', () => {
    let history = beginHistory('start');
    for (let index = 0; index < 200; index++) history = visit(history, `concept-${index}`);
    expect(v.is(readerHistorySchema, history)).toBe(true);
    expect(currentOf(history)).toBe('concept-199');
  });

  it('comes back without concepts that are gone', () => {
    expect(onlyKnown(abc, (id) => id !== 'a')).toEqual({ version: 1, visited: ['b', 'c'], current: 1 });
    expect(onlyKnown(abc, (id) => id !== 'c')).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['another version', { version: 2, visited: ['a'], current: 0 }],
    ['a place that is not there', { version: 1, visited: ['a'], current: 1 }],
    ['a path', { version: 1, visited: ['../a'], current: 0 }],
  ])('is not read from %s', (_, state) => {
    expect(v.is(readerHistorySchema, state)).toBe(false);
  });
});

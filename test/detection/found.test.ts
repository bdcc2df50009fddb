import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../protocol/src/trigger';
import type { Match } from '../../server/src/detection/detection';
import { settle, type Found } from '../../server/src/detection/found';

/** What a trigger of a concept found; the weight decides where two of them meet. */
function found(conceptId: string, from: number, to: number, weight: number, option?: string): Found {
  const trigger: Trigger = { id: 'x', kind: 'sql', phrases: ['X'], note: 'x', show: 'every' };
  const indexed = { conceptId, id: `${conceptId}/x`, option, firstOnly: false, order: 0, trigger };
  return { from, to, weight, trigger: indexed };
}

type Outline = readonly [conceptId: string, from: number, to: number, behind: readonly Outline[]];
function outline(matches: readonly Match[]): readonly Outline[] {
  return matches.map(({ conceptId, from, to, behind }) => [conceptId, from, to, outline(behind)]);
}

describe('settle', () => {
  it('keeps behind a match what the place would be without its concept, at its own range', () => {
    const all = [
      found('wide', 0, 30, 9),
      found('left', 0, 5, 2),
      found('right', 20, 25, 2),
      found('least', 0, 5, 1),
    ];
    expect(outline(settle(all))).toEqual([
      [
        'wide',
        0,
        30,
        [
          ['left', 0, 5, [['least', 0, 5, []]]],
          ['right', 20, 25, []],
        ],
      ],
    ]);
  });

  it('puts nothing behind a match that would overlap another one', () => {
    const all = [found('first', 0, 10, 5), found('bridge', 5, 25, 1), found('second', 20, 30, 4)];
    expect(outline(settle(all))).toEqual([
      ['first', 0, 10, []],
      ['second', 20, 30, []],
    ]);
  });

  it('merges the same concept, also behind another one, and borrows its side', () => {
    const all = [
      found('top', 0, 20, 9),
      found('low', 2, 8, 2),
      found('low', 6, 12, 1, 'side'),
      found('top', 1, 3, 1),
    ];
    const [top] = settle(all);
    expect(outline(top === undefined ? [] : [top])).toEqual([['top', 0, 20, [['low', 2, 12, []]]]]);
    expect(top?.behind[0]).toMatchObject({ optionId: 'side', triggerId: 'low/x' });
  });
});

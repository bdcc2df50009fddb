import { describe, expect, it } from 'vitest';
import { partsOfNothing } from '../../scripts/lib/partsOfNothing.mts';

describe('partsOfNothing', () => {
  it('names what was mistyped, also beside what was not', () => {
    expect(partsOfNothing(['locks', 'lokcs'], ['locks', 'views'], 'no id of a concept')).toEqual([
      'no id of a concept contains "lokcs", so nothing was checked for it',
    ]);
  });

  it('is silent when everything was meant', () => {
    expect(partsOfNothing([], ['locks'], 'no id of a concept')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { restartDelay } from '../../client/src/restartPolicy';

describe('restartDelay', () => {
  it('waits longer after each crash and gives up after five', () => {
    const crashes: number[] = [];
    const delays = [1, 2, 3, 4, 5, 6].map((second) => {
      crashes.push(second * 1000);
      return restartDelay(crashes);
    });
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, undefined]);
  });

  it('forgives crashes that are long past', () => {
    expect(restartDelay([0, 1, 2, 3, 4, 600_000])).toBe(250);
  });
});

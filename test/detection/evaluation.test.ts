import path from 'node:path';
import { expect, it } from 'vitest';
import { evaluate } from './evaluation';
import { fixtureConcepts } from './fixtureTriggers';
import { readLabelled } from './readLabelled';

it('finds what is labelled and nothing else', async () => {
  const pieces = readLabelled(path.join(import.meta.dirname, 'labelled'));
  const { positions, traps, total, confusions } = await evaluate(fixtureConcepts, pieces);
  expect(positions).toBeGreaterThanOrEqual(600);
  expect(traps / positions).toBeGreaterThan(0.4);
  expect(confusions.filter((one) => one.startsWith('wrong') || one.startsWith('side'))).toEqual([]);
  expect(total.recall).toBeGreaterThan(0.99);
});

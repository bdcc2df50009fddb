import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const about = ['expect'];

export const proofs: Proofs = {
  async 'null-is-defined'({ json }) {
    const program = `const { expect } = require('expect');
const passes = (use) => { try { use(); return true; } catch { return false; } };
console.log(JSON.stringify([
  passes(() => expect(null).toBeDefined()), passes(() => expect(undefined).toBeDefined()),
  passes(() => expect(null).toMatchObject({ email: 'ada@x.io' })),
]));`;
    assert.deepEqual(await json(program, { about }), [true, false, false]);
  },

  async 'to-throw-misses-rejections'({ json }) {
    const program = `const { expect } = require('expect');
const fails = async () => { throw new Error('x'); };
(async () => {
  let outcome = 'passes';
  const promises = [];
  try { expect(() => { const promise = fails(); promises.push(promise.catch(() => {})); return promise; }).toThrow(); } catch { outcome = 'sees nothing'; }
  await expect(fails()).rejects.toThrow('x');
  console.log(JSON.stringify(outcome));
})();`;
    assert.equal(await json(program, { about }), 'sees nothing');
  },

  async 'weak-hash-test-passes'({ json }) {
    const program = `const { expect } = require('expect');
const { createHash } = require('node:crypto');
const password = 'secret';
const isAccepted = (hash) => { try { expect(hash).not.toBe(password); expect(hash.length).toBeGreaterThan(50); return true; } catch { return false; } };
console.log(JSON.stringify([password.repeat(10), createHash('sha256').update(password).digest('hex')].map(isAccepted)));`;
    assert.deepEqual(await json(program, { about }), [true, true]);
  },
};

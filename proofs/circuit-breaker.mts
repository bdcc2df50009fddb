import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const about = ['opossum'];

export const proofs: Proofs = {
  async 'opens-after-one-failure'({ json }) {
    const program = `const CircuitBreaker = require('opossum');
(async () => {
  const breaker = new CircuitBreaker(() => Promise.reject(new Error('down')));
  const before = breaker.opened;
  await breaker.fire().catch(() => {});
  const rejected = await breaker.fire().catch((error) => error.code);
  console.log(JSON.stringify([before, breaker.opened, rejected, breaker.volumeThreshold]));
  process.exit(0);
})();`;
    assert.deepEqual(await json(program, { about }), [false, true, 'EOPENBREAKER', 0]);
  },

  async 'timeout-does-not-cancel'({ json }) {
    const program = `const CircuitBreaker = require('opossum');
(async () => {
  let finish;
  const ran = new Promise((resolve) => { finish = resolve; });
  const breaker = new CircuitBreaker(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    finish('ran to its end');
  }, { timeout: 20 });
  const code = await breaker.fire().catch((error) => error.code);
  console.log(JSON.stringify([code, await ran]));
  process.exit(0);
})();`;
    assert.deepEqual(await json(program, { about }), ['ETIMEDOUT', 'ran to its end']);
  },

  async 'states-of-a-breaker'({ json }) {
    const program = `const CircuitBreaker = require('opossum');
const { once } = require('node:events');
(async () => {
  // The timers of opossum do not keep a process alive.
  setInterval(() => {}, 1000);
  let works = false;
  const states = [];
  const breaker = new CircuitBreaker(async () => { if (!works) throw new Error('down'); return 'fine'; }, { resetTimeout: 50 });
  for (const state of ['open', 'halfOpen', 'close']) breaker.on(state, () => states.push(state));
  await breaker.fire().catch(() => {});
  await once(breaker, 'halfOpen');
  await breaker.fire().catch(() => {});
  await once(breaker, 'halfOpen');
  works = true;
  await breaker.fire();
  console.log(JSON.stringify(states));
  process.exit(0);
})();`;
    assert.deepEqual(await json(program, { about }), ['open', 'halfOpen', 'open', 'halfOpen', 'close']);
  },

  async 'no-three-in-a-row'({ json }) {
    const program = `let inARow = 0, longest = 0, failures = 0;
for (let call = 0; call < 300; call++) {
  const fails = call % 3 !== 2;
  inARow = fails ? inARow + 1 : 0;
  failures += fails ? 1 : 0;
  longest = Math.max(longest, inARow);
}
console.log(JSON.stringify([longest, failures / 300 > 0.66]));`;
    assert.deepEqual(await json(program), [2, true]);
  },
};

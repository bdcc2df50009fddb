/** Orders of events that hold in every run; races, such as a timer against setImmediate at the top level, are left out. */
import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'immediate-first-inside-io'({ node }) {
    const program = `const fs = require('node:fs');
let left = 20;
(function round() {
  if (left-- === 0) return;
  fs.stat(__filename, () => {
    const order = [];
    const done = (name) => { order.push(name); if (order.length === 2) { console.log(order.join()); round(); } };
    setTimeout(done, 0, 'timeout');
    setImmediate(done, 'immediate');
  });
})();`;
    assert.deepEqual((await node(program)).lines, new Array<string>(20).fill('immediate,timeout'));
  },

  async 'delay-becomes-one-millisecond'({ json }) {
    const program = `process.removeAllListeners('warning');
const timers = [setTimeout(() => {}, 0), setTimeout(() => {}, 2 ** 31)];
console.log(JSON.stringify(timers.map((timer) => timer._idleTimeout)));
timers.forEach(clearTimeout);`;
    assert.deepEqual(await json(program), [1, 1]);
  },

  async 'async-body-runs-synchronously'({ node }) {
    const program = `async function work() {
  console.log('body');
  await null;
  console.log('rest');
}
work();
console.log('caller');`;
    assert.deepEqual((await node(program)).lines, ['body', 'caller', 'rest']);
  },

  async 'computing-holds-timers'({ json }) {
    const program = `let fired = 0;
setInterval(() => { fired++; }, 1).unref();
const end = Date.now() + 200;
while (Date.now() < end);
console.log(JSON.stringify(fired));`;
    assert.equal(await json(program), 0);
  },

  async 'immediates-let-timers-in'({ json }) {
    const program = `let fired = false;
setTimeout(() => { fired = true; }, 10);
let turns = 0;
(function slice() {
  turns++;
  if (fired) console.log(JSON.stringify(turns > 1));
  else setImmediate(slice);
})();`;
    assert.equal(await json(program), true);
  },

  async 'close-by-next-tick'({ node }) {
    const program = `const { Readable } = require('node:stream');
const readable = new Readable({ read() {} });
readable.on('close', () => console.log('close'));
setImmediate(() => console.log('check phase'));
Promise.resolve().then(() => console.log('promise'));
readable.destroy();`;
    // Before the check phase, so not from the close phase that follows it.
    const { lines } = await node(program);
    assert.equal(lines.at(-1), 'check phase');
    assert.ok(lines.includes('close'));
  },

  async 'next-tick-chain-starves'({ json }) {
    const program = `let fired = false;
setTimeout(() => { fired = true; }, 0);
const end = Date.now() + 100;
(function again() {
  if (Date.now() < end) process.nextTick(again);
  else console.log(JSON.stringify(fired));
})();`;
    assert.equal(await json(program), false);
  },
};

import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const nextTickAndPromise = `
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => console.log('nextTick'));
`;

export const proofs: Proofs = {
  async 'promises-starve-timers'({ json }) {
    const program = `let fired = false;
setTimeout(() => { fired = true; }, 10);
const end = Date.now() + 300;
(function again() {
  if (Date.now() < end) Promise.resolve().then(again);
  else console.log(JSON.stringify(fired));
})();`;
    assert.equal(await json(program), false);
  },

  async 'one-microtask-queue'({ node }) {
    const program = `queueMicrotask(() => console.log('microtask 1'));
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => console.log('microtask 2'));`;
    assert.deepEqual((await node(program)).lines, ['microtask 1', 'promise', 'microtask 2']);
  },

  async 'emptied-after-each-callback'({ node }) {
    const program = `for (const n of [1, 2]) {
  setTimeout(() => {
    console.log('timer' + n);
    Promise.resolve().then(() => console.log('micro' + n));
  }, 0);
}`;
    assert.deepEqual((await node(program)).lines, ['timer1', 'micro1', 'timer2', 'micro2']);
  },

  async 'next-tick-first-in-commonjs'({ node }) {
    const program = `${nextTickAndPromise}
Promise.resolve().then(() => {
  process.nextTick(() => console.log('late nextTick'));
  queueMicrotask(() => console.log('late microtask'));
});`;
    assert.deepEqual((await node(program)).lines, ['nextTick', 'promise', 'late microtask', 'late nextTick']);
  },

  async 'promise-first-in-es-modules'({ node }) {
    const expected = ['promise', 'nextTick'];
    assert.deepEqual((await node(nextTickAndPromise, { module: 'esm' })).lines, expected);
    const afterAwait = `(async () => { await null; ${nextTickAndPromise} })();`;
    assert.deepEqual((await node(afterAwait)).lines, expected);
  },

  async 'await-always-yields'({ node }) {
    const program = `(async () => {
  await Promise.resolve();
  console.log('after await');
})();
console.log('caller');`;
    assert.deepEqual((await node(program)).lines, ['caller', 'after await']);
  },

  async 'awaiting-ready-values-blocks'({ json }) {
    const program = `let fired = 0;
setInterval(() => { fired++; }, 1).unref();
(async () => {
  const end = Date.now() + 200;
  while (Date.now() < end) await null;
  console.log(JSON.stringify(fired));
})();`;
    assert.equal(await json(program), 0);
  },

  async 'queue-microtask-throws-uncaught'({ node }) {
    const program = `process.on('uncaughtException', () => console.log('uncaughtException'));
process.on('unhandledRejection', () => console.log('unhandledRejection'));
queueMicrotask(() => { throw new Error('microtask'); });
Promise.resolve().then(() => { throw new Error('then'); });`;
    assert.deepEqual((await node(program)).lines, ['uncaughtException', 'unhandledRejection']);
  },

  async 'asyncio-await-on-ready-future'({ python }) {
    const program = `
import asyncio, json
order = []
async def main():
    future = asyncio.get_running_loop().create_future()
    future.set_result(None)
    asyncio.get_running_loop().call_soon(order.append, "scheduled")
    await future
    order.append("after await")
    await asyncio.sleep(0)
asyncio.run(main())
print(json.dumps(order))
`;
    assert.deepEqual(await python(program), ['after await', 'scheduled']);
  },
};

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
    // The requests come from another thread, and the computing goes on until both have arrived.
    const program = `const { createServer } = require('node:http');
const { Worker } = require('node:worker_threads');
const client = \`const { workerData: { port, sent } } = require('node:worker_threads');
for (const path of ['/orders', '/health']) {
  const socket = require('node:net').connect(port, '127.0.0.1', () => {
    socket.write('GET ' + path + ' HTTP/1.1\\\\r\\\\nHost: x\\\\r\\\\n\\\\r\\\\n', () => Atomics.add(sent, 0, 1));
  });
}\`;
let fired = 0;
let during;
const served = [];
const server = createServer(({ url }, response) => {
  served.push(url);
  response.end();
  if (served.length < 2) return;
  console.log(JSON.stringify({ during, served: served.sort(), fired: fired > 0 }));
  process.exit(0);
});
server.listen(0, '127.0.0.1', () => {
  const sent = new Int32Array(new SharedArrayBuffer(4));
  new Worker(client, { eval: true, workerData: { port: server.address().port, sent } });
  setInterval(() => { fired++; }, 1);
  const end = Date.now() + 200;
  while (Date.now() < end || Atomics.load(sent, 0) < 2);
  during = [fired, served.length];
});`;
    assert.deepEqual(await json(program), { during: [0, 0], served: ['/health', '/orders'], fired: true });
  },

  async 'immediates-let-timers-in'({ json }) {
    // The slices end only when both were served, so a chain that let neither in would never end.
    const program = `const { connect, createServer } = require('node:net');
const served = new Set();
let slices = 0;
const server = createServer((socket) => socket.once('data', () => { served.add('socket'); }));
server.listen(0, '127.0.0.1', () => {
  const client = connect(server.address().port, '127.0.0.1', () => client.write('x'));
  setTimeout(() => { served.add('timer'); }, 10);
  (function slice() {
    slices++;
    if (served.size < 2) return void setImmediate(slice);
    console.log(JSON.stringify([...served].sort().concat(slices > 1)));
    process.exit(0);
  })();
});`;
    assert.deepEqual(await json(program), ['socket', 'timer', true]);
  },

  async 'close-by-next-tick'({ node }) {
    const program = `const { Readable } = require('node:stream');
const readable = new Readable({ read() {} });
readable.on('close', () => console.log('close'));
setImmediate(() => console.log('check phase'));
Promise.resolve().then(() => console.log('promise'));
readable.destroy();
console.log('caller');`;
    // Behind the caller, so not at once; before the promise, as nextTick is; before the check phase, so not from the
    // close phase that follows it.
    assert.deepEqual((await node(program)).lines, ['caller', 'close', 'promise', 'check phase']);
  },

  async 'next-tick-chain-starves'({ json }) {
    const program = `const { connect, createServer } = require('node:net');
const served = [];
let during;
const serve = (name) => {
  served.push(name);
  if (served.length < 4) return;
  console.log(JSON.stringify({ during, served: served.sort() }));
  process.exit(0);
};
const server = createServer(() => serve('socket'));
server.listen(0, '127.0.0.1', () => {
  connect(server.address().port, '127.0.0.1');
  setTimeout(serve, 0, 'timer');
  setImmediate(serve, 'immediate');
  Promise.resolve('promise').then(serve);
  const end = Date.now() + 100;
  (function again() {
    if (Date.now() < end) process.nextTick(again);
    else during = [...served];
  })();
});`;
    const served = ['immediate', 'promise', 'socket', 'timer'];
    assert.deepEqual(await json(program), { during: [], served });
  },
};

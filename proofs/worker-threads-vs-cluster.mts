import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'only-shared-buffers-are-shared'({ json }) {
    const program = `const { Worker } = require('node:worker_threads');
const data = { object: { n: 1 }, plain: new ArrayBuffer(4), shared: new SharedArrayBuffer(4) };
const code = \`const { workerData } = require('node:worker_threads');
workerData.object.n = 99;
new Int32Array(workerData.plain)[0] = 99;
new Int32Array(workerData.shared)[0] = 99;\`;
new Worker(code, { eval: true, workerData: data }).on('exit', () => {
  console.log(JSON.stringify([data.object.n, new Int32Array(data.plain)[0], new Int32Array(data.shared)[0]]));
});`;
    assert.deepEqual(await json(program), [1, 0, 99]);
  },

  async 'atomics-count-right'({ json }) {
    const program = `const { Worker } = require('node:worker_threads');
const shared = new SharedArrayBuffer(4);
const code = \`const { workerData } = require('node:worker_threads');
const counter = new Int32Array(workerData);
for (let i = 0; i < 5000000; i++) Atomics.add(counter, 0, 1);\`;
const run = () => new Promise((resolve) => new Worker(code, { eval: true, workerData: shared }).on('exit', resolve));
Promise.all([run(), run()]).then(() => console.log(JSON.stringify(new Int32Array(shared)[0])));`;
    assert.equal(await json(program), 10_000_000);
  },

  async 'functions-cannot-be-sent'({ json }) {
    const program = `const { MessageChannel } = require('node:worker_threads');
class Money { constructor() { this.cents = 5; } }
const { port1, port2 } = new MessageChannel();
let name;
try { port1.postMessage(() => 1); } catch (error) { name = error.name; }
port2.on('message', (value) => {
  console.log(JSON.stringify([name, value instanceof Money, value]));
  port1.close();
});
port1.postMessage(new Money());`;
    assert.deepEqual(await json(program), ['DataCloneError', false, { cents: 5 }]);
  },

  async 'transfer-empties-the-sender'({ json }) {
    const program = `const { MessageChannel } = require('node:worker_threads');
const { port1, port2 } = new MessageChannel();
const buffer = new ArrayBuffer(1024);
port2.on('message', (received) => {
  console.log(JSON.stringify([buffer.byteLength, received.byteLength]));
  port1.close();
});
port1.postMessage(buffer, [buffer]);`;
    assert.deepEqual(await json(program), [0, 1024]);
  },

  async 'cluster-does-not-restart'({ json }) {
    const program = `const cluster = require('node:cluster');
if (cluster.isPrimary) {
  const [stays, crashes] = [cluster.fork(), cluster.fork()];
  let online = 0;
  cluster.on('online', () => { if (++online === 2) crashes.process.kill('SIGKILL'); });
  cluster.on('exit', () => {
    // A restart would have to happen by the time that a round trip to the other worker is over.
    stays.send('ping');
    stays.once('message', () => {
      console.log(JSON.stringify(Object.keys(cluster.workers).length));
      stays.disconnect();
      stays.kill();
      process.exit(0);
    });
  });
} else {
  process.on('message', () => process.send('pong'));
}`;
    assert.equal(await json(program), 1);
  },

  async 'is-master-is-an-alias'({ json }) {
    const program = `const cluster = require('node:cluster');
console.log(JSON.stringify([cluster.isMaster, cluster.isPrimary]));`;
    assert.deepEqual(await json(program), [true, true]);
  },

  async 'worker-error-ends-the-process'({ node }) {
    const start = `const { Worker } = require('node:worker_threads');
const worker = new Worker('throw new Error("in worker")', { eval: true });`;
    assert.equal((await node(start)).exitCode, 1);
    const { exitCode, lines } = await node(`${start}
worker.on('error', (error) => console.log(error.message));`);
    assert.deepEqual([exitCode, lines], [0, ['in worker']]);
  },

  async 'worker-leaves-timers-alone'({ json }) {
    const program = `const { Worker } = require('node:worker_threads');
let ticks = 0;
setInterval(() => { ticks++; }, 1).unref();
const burn = 'const end = Date.now() + 300; while (Date.now() < end);';
new Worker(burn, { eval: true }).on('exit', () => {
  const whileWorker = ticks;
  const before = ticks;
  new Function(burn)();
  console.log(JSON.stringify([whileWorker > 5, ticks - before]));
});`;
    assert.deepEqual(await json(program), [true, 0]);
  },
};

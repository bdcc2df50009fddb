import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'p-retry-counts-repetitions'({ json }) {
    const program = `import pRetry from 'p-retry';
let calls = 0;
await pRetry(() => { calls++; throw new Error('down'); }, { retries: 3, minTimeout: 1, maxTimeout: 2 }).catch(() => {});
console.log(JSON.stringify(calls));`;
    assert.equal(await json(program, { module: 'esm', about: ['p-retry'] }), 4);
  },

  async 'bullmq-attempts-include-the-first'({ json, redis }) {
    const environment = await redis();
    const program = `const { Queue, Worker, QueueEvents } = require('bullmq');
const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };
(async () => {
  let calls = 0;
  const queue = new Queue('mail', { connection });
  const done = new Promise((resolve) => {
    const worker = new Worker('mail', async () => { calls++; throw new Error('down'); }, { connection });
    worker.on('failed', (job) => { if (job.finishedOn) resolve(); });
  });
  await queue.add('welcome', {}, { attempts: 3, backoff: { type: 'exponential', delay: 5 } });
  await done;
  console.log(JSON.stringify(calls));
  process.exit(0);
})();`;
    assert.equal(await json(program, { about: ['bullmq'], environment }), 3);
  },

  async 'linear-is-not-exponential'({ json }) {
    const program = `const delay = 1000;
const waits = (next) => [0, 1, 2, 3, 4].map(next);
console.log(JSON.stringify([waits((i) => delay * (i + 1)), waits((i) => delay * 2 ** i)]));`;
    assert.deepEqual(await json(program), [
      [1000, 2000, 3000, 4000, 5000],
      [1000, 2000, 4000, 8000, 16000],
    ]);
  },

  async 'layers-multiply'({ json }) {
    const program = `let calls = 0;
const service = () => { calls++; throw new Error('down'); };
const threeAttempts = (call) => () => {
  for (let attempt = 1; ; attempt++) {
    try { return call(); } catch (error) { if (attempt === 3) throw error; }
  }
};
try { threeAttempts(threeAttempts(threeAttempts(service)))(); } catch {}
console.log(JSON.stringify(calls));`;
    assert.equal(await json(program), 27);
  },
};

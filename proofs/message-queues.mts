import assert from 'node:assert/strict';
import type { ProofContext, Proofs } from '../scripts/lib/claims/context.mts';

/** Runs the body of an async function that has `Queue`, `Worker` and `connection`; prints what it returns. */
async function withQueue({ json, redis }: ProofContext, body: string): Promise<unknown> {
  const environment = await redis();
  const program = `const { Queue, Worker } = require('bullmq');
const { once } = require('node:events');
const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };
const queue = new Queue('mail', { connection });
(async () => { ${body} })().then((result) => { console.log(JSON.stringify(result)); process.exit(0); });`;
  return json(program, { about: ['bullmq'], environment });
}

export const proofs: Proofs = {
  async 'tried-once-by-default'(context) {
    const body = `let calls = 0;
      const worker = new Worker('mail', async () => { calls++; throw new Error('down'); }, { connection });
      const failed = once(worker, 'failed');
      await queue.add('welcome', {});
      await failed;
      const { failed: lying, waiting, delayed } = await queue.getJobCounts('failed', 'waiting', 'delayed');
      return [calls, lying, waiting, delayed];`;
    assert.deepEqual(await withQueue(context, body), [1, 1, 0, 0]);
  },

  async 'worker-needs-a-connection'({ json }) {
    const program = `const { Queue, Worker } = require('bullmq');
const outcomes = [];
try { new Worker('emails', async () => {}); } catch (error) { outcomes.push(error.message); }
const queue = new Queue('emails');
queue.on('error', () => {});
outcomes.push(typeof queue.add);
console.log(JSON.stringify(outcomes));
process.exit(0);`;
    assert.deepEqual(await json(program, { about: ['bullmq'] }), [
      'Worker requires a connection',
      'function',
    ]);
  },

  async 'same-job-id-makes-one-job'(context) {
    const body = `await queue.add('mail', {}, { jobId: 'order-1' });
      await queue.add('mail', {}, { jobId: 'order-1' });
      const waiting = await queue.getWaitingCount();
      await queue.obliterate({ force: true });
      let calls = 0;
      const worker = new Worker('mail', async () => { calls++; }, { connection });
      for (const round of [1, 2]) {
        const completed = once(worker, 'completed');
        await queue.add('mail', {}, { jobId: 'order-1', removeOnComplete: true });
        await completed;
      }
      return [waiting, calls];`;
    assert.deepEqual(await withQueue(context, body), [1, 2]);
  },

  async 'completed-jobs-stay'(context) {
    const body = `const worker = new Worker('mail', async () => 'sent', { connection });
      const completed = once(worker, 'completed');
      await queue.add('welcome', {});
      await completed;
      return queue.getCompletedCount();`;
    assert.equal(await withQueue(context, body), 1);
  },

  async 'two-at-a-time-overtake'(context) {
    const body = `const finished = [];
      let release;
      const gate = new Promise((resolve) => { release = resolve; });
      const worker = new Worker('mail', async (job) => { if (job.name === 'first') await gate; else release(); finished.push(job.name); }, { connection, concurrency: 2 });
      const bothDone = new Promise((resolve) => { let n = 0; worker.on('completed', () => { if (++n === 2) resolve(); }); });
      await queue.add('first', {});
      await queue.add('second', {});
      await bothDone;
      return finished[0] === 'second' || finished;`;
    // The first job ends only after the second one has begun, and hands over behind it.
    assert.equal(await withQueue(context, body), true);
  },
};

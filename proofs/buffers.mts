import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'invalid-utf8-is-lost'({ json }) {
    const program = `const bytes = Buffer.from([0xff, 0x41]);
const text = bytes.toString('utf8');
console.log(JSON.stringify([text, Buffer.from(text).equals(bytes)]));`;
    assert.deepEqual(await json(program), ['\ufffdA', false]);
  },

  async 'letters-and-bytes'({ json }) {
    assert.deepEqual(
      await json(`console.log(JSON.stringify(['é'.length, Buffer.byteLength('é')]));`),
      [1, 2],
    );
  },

  async 'bytes-outside-the-heap'({ json }) {
    const program = `const before = process.memoryUsage();
const buffer = Buffer.alloc(50 * 1024 * 1024, 1);
const after = process.memoryUsage();
const grown = (key) => Math.round((after[key] - before[key]) / 1024 / 1024);
console.log(JSON.stringify([grown('heapUsed'), grown('external'), buffer.length]));`;
    const [heap, external] = (await json(program)) as number[];
    // A collection in between may shrink the heap a little.
    assert.ok(Math.abs(heap ?? NaN) <= 1);
    assert.equal(external, 50);
  },

  async 'subarray-is-a-window'({ json }) {
    const program = `const hello = Buffer.from('Hello');
hello.subarray(0, 1)[0] = 0x4a;
const sliced = hello.slice(0, 1);
sliced[0] = 0x43;
const copy = Uint8Array.prototype.slice.call(hello, 0, 1);
copy[0] = 0x58;
console.log(JSON.stringify(hello.toString()));`;
    assert.equal(await json(program), 'Cello');
  },

  async 'small-buffers-share-a-pool'({ json }) {
    const program = `const small = Buffer.from('abc');
console.log(JSON.stringify([small.length, small.buffer.byteLength === Buffer.poolSize, Buffer.alloc(3).buffer.byteLength]));`;
    assert.deepEqual(await json(program), [3, true, 3]);
  },

  async 'bad-hex-does-not-throw'({ json }) {
    const program = `console.log(JSON.stringify([Buffer.from('abxx', 'hex').length, Buffer.from('zz', 'hex').length]));`;
    assert.deepEqual(await json(program), [1, 0]);
  },

  async 'timing-safe-equal-throws'({ json }) {
    const program = `try { require('node:crypto').timingSafeEqual(Buffer.from('a'), Buffer.from('ab')); }
catch (error) { console.log(JSON.stringify(error.code)); }`;
    assert.equal(await json(program), 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH');
  },

  async 'a-view-keeps-the-whole'({ json }) {
    const program = `const view = Buffer.alloc(10 * 1024 * 1024).subarray(0, 100);
console.log(JSON.stringify([view.buffer.byteLength, Buffer.from(view).buffer.byteLength <= Buffer.poolSize]));`;
    assert.deepEqual(await json(program), [10 * 1024 * 1024, true]);
  },
};

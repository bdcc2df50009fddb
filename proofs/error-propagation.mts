import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'unhandled-rejection-exits-with-one'({ node }) {
    const { exitCode, stderr } = await node(`Promise.reject(new Error('nobody'));`);
    assert.equal(exitCode, 1);
    assert.match(stderr, /nobody/);
  },

  async 'try-without-await'({ node }) {
    const program = `async function fails() { throw new Error('lost'); }
(async () => {
  try { fails(); console.log('end of try'); } catch { console.log('caught'); }
})();`;
    const { exitCode, lines } = await node(program);
    assert.deepEqual([exitCode, lines], [1, ['end of try']]);
  },

  async 'return-await-inside-try'({ node }) {
    const program = `const fails = () => Promise.reject(new Error('x'));
const without = async () => { try { return fails(); } catch { return 'inside'; } };
const withAwait = async () => { try { return await fails(); } catch { return 'inside'; } };
(async () => {
  console.log(await without().catch(() => 'escaped'), await withAwait());
})();`;
    assert.deepEqual((await node(program)).lines, ['escaped inside']);
  },

  async 'promise-all-does-not-stop'({ node }) {
    const program = `const { setImmediate: turn } = require('node:timers/promises');
const slow = async () => { await turn(); await turn(); console.log('side effect'); };
Promise.all([Promise.reject(new Error('fast')), slow()]).catch(() => console.log('rejected'));`;
    assert.deepEqual((await node(program)).lines, ['rejected', 'side effect']);
  },

  async 'for-each-does-not-wait'({ node }) {
    const program = `(async () => {
  [1, 2].forEach(async (item) => { await null; console.log('item', item); });
  console.log('done');
})();`;
    assert.deepEqual((await node(program)).lines, ['done', 'item 1', 'item 2']);
  },

  async 'try-around-a-timer'({ node }) {
    const program = `try {
  setTimeout(() => { throw new Error('later'); }, 0);
} catch { console.log('caught'); }`;
    const { exitCode, stdout, stderr } = await node(program);
    assert.deepEqual([exitCode, stdout], [1, '']);
    assert.match(stderr, /later/);
  },

  async 'top-level-await-needs-esm'({ node }) {
    const program = `console.log('first');
await null;`;
    const commonjs = await node(program);
    assert.deepEqual([commonjs.exitCode, commonjs.stdout], [1, '']);
    assert.match(commonjs.stderr, /SyntaxError/);
    assert.deepEqual((await node(program, { module: 'esm' })).lines, ['first']);
  },

  async 'type-is-detected'({ json }) {
    const program = `const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const statuses = [{}, { type: 'commonjs' }].map((manifest, index) => {
  const folder = 'project-' + index;
  fs.mkdirSync(folder);
  fs.writeFileSync(folder + '/package.json', JSON.stringify(manifest));
  fs.writeFileSync(folder + '/file.js', 'await null;');
  return spawnSync(process.execPath, [folder + '/file.js']).status;
});
console.log(JSON.stringify(statuses));`;
    assert.deepEqual(await json(program), [0, 1]);
  },

  async 'errors-stringify-to-nothing'({ node }) {
    const program = `console.log(JSON.stringify(new Error('secret', { cause: 1 })));`;
    assert.deepEqual((await node(program)).lines, ['{}']);
  },

  async 'two-promises-one-await'({ node }) {
    const program = `const { setTimeout: sleep } = require('node:timers/promises');
const loadSlow = () => sleep(500);
const loadFast = () => Promise.reject(new Error('fast'));
(async () => {
  try {
    const a = loadSlow();
    const b = loadFast();
    await a;
    await b;
  } catch { console.log('caught'); }
})();`;
    const { exitCode, stdout } = await node(program);
    assert.deepEqual([exitCode, stdout], [1, '']);
  },

  async 'emitter-error-without-listener'({ node }) {
    const program = `const { EventEmitter } = require('node:events');
new EventEmitter().emit('error', new Error('nobody listens'));`;
    assert.equal((await node(program)).exitCode, 1);
  },
};

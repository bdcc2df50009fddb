import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'bcrypt-stops-at-72-bytes'({ json }) {
    const program = `const bcrypt = require('bcrypt');
const agrees = (start) => bcrypt.compareSync(start + 'Y', bcrypt.hashSync(start + 'X', 4));
console.log(JSON.stringify(['a'.repeat(71), 'a'.repeat(72), 'é'.repeat(36)].map(agrees)));`;
    assert.deepEqual(await json(program, { about: ['bcrypt'] }), [false, true, true]);
  },

  async 'salt-stands-in-the-hash'({ json }) {
    const program = `const bcrypt = require('bcrypt');
const [a, b] = [bcrypt.hashSync('same', 4), bcrypt.hashSync('same', 4)];
console.log(JSON.stringify([a === b, bcrypt.hashSync('same', a.slice(0, 29)) === a]));`;
    assert.deepEqual(await json(program, { about: ['bcrypt'] }), [false, true]);
  },

  async 'hash-sync-holds-the-loop'({ json }) {
    const program = `const bcrypt = require('bcrypt');
let ticks = 0;
setInterval(() => { ticks++; }, 1).unref();
bcrypt.hashSync('password', 11);
const afterSync = ticks;
bcrypt.hash('password', 11).then(() => console.log(JSON.stringify([afterSync, ticks > 5])));`;
    assert.deepEqual(await json(program, { about: ['bcrypt'] }), [0, true]);
  },
};

import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'a-fifth-server-moves-most-keys'({ json }) {
    const program = `const { createHash } = require('node:crypto');
const hash = (key) => createHash('sha256').update(String(key)).digest().readUInt32BE();
let moved = 0;
for (let key = 0; key < 100000; key++) if (hash(key) % 4 !== hash(key) % 5) moved++;
console.log(JSON.stringify(Math.round(moved / 1000)));`;
    assert.equal(await json(program), 80);
  },
};

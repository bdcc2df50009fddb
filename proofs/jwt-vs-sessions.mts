import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const setUp = `const jwt = require('jsonwebtoken');
const key = 'k'.repeat(32);
const token = jwt.sign({ userId: 7, role: 'user' }, key, { expiresIn: 3600 });
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const [header, payload, signature] = token.split('.');
const outcome = (use) => { try { return use(); } catch (error) { return error.message; } };
`;
const about = ['jsonwebtoken'];

export const proofs: Proofs = {
  async 'payload-can-be-read'({ json }) {
    const program = `${setUp}console.log(JSON.stringify(JSON.parse(Buffer.from(payload, 'base64url')).role));`;
    assert.equal(await json(program, { about }), 'user');
  },

  async 'decode-checks-nothing'({ json }) {
    const program = `${setUp}const forged = [header, encode({ userId: 1, role: 'root' }), signature].join('.');
console.log(JSON.stringify([jwt.decode(forged).role, outcome(() => jwt.verify(forged, key))]));`;
    assert.deepEqual(await json(program, { about }), ['root', 'invalid signature']);
  },

  async 'text-without-unit-is-milliseconds'({ json }) {
    const program = `${setUp}const seconds = (expiresIn) => {
  const { iat, exp } = jwt.decode(jwt.sign({}, key, { expiresIn }));
  return exp - iat;
};
console.log(JSON.stringify([seconds('3600'), seconds(3600), seconds('1h')]));`;
    assert.deepEqual(await json(program, { about }), [3, 3600, 3600]);
  },

  async 'algorithm-tricks-are-refused'({ json }) {
    const program = `${setUp}const crypto = require('node:crypto');
const none = encode({ alg: 'none', typ: 'JWT' }) + '.' + encode({ userId: 1 }) + '.';
const { publicKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const body = encode({ alg: 'HS256', typ: 'JWT' }) + '.' + encode({ userId: 1 });
const confused = body + '.' + crypto.createHmac('sha256', publicKey).update(body).digest('base64url');
console.log(JSON.stringify([outcome(() => jwt.verify(none, key)), outcome(() => jwt.verify(confused, publicKey))]));`;
    assert.deepEqual(await json(program, { about }), ['jwt signature is required', 'invalid algorithm']);
  },

  async 'valid-until-it-expires'({ json }) {
    const program = `${setUp}const accounts = new Map([[7, 'open']]);
accounts.delete(7);
const now = Math.floor(Date.now() / 1000);
const verify = (clockTimestamp) => outcome(() => jwt.verify(token, key, { clockTimestamp }).userId);
console.log(JSON.stringify([verify(now + 3000), verify(now + 3700)]));`;
    assert.deepEqual(await json(program, { about }), [7, 'jwt expired']);
  },

  async 'no-expiry-by-default'({ json }) {
    const program = `${setUp}console.log(JSON.stringify('exp' in jwt.decode(jwt.sign({}, key))));`;
    assert.equal(await json(program, { about }), false);
  },
};

import assert from 'node:assert/strict';
import { requests } from '../scripts/lib/claims/httpPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const asyncThrow = `app.get('/', async () => { throw Object.assign(new Error('late'), { status: 418 }); });
app.use((error, request, response, next) => response.status(error.status ?? 500).end('handled'));`;

export const proofs: Proofs = {
  async 'express-4-hangs'({ json }) {
    const program = requests(
      'express4',
      `let unhandled = 0;
process.on('unhandledRejection', () => { unhandled++; });
${asyncThrow}`,
      `const answer = fetch(url + '/', { signal: AbortSignal.timeout(500) }).then((r) => r.status, (e) => e.name);
return [await answer, unhandled];`,
    );
    assert.deepEqual(await json(program, { about: ['express4'] }), ['TimeoutError', 1]);
  },

  async 'express-5-handles-rejections'({ json }) {
    const program = requests(
      'express',
      asyncThrow,
      `const r = await fetch(url + '/'); return [r.status, await r.text()];`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), [418, 'handled']);
  },

  async 'three-parameters-are-ordinary'({ json }) {
    const program = requests(
      'express',
      `process.env.NODE_ENV = 'test';
app.get('/boom', () => { throw new Error('boom'); });
app.use((error, request, response) => { response.status(555).end('three'); });`,
      `const [boom, unknown] = [await fetch(url + '/boom'), await fetch(url + '/unknown')];
return [boom.status, (await boom.text()).includes('boom'), (await unknown.text()).includes('response.status is not a function')];`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), [500, true, true]);
  },

  async 'handler-before-the-route-is-skipped'({ json }) {
    const program = requests(
      'express',
      `process.env.NODE_ENV = 'test';
app.use((error, request, response, next) => response.status(555).end('early'));
app.get('/', () => { throw new Error('boom'); });`,
      `return (await fetch(url + '/')).status;`,
    );
    assert.equal(await json(program, { about: ['express'] }), 500);
  },

  async 'default-parameter-shortens-the-arity'({ json }) {
    const program = requests(
      'express',
      `process.env.NODE_ENV = 'test';
const handlers = [(error, request, response, next = null) => response.status(555).end(), (error, ...rest) => rest[1].status(555).end()];
app.get('/', () => { throw new Error('boom'); });
app.use(handlers);`,
      `return [handlers.map(({ length }) => length), (await fetch(url + '/')).status];`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), [[3, 1], 500]);
  },

  async 'rejected-with-undefined'({ json }) {
    const routes = `app.get('/', (request, response, next) => { Promise.reject(undefined).catch(next); });
app.use((request, response) => response.end('next handler'));`;
    const ask = `const r = await fetch(url + '/'); return [r.status, await r.text()];`;
    for (const folder of ['express4', 'express']) {
      const program = requests(folder, routes, ask);
      assert.deepEqual(await json(program, { about: [folder] }), [200, 'next handler']);
    }
  },

  async 'unknown-path-is-no-error'({ json }) {
    const program = requests(
      'express',
      `app.use((error, request, response, next) => response.status(555).end());`,
      `const r = await fetch(url + '/nope'); return [r.status, r.headers.get('content-type')];`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), [404, 'text/html; charset=utf-8']);
  },

  async 'parser-errors-have-a-status'({ json }) {
    const program = requests(
      'express',
      `process.env.NODE_ENV = 'test';
app.use(express.json());
app.post('/', (request, response) => response.end());
app.use((error, request, response, next) => response.status(error.status).end());`,
      `const post = async (body) =>
  (await fetch(url + '/', { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status;
return [await post('{a'), await post(JSON.stringify('x'.repeat(150000)))];`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), [400, 413]);
  },

  async 'error-after-the-first-byte'({ json }) {
    const program = requests(
      'express',
      `process.env.NODE_ENV = 'test';
app.get('/', (request, response, next) => { response.write('half', () => next(new Error('late'))); });`,
      `const r = await fetch(url + '/'); return [r.status, await r.text().then(() => 'whole', () => 'broken')];`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), [200, 'broken']);
  },
};

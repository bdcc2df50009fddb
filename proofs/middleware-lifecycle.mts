import assert from 'node:assert/strict';
import { requests } from '../scripts/lib/claims/httpPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'next-does-not-wait'({ json }) {
    const routes = `const trace = [];
app.use((request, response, next) => {
  response.once('finish', () => trace.push('finish'));
  trace.push('before');
  const returned = next();
  trace.push('after ' + returned);
});
app.get('/', async (request, response) => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  trace.push('answer');
  response.end();
});`;
    const ask = `await fetch(url + '/'); await new Promise(setImmediate); return trace;`;
    for (const folder of ['express4', 'express']) {
      const answer = await json(requests(folder, routes, ask), { about: [folder] });
      assert.deepEqual(answer, ['before', 'after undefined', 'answer', 'finish']);
    }
  },

  async 'helmet-headers'({ json }) {
    const program = requests(
      'express',
      `app.use(require('helmet')());
app.get('/', (request, response) => response.end());
app.get('/bare', (request, response) => response.end());
const bare = express();
bare.get('/', (request, response) => response.end());`,
      `const names = async (address) => [...(await fetch(address)).headers.keys()];
const other = bare.listen(0, '127.0.0.1');
await new Promise((resolve) => other.once('listening', resolve));
const without = await names('http://127.0.0.1:' + other.address().port);
const withHelmet = await names(url + '/');
return [withHelmet.filter((name) => !without.includes(name)).length, without.includes('x-powered-by'), withHelmet.includes('x-powered-by')];`,
    );
    assert.deepEqual(await json(program, { about: ['helmet', 'express'] }), [12, true, false]);
  },

  async 'cors-answers-everyone'({ json }) {
    const program = requests(
      'express',
      `app.use(require('cors')());
app.get('/', (request, response) => response.end());`,
      `const r = await fetch(url + '/', { headers: { origin: 'https://evil.example' } });
return r.headers.get('access-control-allow-origin');`,
    );
    assert.equal(await json(program, { about: ['cors', 'express'] }), '*');
  },

  async 'mounted-at-a-path-boundary'({ json }) {
    const program = requests(
      'express',
      `app.use('/api', (request, response) => response.json([request.url, request.originalUrl]));`,
      `return [await (await fetch(url + '/api/x')).json(), (await fetch(url + '/apix')).status];`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), [['/x', '/api/x'], 404]);
  },

  async 'body-without-a-parser'({ json }) {
    const routes = `app.post('/bare', (request, response) => response.json([typeof request.body]));
app.post('/json', express.json(), (request, response) => response.json([typeof request.body]));`;
    const ask = `const post = async (path) => (await (await fetch(url + path, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).json())[0];
return [await post('/bare'), await post('/json')];`;
    assert.deepEqual(await json(requests('express4', routes, ask), { about: ['express4'] }), [
      'undefined',
      'object',
    ]);
    assert.deepEqual(await json(requests('express', routes, ask), { about: ['express'] }), [
      'undefined',
      'undefined',
    ]);
  },

  async 'next-after-sending'({ json }) {
    const program = requests(
      'express',
      `let code;
app.get('/', (request, response, next) => { response.end('first'); next(); });
app.get('/', (request, response) => { try { response.set('x', '1').send('second'); } catch (error) { code = error.code; } });`,
      `await (await fetch(url + '/')).text(); return code;`,
    );
    assert.equal(await json(program, { about: ['express'] }), 'ERR_HTTP_HEADERS_SENT');
  },

  async 'bare-wildcard-throws'({ json }) {
    const program = `const outcome = (folder) => {
  try { require(folder)().get('/x/*', () => {}); return 'accepted'; } catch (error) { return error.message.split(' at ')[0]; }
};
console.log(JSON.stringify([outcome('express4'), outcome('express')]));`;
    assert.deepEqual(await json(program, { about: ['express4', 'express'] }), [
      'accepted',
      'Missing parameter name',
    ]);
  },

  async 'abort-closes-without-finish'({ json }) {
    const program = requests(
      'express',
      `const events = [];
let closed;
const whenClosed = new Promise((resolve) => { closed = resolve; });
let reached;
const whenReached = new Promise((resolve) => { reached = resolve; });
app.get('/', (request, response) => {
  response.on('finish', () => events.push('finish'));
  response.on('close', () => { events.push('close ' + response.writableFinished); closed(); });
  reached();
});`,
      `const controller = new AbortController();
const answer = fetch(url + '/', { signal: controller.signal }).catch(() => {});
await whenReached;
controller.abort();
await answer;
await whenClosed;
return events;`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), ['close false']);
  },
};

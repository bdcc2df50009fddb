import assert from 'node:assert/strict';
import { requests } from '../scripts/lib/claims/httpPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'json-parser-insists-on-its-type'({ json }) {
    const routes = (options: string): string => `app.use(express.json(${options}));
app.post('/', (request, response) => response.json([request.body ?? null]));`;
    const ask = `return (await (await fetch(url + '/', { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'text/plain' } })).json())[0];`;
    assert.equal(await json(requests('express', routes(''), ask), { about: ['express'] }), null);
    assert.deepEqual(await json(requests('express', routes("{ type: '*/*' }"), ask)), { a: 1 });
  },
};

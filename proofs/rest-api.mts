import assert from 'node:assert/strict';
import { requests } from '../scripts/lib/claims/httpPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'express-etags-are-weak'({ json }) {
    const program = requests(
      'express',
      `app.get('/', (request, response) => response.json({ id: 1 }));`,
      `const first = await fetch(url + '/');
const etag = first.headers.get('etag');
const again = (headers) => new Promise((resolve) => {
  require('node:http').get(url, { headers }, (response) => { response.resume(); resolve(response.statusCode); });
});
return [etag.startsWith('W/"'), await again({ 'if-none-match': etag })];`,
    );
    assert.deepEqual(await json(program, { about: ['express'] }), [true, 304]);
  },
};

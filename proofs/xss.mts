import assert from 'node:assert/strict';
import { requests } from '../scripts/lib/claims/httpPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'stringify-keeps-script-ends'({ json }) {
    const end = '</scr' + 'ipt>';
    const program = `console.log(JSON.stringify(JSON.stringify({ name: ${JSON.stringify(end)} }).includes(${JSON.stringify(end)})));`;
    assert.equal(await json(program), true);
  },

  async 'text-is-sent-as-html'({ json }) {
    const program = requests(
      'express',
      `app.get('/', (request, response) => response.send(JSON.stringify({ name: '<b>' })));`,
      `return (await fetch(url + '/')).headers.get('content-type');`,
    );
    assert.equal(await json(program, { about: ['express'] }), 'text/html; charset=utf-8');
  },
};

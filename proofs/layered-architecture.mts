import assert from 'node:assert/strict';
import { requests } from '../scripts/lib/claims/httpPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'method-loses-this'({ json }) {
    const program = requests(
      'express',
      `class Controller {
  constructor() { this.service = { find: () => 'user' }; }
  get(request, response) { response.end(this.service.find()); }
}
const controller = new Controller();
app.get('/lost', controller.get);
app.get('/bound', controller.get.bind(controller));
app.use((error, request, response, next) => response.status(500).end(error.message));`,
      `return Promise.all(['/lost', '/bound'].map(async (path) => (await fetch(url + path)).text()));`,
    );
    const [lost, bound] = (await json(program, { about: ['express'] })) as string[];
    assert.match(lost ?? '', /^Cannot read properties of undefined/);
    assert.equal(bound, 'user');
  },
};

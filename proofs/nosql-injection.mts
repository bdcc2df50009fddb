import assert from 'node:assert/strict';
import { requests } from '../scripts/lib/claims/httpPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const echo = `app.get('/', (request, response) => response.json(request.query));
app.post('/', express.json(), express.urlencoded({ extended: true }), (request, response) => response.json(request.body));`;

const mongoose = `const mongoose = require('mongoose');
const schema = new mongoose.Schema({ user: String, pass: String });
const filterOf = (Model, filter) => {
  try { const query = Model.findOne(filter); query._castConditions(); if (query.error()) return query.error().name; return query.getFilter(); }
  catch (error) { return error.name; }
};
`;

export const proofs: Proofs = {
  async 'json-body-carries-objects'({ json }) {
    const ask = `const body = JSON.stringify({ pass: { $ne: null } });
return (await fetch(url + '/', { method: 'POST', body, headers: { 'content-type': 'application/json' } })).json();`;
    for (const folder of ['express4', 'express']) {
      assert.deepEqual(await json(requests(folder, echo, ask), { about: [folder] }), { pass: { $ne: null } });
    }
  },

  async 'query-string-parsers-differ'({ json }) {
    const ask = `return (await fetch(url + '/?pass[$ne]=')).json();`;
    assert.deepEqual(await json(requests('express4', echo, ask), { about: ['express4'] }), {
      pass: { $ne: '' },
    });
    assert.deepEqual(await json(requests('express', echo, ask), { about: ['express'] }), { 'pass[$ne]': '' });
    const extended = `app.set('query parser', 'extended');\n${echo}`;
    assert.deepEqual(await json(requests('express', extended, ask)), { pass: { $ne: '' } });
  },

  async 'form-body-carries-objects'({ json }) {
    const ask = `return (await fetch(url + '/', { method: 'POST', body: 'pass[$ne]=', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).json();`;
    for (const folder of ['express4', 'express']) {
      assert.deepEqual(await json(requests(folder, echo, ask), { about: [folder] }), { pass: { $ne: '' } });
    }
  },

  async 'repeated-parameters-are-arrays'({ json }) {
    const ask = `return (await fetch(url + '/?id=1&id=2')).json();`;
    for (const folder of ['express4', 'express']) {
      assert.deepEqual(await json(requests(folder, echo, ask), { about: [folder] }), { id: ['1', '2'] });
    }
  },

  async 'mongoose-keeps-operators'({ json }) {
    const program = `${mongoose}const Model = mongoose.model('User', schema);
console.log(JSON.stringify(filterOf(Model, { user: 'admin', pass: { $ne: null } })));`;
    assert.deepEqual(await json(program, { about: ['mongoose'] }), { user: 'admin', pass: { $ne: null } });
  },

  async 'sanitize-filter-refuses-operators'({ json }) {
    const program = `${mongoose}mongoose.set('sanitizeFilter', true);
const Model = mongoose.model('User', schema);
console.log(JSON.stringify(filterOf(Model, { user: 'admin', pass: { $ne: null } })));`;
    assert.equal(await json(program, { about: ['mongoose'] }), 'CastError');
  },

  async 'strict-query-drops-paths'({ json }) {
    const program = `${mongoose}const outcomes = [true, 'throw'].map((strictQuery) => {
  mongoose.set('strictQuery', strictQuery);
  return filterOf(mongoose.model('User' + strictQuery, schema.clone()), { usr: 'admin' });
});
console.log(JSON.stringify(outcomes));`;
    assert.deepEqual(await json(program, { about: ['mongoose'] }), [{}, 'StrictModeError']);
  },
};

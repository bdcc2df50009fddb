import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'pasted-against-bound'({ postgresql }) {
    const [a] = await postgresql();
    const input = '1 OR 1=1';
    assert.equal((await a.rows(`SELECT id FROM users WHERE id = ${input}`)).length, 3);
    assert.equal(await a.errorOf('SELECT id FROM users WHERE id = $1', [input]), '22P02');
  },

  async 'stacked-statement'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE victim (id int)');
    const input = '1; DROP TABLE victim';
    await a.run(`SELECT id FROM users WHERE id = ${input}`);
    assert.equal(await a.value("SELECT to_regclass('victim')"), null);
    assert.equal(await a.errorOf('SELECT id FROM users WHERE id = $1; SELECT 2', [1]), '42601');
  },

  async 'no-parameter-for-a-table'({ postgresql }) {
    const [a] = await postgresql();
    assert.equal(await a.errorOf('SELECT * FROM $1', ['users']), '42601');
  },

  async 'order-by-a-parameter'({ postgresql }) {
    const [a] = await postgresql();
    const names = async (sql: string, values?: readonly unknown[]): Promise<readonly unknown[]> =>
      (await a.rows(sql, values)).map((row) => row['name']);
    await a.run("UPDATE users SET name = 'Zoe' WHERE id = 1");
    const bound = await names('SELECT name FROM users ORDER BY $1', ['name']);
    assert.deepEqual(bound, await names('SELECT name FROM users'));
    assert.notDeepEqual(bound, await names('SELECT name FROM users ORDER BY name'));
  },

  async 'wildcards-survive-binding'({ postgresql }) {
    const [a] = await postgresql();
    const like = 'SELECT id FROM users WHERE name LIKE $1';
    assert.equal((await a.rows(like, ['%'])).length, 3);
    assert.equal((await a.rows(like, ['\\%'])).length, 0);
  },

  async 'arrays-can-be-bound'({ postgresql }) {
    const [a] = await postgresql();
    assert.equal((await a.rows('SELECT id FROM users WHERE id = ANY($1)', [[1, 3]])).length, 2);
  },

  async 'mysql2-writes-objects-as-text'({ json }) {
    const program = `const { format } = require('mysql2');
console.log(JSON.stringify(format('SELECT 1 WHERE password = ?', [{ password: 1 }])));`;
    assert.equal(await json(program, { about: ['mysql2'] }), "SELECT 1 WHERE password = '[object Object]'");
  },
};

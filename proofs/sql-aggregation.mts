import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'node-postgres-returns-text'({ node, postgresqlEnvironment }) {
    const environment = await postgresqlEnvironment();
    const { lines } = await node(
      `const { Client } = require('pg');
(async () => {
  const client = new Client();
  await client.connect();
  const { rows } = await client.query('SELECT count(*) AS a, sum(total) AS b, avg(total) AS c, sum(id) AS d FROM orders');
  console.log(Object.values(rows[0]).map((value) => typeof value).join());
  await client.end();
})();`,
      { about: ['pg'], environment },
    );
    assert.deepEqual(lines, ['string,string,string,string']);
  },

  async 'more-than-five-is-six'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('DELETE FROM order_items');
    await a.run('DELETE FROM orders');
    await a.run('INSERT INTO orders (user_id) SELECT 1 FROM generate_series(1, 5)');
    await a.run('INSERT INTO orders (user_id) SELECT 2 FROM generate_series(1, 6)');
    const rows = await a.rows('SELECT user_id::int FROM orders GROUP BY user_id HAVING count(*) > 5');
    assert.deepEqual(rows, [{ user_id: 2 }]);
  },

  async 'having-moves-to-the-scan'({ postgresql }) {
    const [a] = await postgresql();
    const plan = await a.plan('SELECT status, count(*) FROM orders GROUP BY status HAVING status = $$new$$');
    assert.match(plan, /Seq Scan on orders\n\s+Filter: \(status = 'new'::text\)/);
  },

  async 'count-of-a-column'({ postgresql }) {
    const [a] = await postgresql();
    const rows = await a.rows(`SELECT count(*)::int AS a, count(1)::int AS b, count(x)::int AS c,
      count(DISTINCT x)::int AS d FROM (VALUES (1), (1), (2), (NULL)) t (x)`);
    assert.deepEqual(rows[0], { a: 4, b: 4, c: 3, d: 2 });
  },

  async 'sum-of-nothing'({ postgresql }) {
    const [a] = await postgresql();
    const columns = 'sum(id) AS s, avg(id) AS a, min(id) AS i, max(id) AS m, count(*)::int AS n';
    const nothing = await a.rows(`SELECT ${columns} FROM orders WHERE false`);
    assert.deepEqual(nothing, [{ s: null, a: null, i: null, m: null, n: 0 }]);
  },

  async 'no-groups-no-rows'({ postgresql }) {
    const [a] = await postgresql();
    assert.deepEqual(await a.rows('SELECT status, count(*) FROM orders WHERE false GROUP BY status'), []);
  },

  async 'nulls-form-one-group'({ postgresql }) {
    const [a] = await postgresql();
    const rows = await a.rows(
      'SELECT k, count(*)::int AS n FROM (VALUES (NULL), (NULL), (1)) t (k) GROUP BY k',
    );
    assert.deepEqual(rows.map((row) => row['n']).sort(), [1, 2]);
  },

  async 'alias-in-having'({ postgresql, mariadb }) {
    const query = 'SELECT k, count(*) AS n FROM t GROUP BY k HAVING n > 0';
    const [[pg], [maria]] = [await postgresql(), await mariadb()];
    for (const session of [pg, maria]) await session.run('CREATE TABLE t (k int)');
    assert.equal(await pg.errorOf(query), '42703');
    assert.deepEqual(await maria.rows(query), []);
  },

  async 'grouped-by-primary-key'({ postgresql }) {
    const [a] = await postgresql();
    assert.equal((await a.rows('SELECT id, name FROM users GROUP BY id')).length, 3);
    assert.equal(await a.errorOf('SELECT email, name FROM users GROUP BY email'), '42803');
  },
};

import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'only-declared-rules-hold'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE purses (balance int)');
    await a.run('INSERT INTO purses VALUES (100)');
    await a.run('UPDATE purses SET balance = balance - 1000');
    assert.equal(await a.value('SELECT balance FROM purses'), -900);
    await a.run('UPDATE purses SET balance = 100');
    await a.run('ALTER TABLE purses ADD CHECK (balance >= 0)');
    assert.equal(await a.errorOf('UPDATE purses SET balance = balance - 1000'), '23514');
  },

  async 'stock-falls-below-zero'({ postgresql }) {
    const [a, b] = await postgresql();
    await a.run('UPDATE products SET stock = 1 WHERE id = 1');
    const read = 'SELECT stock FROM products WHERE id = 1';
    const buy = 'UPDATE products SET stock = stock - 1 WHERE id = 1';
    await a.run('BEGIN');
    await b.run('BEGIN');
    assert.deepEqual([await a.value(read), await b.value(read)], [1, 1]);
    await a.run(buy);
    const second = b.attempt(buy);
    await b.untilWaiting();
    await a.run('COMMIT');
    assert.equal((await second).error, undefined);
    await b.run('COMMIT');
    assert.equal(await a.value(read), -1);
    await a.run('UPDATE products SET stock = 1 WHERE id = 1');
    assert.deepEqual([await a.run(`${buy} AND stock > 0`), await b.run(`${buy} AND stock > 0`)], [1, 0]);
  },

  async 'pool-query-is-no-transaction'({ json, postgresqlEnvironment }) {
    const environment = await postgresqlEnvironment();
    const program = `const { Pool } = require('pg');
(async () => {
  const pool = new Pool();
  await Promise.all([
    pool.query('BEGIN'),
    pool.query("INSERT INTO accounts (owner) VALUES ('Grace')"),
    pool.query('ROLLBACK'),
  ]);
  const { rows } = await pool.query("SELECT owner FROM accounts WHERE owner = 'Grace'");
  console.log(JSON.stringify(rows));
  await pool.end();
})();`;
    assert.deepEqual(await json(program, { about: ['pg'], environment }), [{ owner: 'Grace' }]);
  },

  async 'aborted-until-rollback'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('BEGIN');
    await a.run("INSERT INTO accounts (owner) VALUES ('Grace')");
    assert.equal(await a.errorOf('SELECT 1 / 0'), '22012');
    assert.equal(await a.errorOf('SELECT 1'), '25P02');
    assert.equal((await a.attempt('COMMIT')).error, undefined);
    assert.equal(await a.value("SELECT count(*)::int FROM accounts WHERE owner = 'Grace'"), 0);
  },

  async 'innodb-goes-on-after-an-error'({ mariadb }) {
    const [a] = await mariadb();
    await a.run('CREATE TABLE t (id int PRIMARY KEY)');
    await a.run('BEGIN');
    await a.run('INSERT INTO t VALUES (1)');
    assert.equal(await a.errorOf('INSERT INTO t VALUES (1)'), 'ER_DUP_ENTRY');
    await a.run('INSERT INTO t VALUES (2)');
    await a.run('COMMIT');
    assert.equal(await a.value('SELECT count(*) FROM t'), 2);
  },

  async 'transactional-ddl'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('BEGIN');
    await a.run('CREATE TABLE plans (id int)');
    await a.run('ROLLBACK');
    assert.equal(await a.value("SELECT to_regclass('plans')"), null);
    await a.run('BEGIN');
    assert.equal(await a.errorOf('CREATE INDEX CONCURRENTLY ON users (name)'), '25001');
  },

  async 'ddl-commits-in-mariadb'({ mariadb }) {
    const [a] = await mariadb();
    await a.run('CREATE TABLE t (id int PRIMARY KEY)');
    await a.run('BEGIN');
    await a.run('INSERT INTO t VALUES (1)');
    await a.run('CREATE TABLE other (id int)');
    await a.run('ROLLBACK');
    assert.equal(await a.value('SELECT count(*) FROM t'), 1);
  },

  async 'ask-whether-it-committed'({ postgresql }) {
    const [a, b] = await postgresql();
    for (const [end, expected] of [
      ['COMMIT', 'committed'],
      ['ROLLBACK', 'aborted'],
    ] as const) {
      await a.run('BEGIN');
      const id = await a.value('SELECT pg_current_xact_id()::text');
      assert.equal(await b.value('SELECT pg_xact_status($1::text::xid8)', [id]), 'in progress');
      await a.run(end);
      assert.equal(await b.value('SELECT pg_xact_status($1::text::xid8)', [id]), expected);
    }
  },
};

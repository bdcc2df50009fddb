import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'duplicate-is-refused'({ postgresql, mariadb }) {
    const expected = ['23505', 'ER_DUP_ENTRY'];
    for (const [a, b] of [await postgresql(), await mariadb()]) {
      await a.run('CREATE TABLE mails (address varchar(50) UNIQUE)');
      await a.run("INSERT INTO mails VALUES ('ada@x.io')");
      assert.equal(await b.errorOf("INSERT INTO mails VALUES ('ada@x.io')"), expected.shift());
    }
  },

  async 'several-nulls'({ postgresql, mariadb, python }) {
    for (const [a] of [await postgresql(), await mariadb()]) {
      await a.run('CREATE TABLE t (id int, email varchar(50) UNIQUE)');
      await a.run('INSERT INTO t VALUES (1, NULL), (2, NULL), (3, NULL)');
      assert.equal(Number(await a.value('SELECT count(*) FROM t WHERE email IS NULL')), 3);
    }
    const program = `
import json, sqlite3
db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE t (id INTEGER, email TEXT UNIQUE)")
db.executemany("INSERT INTO t VALUES (?, NULL)", [(1,), (2,), (3,)])
print(json.dumps(db.execute("SELECT count(*) FROM t").fetchone()[0]))
`;
    assert.equal(await python(program, ['SQLite']), 3);
  },

  async 'nulls-not-distinct'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE t (id int, email text UNIQUE NULLS NOT DISTINCT)');
    await a.run('INSERT INTO t VALUES (1, NULL)');
    assert.equal(await a.errorOf('INSERT INTO t VALUES (2, NULL)'), '23505');
  },

  async 'sqlite-null-primary-key'({ python }) {
    const program = `
import json, sqlite3
db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE t (code TEXT PRIMARY KEY)")
db.executemany("INSERT INTO t VALUES (?)", [(None,), (None,)])
print(json.dumps(db.execute("SELECT count(*) FROM t WHERE code IS NULL").fetchone()[0]))
`;
    assert.equal(await python(program, ['SQLite']), 2);
  },

  async 'one-primary-key'({ postgresql }) {
    const [a] = await postgresql();
    assert.equal(await a.errorOf('CREATE TABLE t (a int PRIMARY KEY, b int PRIMARY KEY)'), '42P16');
    await a.run('CREATE TABLE t (a int, b int, PRIMARY KEY (a, b))');
  },

  async 'unique-is-case-sensitive'({ postgresql }) {
    const [a] = await postgresql();
    const insert = 'INSERT INTO users (email, name) VALUES ($1, $2)';
    await a.run(insert, ['A@x.io', 'First']);
    assert.equal(await a.run(insert, ['a@x.io', 'Second']), 1);
  },

  async 'identity-rejects-ids'({ postgresql }) {
    const [a] = await postgresql();
    assert.equal(await a.errorOf("INSERT INTO users (id, email, name) VALUES (99, 'n@x.io', 'N')"), '428C9');
    await a.run('CREATE TABLE old_style (id serial PRIMARY KEY)');
    assert.equal(await a.run('INSERT INTO old_style (id) VALUES (99)'), 1);
  },

  async 'failed-insert-uses-a-number'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY, n int NOT NULL)');
    assert.equal(await a.errorOf('INSERT INTO t (n) VALUES (NULL)'), '23502');
    assert.equal(await a.value('INSERT INTO t (n) VALUES (1) RETURNING id'), '2');
  },

  async 'both-checks-find-nothing'({ postgresql }) {
    const [a, b] = await postgresql();
    const isTaken = "SELECT count(*)::int FROM users WHERE email = 'new@x.io'";
    await a.run('BEGIN');
    await b.run('BEGIN');
    assert.deepEqual([await a.value(isTaken), await b.value(isTaken)], [0, 0]);
    await a.run("INSERT INTO users (email, name) VALUES ('new@x.io', 'New')");
    assert.equal(await b.value(isTaken), 0);
  },

  async 'second-insert-waits'({ postgresql }) {
    const [a, b] = await postgresql();
    const insert = "INSERT INTO users (email, name) VALUES ('new@x.io', 'New')";
    for (const [end, expected] of [
      ['ROLLBACK', undefined],
      ['COMMIT', '23505'],
    ] as const) {
      await b.run("DELETE FROM users WHERE email = 'new@x.io'");
      await a.run('BEGIN');
      await a.run(insert);
      const second = b.attempt(insert);
      await b.untilWaiting();
      await a.run(end);
      assert.equal((await second).error, expected);
    }
  },

  async 'on-conflict-keeps-the-transaction'({ postgresql }) {
    const [a] = await postgresql();
    const insert = "INSERT INTO users (email, name) VALUES ('ada@example.com', 'Ada')";
    await a.run('BEGIN');
    assert.equal(await a.run(`${insert} ON CONFLICT DO NOTHING`), 0);
    assert.equal(await a.value('SELECT 1'), 1);
    assert.equal(await a.errorOf(insert), '23505');
    assert.equal(await a.errorOf('SELECT 1'), '25P02');
  },
};

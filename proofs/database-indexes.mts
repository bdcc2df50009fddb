import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';
import type { Session } from '../scripts/lib/claims/sessions.mts';

/** A table that is large enough for the planner to prefer a fitting index. */
async function people(session: Session): Promise<void> {
  await session.run('CREATE TABLE people (id int PRIMARY KEY, email text, city int, street int)');
  await session.run(
    "INSERT INTO people SELECT i, 'User' || i || '@x.io', i % 500, (i * 7919) % 5 FROM generate_series(1, 50000) i",
  );
  await session.run('VACUUM ANALYZE people');
}

export const proofs: Proofs = {
  async 'hot-updates-need-no-index'({ postgresql }) {
    const [a, b] = await postgresql();
    const emptyTable = async (): Promise<void> => {
      await a.run('DROP TABLE IF EXISTS counters');
      await a.run('CREATE TABLE counters (id int PRIMARY KEY, n int) WITH (autovacuum_enabled = off)');
      await a.run('INSERT INTO counters VALUES (1, 0)');
    };
    const count = async (): Promise<unknown> => {
      for (let i = 0; i < 1000; i++) await a.run('UPDATE counters SET n = n + 1 WHERE id = 1');
      await a.run('SELECT pg_stat_force_next_flush()');
      const statistics =
        "SELECT n_tup_upd::int AS updates, n_tup_hot_upd::int AS hot FROM pg_stat_user_tables WHERE relname = 'counters'";
      return (await b.rows(statistics))[0];
    };
    await emptyTable();
    assert.deepEqual(await count(), { updates: 1000, hot: 1000 });
    await emptyTable();
    await a.run('CREATE INDEX counters_n ON counters (n)');
    assert.deepEqual(await count(), { updates: 1000, hot: 0 });
  },

  async 'create-index-stops-writers'({ postgresql }) {
    const [a, b] = await postgresql();
    const writes = [
      "INSERT INTO users (email, name) VALUES ('new@x.io', 'New')",
      "UPDATE users SET name = 'Other' WHERE id = 3",
      'DELETE FROM users WHERE id = 3',
    ];
    for (const write of writes) {
      await a.run('BEGIN');
      await a.run('CREATE INDEX users_name ON users (name)');
      assert.equal(typeof (await b.value('SELECT name FROM users LIMIT 1')), 'string');
      const waiting = b.attempt(write);
      await b.untilWaiting();
      await a.run('ROLLBACK');
      assert.equal((await waiting).error, undefined);
    }
  },

  async 'concurrently-refuses-a-transaction'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('BEGIN');
    assert.equal(await a.errorOf('CREATE INDEX CONCURRENTLY users_name ON users (name)'), '25001');
  },

  async 'hash-index-limits'({ postgresql }) {
    const [a] = await postgresql();
    await people(a);
    assert.equal(await a.errorOf('CREATE UNIQUE INDEX ON people USING hash (email)'), '0A000');
    assert.equal(await a.errorOf('CREATE INDEX ON people USING hash (city, street)'), '0A000');
    await a.run('CREATE INDEX people_email ON people USING hash (email)');
    await a.run('ANALYZE people');
    await a.run('SET enable_seqscan = off');
    assert.match(await a.plan("SELECT * FROM people WHERE email = 'User7@x.io'"), /people_email/);
    assert.doesNotMatch(await a.plan("SELECT * FROM people WHERE email > 'User7@x.io'"), /people_email/);
    assert.doesNotMatch(await a.plan('SELECT * FROM people ORDER BY email LIMIT 5'), /people_email/);
  },

  async 'innodb-hash-is-a-b-tree'({ mariadb }) {
    const [a] = await mariadb();
    await a.run('CREATE TABLE t (id int PRIMARY KEY, h int, KEY t_h (h) USING HASH) ENGINE=InnoDB');
    const [index] = await a.rows("SHOW INDEX FROM t WHERE Key_name = 't_h'");
    assert.equal(index?.['Index_type'], 'BTREE');
    await a.run('CREATE TABLE m (h int, KEY m_h (h) USING HASH) ENGINE=MEMORY');
    const [real] = await a.rows("SHOW INDEX FROM m WHERE Key_name = 'm_h'");
    assert.equal(real?.['Index_type'], 'HASH');
  },

  async 'composite-index-starts-left'({ postgresql }) {
    const [a] = await postgresql();
    await people(a);
    await a.run('CREATE INDEX people_city_street ON people (city, street)');
    await a.run('ANALYZE people');
    assert.match(await a.plan('SELECT * FROM people WHERE city = 5'), /people_city_street/);
    assert.match(await a.plan('SELECT * FROM people WHERE street = 3'), /^Seq Scan/);
  },

  async 'function-hides-the-column'({ postgresql }) {
    const [a] = await postgresql();
    await people(a);
    const query = "SELECT * FROM people WHERE lower(email) = 'user7@x.io'";
    await a.run('CREATE INDEX people_email ON people (email)');
    assert.match(await a.plan(query), /^Seq Scan/);
    await a.run('CREATE INDEX people_lower_email ON people (lower(email))');
    await a.run('ANALYZE people');
    assert.match(await a.plan(query), /people_lower_email/);
  },

  async 'like-and-b-trees'({ postgresql }) {
    const [a] = await postgresql();
    await people(a);
    await a.run('CREATE INDEX people_linguistic ON people (email COLLATE "en-x-icu")');
    await a.run('CREATE INDEX people_pattern ON people (email COLLATE "en-x-icu" text_pattern_ops)');
    await a.run('SET enable_seqscan = off');
    const prefix = `SELECT * FROM people WHERE email COLLATE "en-x-icu" LIKE 'User777%'`;
    const suffix = `SELECT * FROM people WHERE email COLLATE "en-x-icu" LIKE '%777@x.io'`;
    assert.match(await a.plan(prefix), /people_pattern[\s\S]*Index Cond/);
    assert.doesNotMatch(await a.plan(suffix), /Index Cond/);
    await a.run('DROP INDEX people_pattern');
    assert.doesNotMatch(await a.plan(prefix), /Index Cond/);
    await a.run('CREATE INDEX people_c ON people (email COLLATE "C")');
    const inC = `SELECT * FROM people WHERE email COLLATE "C" LIKE 'User777%'`;
    assert.match(await a.plan(inC), /people_c[\s\S]*Index Cond/);
  },

  async 'innodb-indexes-foreign-keys'({ mariadb }) {
    const [a] = await mariadb();
    await a.run('CREATE TABLE parent (id int PRIMARY KEY)');
    await a.run('CREATE TABLE child (id int PRIMARY KEY, p int, FOREIGN KEY (p) REFERENCES parent (id))');
    const rows = await a.rows("SHOW INDEX FROM child WHERE Column_name = 'p'");
    assert.equal(rows.length, 1);
  },

  async 'postgresql-leaves-foreign-keys-bare'({ postgresql }) {
    const [a] = await postgresql();
    const indexes = await a.rows("SELECT indexdef FROM pg_indexes WHERE tablename = 'orders'");
    assert.equal(indexes.length, 1);
    assert.match(String(indexes[0]?.['indexdef']), /\(id\)$/);
  },

  async 'heap-fetches-until-vacuum'({ postgresql }) {
    const [a] = await postgresql();
    await people(a);
    const query = 'SELECT id FROM people WHERE id BETWEEN 1 AND 10';
    const explain = 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)';
    assert.match(await a.plan(query, explain), /Index Only Scan[\s\S]*Heap Fetches: 0/);
    await a.run('UPDATE people SET city = 1 WHERE id = 5');
    assert.match(await a.plan(query, explain), /Index Only Scan[\s\S]*Heap Fetches: [1-9]/);
  },

  async 'failed-concurrent-build-stays-invalid'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE tags (name text)');
    await a.run("INSERT INTO tags VALUES ('same'), ('same')");
    assert.equal(await a.errorOf('CREATE UNIQUE INDEX CONCURRENTLY tags_name ON tags (name)'), '23505');
    assert.equal(
      await a.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'tags_name'::regclass"),
      false,
    );
  },
};

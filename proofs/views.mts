import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const report =
  'CREATE MATERIALIZED VIEW report AS SELECT user_id, count(*)::int AS n FROM orders GROUP BY user_id';

export const proofs: Proofs = {
  async 'view-is-inlined'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('INSERT INTO orders (user_id) SELECT 1 FROM generate_series(1, 20000)');
    await a.run('ANALYZE orders');
    await a.run('CREATE VIEW order_list AS SELECT id, status, total FROM orders');
    assert.match(
      await a.plan('SELECT * FROM order_list WHERE id = 7'),
      /Index Scan using orders_pkey[\s\S]*id = 7/,
    );
  },

  async 'stale-until-refresh'({ postgresql }) {
    const [a] = await postgresql();
    await a.run(report);
    const adas = 'SELECT n FROM report WHERE user_id = 1';
    assert.equal(await a.value(adas), 2);
    await a.run('INSERT INTO orders (user_id) VALUES (1)');
    assert.equal(await a.value(adas), 2);
    await a.run('REFRESH MATERIALIZED VIEW report');
    assert.equal(await a.value(adas), 3);
  },

  async 'refresh-stops-readers'({ postgresql }) {
    const [a, b] = await postgresql();
    await a.run(report);
    await a.run('BEGIN');
    await a.run('REFRESH MATERIALIZED VIEW report');
    const reading = b.attempt('SELECT * FROM report');
    await b.untilWaiting();
    await a.run('COMMIT');
    assert.equal((await reading).error, undefined);
  },

  async 'concurrently-lets-readers-go-on'({ postgresql }) {
    const [a, b] = await postgresql();
    await a.run(`${report} WITH NO DATA`);
    const refresh = 'REFRESH MATERIALIZED VIEW CONCURRENTLY report';
    await a.run('CREATE UNIQUE INDEX report_user ON report (user_id)');
    assert.equal(await a.errorOf(refresh), '0A000');
    await a.run('REFRESH MATERIALIZED VIEW report');
    await a.run('DROP INDEX report_user');
    assert.equal(await a.errorOf(refresh), '55000');
    await a.run('CREATE UNIQUE INDEX report_user ON report (user_id)');
    await a.run('BEGIN');
    await a.run(refresh);
    assert.equal((await b.rows('SELECT * FROM report')).length, 2);
  },

  async 'mariadb-has-none'({ mariadb }) {
    const [a] = await mariadb();
    assert.equal(await a.errorOf('CREATE MATERIALIZED VIEW mv AS SELECT 1'), 'ER_PARSE_ERROR');
  },

  async 'one-namespace'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE VIEW report AS SELECT 1 AS n');
    assert.equal(await a.errorOf(report), '42P07');
  },

  async 'view-bypasses-row-security'({ postgresql }) {
    const [a] = await postgresql();
    // Roles belong to the whole server, so they live only inside this transaction.
    await a.run('BEGIN');
    await a.run('CREATE ROLE proof_owner');
    await a.run('CREATE ROLE proof_reader');
    await a.run('CREATE TABLE notes (who text, body text)');
    await a.run("INSERT INTO notes VALUES ('proof_reader', 'mine'), ('other', 'secret')");
    await a.run('ALTER TABLE notes OWNER TO proof_owner');
    await a.run('ALTER TABLE notes ENABLE ROW LEVEL SECURITY');
    await a.run('CREATE POLICY own ON notes USING (who = current_user)');
    await a.run('CREATE VIEW plain AS SELECT * FROM notes');
    await a.run('CREATE VIEW invoking WITH (security_invoker = true) AS SELECT * FROM notes');
    await a.run('ALTER VIEW plain OWNER TO proof_owner');
    await a.run('ALTER VIEW invoking OWNER TO proof_owner');
    await a.run('GRANT SELECT ON notes, plain, invoking TO proof_reader');
    await a.run('SET LOCAL ROLE proof_reader');
    const counts: unknown[] = [];
    for (const name of ['notes', 'invoking', 'plain']) {
      counts.push(await a.value(`SELECT count(*)::int FROM ${name}`));
    }
    assert.deepEqual(counts, [1, 1, 2]);
    await a.run('ROLLBACK');
  },

  async 'partition-filter-is-pushed-in'({ postgresql }) {
    const [a] = await postgresql();
    await a.run(`CREATE VIEW ranked AS
      SELECT id, user_id, rank() OVER (PARTITION BY user_id ORDER BY id) AS place FROM orders`);
    const byPartition = await a.plan('SELECT * FROM ranked WHERE user_id = 1');
    assert.match(byPartition, /Scan[^\n]* on orders\n\s+Filter: \(user_id = 1\)/);
    assert.doesNotMatch(byPartition, /Subquery Scan/);
    const byOther = await a.plan('SELECT * FROM ranked WHERE id = 1');
    assert.match(byOther, /Subquery Scan on ranked\n\s+Filter: \(ranked\.id = 1\)\n\s+->\s+WindowAgg/);
  },

  async 'barrier-lets-leakproof-through'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('INSERT INTO orders (user_id) SELECT 1 FROM generate_series(1, 20000)');
    await a.run('ANALYZE orders');
    await a.run(`CREATE VIEW open_orders WITH (security_barrier) AS
      SELECT id, status FROM orders WHERE total >= 0`);
    assert.match(await a.plan('SELECT * FROM open_orders WHERE id = 5'), /^Index Scan using orders_pkey/);
    assert.match(
      await a.plan("SELECT * FROM open_orders WHERE status LIKE 'n%'"),
      /^Subquery Scan on open_orders\n\s+Filter: \(open_orders\.status ~~/,
    );
  },

  async 'star-is-expanded-once'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE VIEW everyone AS SELECT * FROM users');
    await a.run('ALTER TABLE users ADD COLUMN nickname text');
    assert.equal(await a.errorOf('SELECT nickname FROM everyone'), '42703');
  },

  async 'used-columns-stay'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE VIEW names AS SELECT name FROM users');
    assert.equal(await a.errorOf('ALTER TABLE users DROP COLUMN name'), '2BP01');
    assert.equal(await a.errorOf('ALTER TABLE users ALTER COLUMN name TYPE varchar(50)'), '0A000');
    await a.run('DROP VIEW names');
    await a.run('ALTER TABLE users DROP COLUMN name');
  },

  async 'rename-does-not-break-the-view'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE VIEW names AS SELECT name FROM users');
    await a.run('ALTER TABLE users RENAME COLUMN name TO full_name');
    assert.equal(await a.value('SELECT name FROM names LIMIT 1'), 'Ada');
  },
};

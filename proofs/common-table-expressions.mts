import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';
import type { Session } from '../scripts/lib/claims/sessions.mts';

async function numbers(session: Session): Promise<void> {
  await session.run('CREATE TABLE numbers (id int PRIMARY KEY, n int)');
  await session.run('INSERT INTO numbers SELECT i, i FROM generate_series(1, 20000) i');
  await session.run('ANALYZE numbers');
}

/** Two employees who are each other's manager. */
async function circle(session: Session): Promise<void> {
  await session.run('UPDATE employees SET manager_id = 2 WHERE id = 1');
  await session.run("SET statement_timeout = '500ms'");
}

export const proofs: Proofs = {
  async 'used-once-is-merged'({ postgresql }) {
    const [a] = await postgresql();
    await numbers(a);
    const plan = await a.plan('WITH x AS (SELECT * FROM numbers) SELECT * FROM x WHERE id = 5');
    assert.match(plan, /^Index Scan using numbers_pkey/);
    assert.doesNotMatch(plan, /CTE/);
  },

  async 'materialized-keeps-filters-out'({ postgresql }) {
    const [a] = await postgresql();
    await numbers(a);
    const plan = await a.plan('WITH x AS MATERIALIZED (SELECT * FROM numbers) SELECT * FROM x WHERE id = 5');
    assert.match(plan, /^CTE Scan on x\n\s+Filter: \(id = 5\)/);
    assert.match(plan, /Seq Scan on numbers/);
  },

  async 'used-twice-is-materialised'({ postgresql }) {
    const [a] = await postgresql();
    await numbers(a);
    const twice = '(SELECT * FROM numbers) SELECT * FROM x p JOIN x q ON q.id = p.id + 1 WHERE p.id = 5';
    assert.match(await a.plan(`WITH x AS ${twice}`), /CTE Scan on x/);
    assert.doesNotMatch(await a.plan(`WITH x AS NOT MATERIALIZED ${twice}`), /CTE/);
  },

  async 'cycle-with-union-all'({ postgresql }) {
    const [a] = await postgresql();
    await circle(a);
    const walk = `WITH RECURSIVE up AS (
      SELECT id, manager_id FROM employees WHERE id = 1
      UNION ALL SELECT e.id, e.manager_id FROM employees e JOIN up ON e.id = up.manager_id
    ) SELECT count(*)::int FROM up`;
    assert.equal(await a.errorOf(walk), '57014');
    assert.equal(await a.value(walk.replace('UNION ALL', 'UNION')), 2);
  },

  async 'depth-defeats-union'({ postgresql }) {
    const [a] = await postgresql();
    await circle(a);
    const walk = `WITH RECURSIVE up AS (
      SELECT id, manager_id, 1 AS depth FROM employees WHERE id = 1
      UNION SELECT e.id, e.manager_id, up.depth + 1 FROM employees e JOIN up ON e.id = up.manager_id
    ) SELECT count(*)::int FROM up`;
    assert.equal(await a.errorOf(walk), '57014');
  },

  async 'cycle-clause'({ postgresql }) {
    const [a] = await postgresql();
    await circle(a);
    const walk = `WITH RECURSIVE up AS (
      SELECT id, manager_id FROM employees WHERE id = 1
      UNION ALL SELECT e.id, e.manager_id FROM employees e JOIN up ON e.id = up.manager_id
    ) CYCLE id SET is_cycle USING path SELECT count(*)::int FROM up WHERE NOT is_cycle`;
    assert.equal(await a.value(walk), 2);
  },

  async 'one-snapshot-for-all-parts'({ postgresql }) {
    const [a] = await postgresql();
    const rows = await a.rows(`WITH gone AS (DELETE FROM jobs WHERE id = 1 RETURNING id)
      SELECT (SELECT count(*)::int FROM gone) AS deleted, (SELECT count(*)::int FROM jobs) AS counted`);
    assert.deepEqual(rows[0], { deleted: 1, counted: 2 });
    assert.equal(await a.value('SELECT count(*)::int FROM jobs'), 1);
  },

  async 'unread-change-still-runs'({ postgresql }) {
    const [a] = await postgresql();
    await a.rows('WITH gone AS (DELETE FROM jobs RETURNING id) SELECT 1');
    assert.equal(await a.value('SELECT count(*)::int FROM jobs'), 0);
    await a.rows('WITH added AS (INSERT INTO jobs DEFAULT VALUES RETURNING id) SELECT * FROM added LIMIT 0');
    assert.equal(await a.value('SELECT count(*)::int FROM jobs'), 1);
  },

  async 'unread-select-is-not-run'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE SEQUENCE calls');
    await a.rows("WITH x AS (SELECT nextval('calls')) SELECT 1");
    assert.equal(await a.value('SELECT is_called FROM calls'), false);
    await a.rows("WITH x AS (SELECT nextval('calls')) SELECT * FROM x");
    assert.equal(await a.value('SELECT is_called FROM calls'), true);
  },
};

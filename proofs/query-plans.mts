import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';
import type { Session } from '../scripts/lib/claims/sessions.mts';

/** The data of the page's example. */
async function manyOrders(session: Session): Promise<void> {
  await session.run(`INSERT INTO orders (user_id, status, total, created_at)
    SELECT 1 + n % 3, CASE WHEN n % 100 = 0 THEN 'new' ELSE 'shipped' END, n % 500,
      timestamptz '2026-01-01 UTC' + n * interval '1 minute'
    FROM generate_series(1, 50000) AS n`);
  await session.run('ANALYZE orders');
}

export const proofs: Proofs = {
  async 'filter-throws-rows-away'({ postgresql }) {
    const [a] = await postgresql();
    await manyOrders(a);
    const query = "SELECT id, total FROM orders WHERE status = 'new' ORDER BY created_at DESC LIMIT 20";
    const explain = 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)';
    assert.match(
      await a.plan(query, explain),
      /Sort[\s\S]*Seq Scan on orders[\s\S]*Rows Removed by Filter: 49502/,
    );
    await a.run('CREATE INDEX orders_status_created_at ON orders (status, created_at)');
    const after = await a.plan(query, explain);
    assert.match(after, /Index Scan Backward using orders_status_created_at on orders \(actual rows=20/);
    assert.doesNotMatch(after, /Sort/);
  },

  async 'explain-analyze-runs'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE twelve AS SELECT generate_series(1, 12) AS id');
    await a.plan('DELETE FROM twelve', 'EXPLAIN');
    assert.equal(await a.value('SELECT count(*)::int FROM twelve'), 12);
    await a.plan('DELETE FROM twelve', 'EXPLAIN ANALYZE');
    assert.equal(await a.value('SELECT count(*)::int FROM twelve'), 0);
  },

  async 'scan-despite-an-index'({ postgresql }) {
    const [a] = await postgresql();
    await manyOrders(a);
    await a.run('CREATE INDEX orders_status ON orders (status)');
    assert.match(await a.plan("SELECT sum(total) FROM orders WHERE status = 'new'"), /orders_status/);
    assert.match(
      await a.plan("SELECT sum(total) FROM orders WHERE status = 'shipped'"),
      /Seq Scan on orders/,
    );
  },

  async 'dependent-columns-need-statistics'({ postgresql }) {
    const [a] = await postgresql();
    await a.run(
      'CREATE TABLE addresses AS SELECT i % 1000 AS city, i % 1000 AS postcode FROM generate_series(1, 100000) i',
    );
    await a.run('ANALYZE addresses');
    const expected = async (): Promise<number> => {
      const plan = await a.plan('SELECT * FROM addresses WHERE city = 5 AND postcode = 5', 'EXPLAIN');
      return Number(/rows=(\d+)/.exec(plan)?.[1]);
    };
    assert.ok((await expected()) <= 2);
    await a.run('CREATE STATISTICS city_postcode (dependencies) ON city, postcode FROM addresses');
    await a.run('ANALYZE addresses');
    const better = await expected();
    assert.ok(better > 50 && better < 200, String(better));
  },
};

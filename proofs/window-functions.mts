import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'ties-in-three-ways'({ postgresql }) {
    const [a] = await postgresql();
    const rows = await a.rows(`SELECT salary::int, rank() OVER w AS r, dense_rank() OVER w AS d,
        row_number() OVER (ORDER BY salary DESC, id) AS n
      FROM employees WINDOW w AS (ORDER BY salary DESC) ORDER BY salary DESC, id`);
    const column = (name: string): readonly number[] => rows.map((row) => Number(row[name]));
    assert.deepEqual(column('salary'), [9000, 7000, 7000, 5000]);
    assert.deepEqual(
      [column('r'), column('d'), column('n')],
      [
        [1, 2, 2, 4],
        [1, 2, 2, 3],
        [1, 2, 3, 4],
      ],
    );
  },

  async 'default-frame-takes-peers'({ postgresql }) {
    const [a] = await postgresql();
    const rows = await a.rows(`SELECT (sum(salary) OVER (ORDER BY salary))::int AS by_range,
        (sum(salary) OVER (ORDER BY salary ROWS UNBOUNDED PRECEDING))::int AS by_rows
      FROM employees WHERE salary <= 7000 ORDER BY by_rows`);
    assert.deepEqual(
      rows.map((row) => [row['by_range'], row['by_rows']]),
      [
        [5000, 5000],
        [19000, 12000],
        [19000, 19000],
      ],
    );
  },

  async 'last-value-of-the-frame'({ postgresql }) {
    const [a] = await postgresql();
    const rows = await a.rows(`SELECT id::int, (last_value(id) OVER (ORDER BY id))::int AS framed,
        (last_value(id) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))::int AS whole
      FROM employees ORDER BY id`);
    assert.deepEqual(
      rows.map((row) => [row['framed'], row['whole']]),
      [1, 2, 3, 4].map((id) => [id, 4]),
    );
  },

  async 'not-in-where'({ postgresql }) {
    const [a] = await postgresql();
    assert.equal(
      await a.errorOf('SELECT id FROM employees WHERE rank() OVER (ORDER BY salary) <= 3'),
      '42P20',
    );
    const having =
      'SELECT department FROM employees GROUP BY department HAVING rank() OVER (ORDER BY department) <= 3';
    assert.equal(await a.errorOf(having), '42P20');
  },

  async 'no-distinct-in-windows'({ postgresql }) {
    const [a] = await postgresql();
    assert.equal(await a.errorOf('SELECT count(DISTINCT department) OVER () FROM employees'), '0A000');
  },

  async 'run-condition-stops-early'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE numbers (id int PRIMARY KEY)');
    await a.run('INSERT INTO numbers SELECT generate_series(1, 20000)');
    await a.run('VACUUM ANALYZE numbers');
    const plan = await a.plan(
      'SELECT * FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM numbers) t WHERE n <= 3',
      'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)',
    );
    assert.match(plan, /Run Condition: \(row_number\(\) OVER \(\?\) <= 3\)/);
    const read = /Index Only Scan using numbers_pkey on numbers \(actual rows=(\d+)/.exec(plan)?.[1];
    assert.ok(Number(read) <= 5, plan);
  },
};

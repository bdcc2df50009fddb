import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';
import type { Session } from '../scripts/lib/claims/sessions.mts';

/** How many rows the scan under the LIMIT handed up. */
async function rowsRead(session: Session, sql: string): Promise<number> {
  const plan = await session.plan(sql, 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)');
  const scans = [...plan.matchAll(/Scan.*actual rows=(\d+)/g)].map(([, rows]) => Number(rows));
  return Math.max(...scans);
}

export const proofs: Proofs = {
  async 'offset-reads-what-it-skips'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE feed (id int PRIMARY KEY)');
    await a.run('INSERT INTO feed SELECT generate_series(1, 500000)');
    await a.run('VACUUM ANALYZE feed');
    await a.run('SET max_parallel_workers_per_gather = 0');
    const offsets = [0, 100_000, 499_990];
    const read: number[] = [];
    for (const offset of offsets)
      read.push(await rowsRead(a, `SELECT id FROM feed ORDER BY id LIMIT 10 OFFSET ${offset}`));
    assert.deepEqual(read, [10, 100_010, 500_000]);
    for (const after of offsets) {
      assert.equal(await rowsRead(a, `SELECT id FROM feed WHERE id > ${after} ORDER BY id LIMIT 10`), 10);
    }
  },

  async 'skip-take-is-no-sql'({ postgresql, mariadb }) {
    const [[pg], [maria]] = [await postgresql(), await mariadb()];
    await maria.run('CREATE TABLE users (id int)');
    const sql = 'SELECT * FROM users ORDER BY id SKIP 100, TAKE 10';
    assert.deepEqual([await pg.errorOf(sql), await maria.errorOf(sql)], ['42601', 'ER_PARSE_ERROR']);
    await pg.run('SELECT * FROM users ORDER BY id OFFSET 100 ROWS FETCH NEXT 10 ROWS ONLY');
  },

  async 'no-order-without-order-by'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE feed (id int PRIMARY KEY, n int)');
    await a.run('INSERT INTO feed SELECT i, 0 FROM generate_series(1, 20) i');
    const page = async (): Promise<readonly unknown[]> =>
      (await a.rows('SELECT id FROM feed LIMIT 5')).map((row) => row['id']);
    assert.deepEqual(await page(), [1, 2, 3, 4, 5]);
    await a.run('UPDATE feed SET n = 1 WHERE id <= 3');
    assert.deepEqual(await page(), [4, 5, 6, 7, 8]);
  },

  async 'tied-rows-get-lost'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE feed (id int PRIMARY KEY, created_at date)');
    await a.run("INSERT INTO feed SELECT i, date '2026-03-01' + (i / 7) FROM generate_series(1, 20) i");
    const next = async (condition: string): Promise<unknown> =>
      a.value(`SELECT id FROM feed WHERE ${condition} ORDER BY created_at, id LIMIT 1`);
    // The page ended at id 3, in the middle of the rows 1 to 6 of one day.
    assert.equal(await next("created_at > '2026-03-01'"), 7);
    assert.equal(await next("(created_at, id) > ('2026-03-01', 3)"), 4);
  },

  async 'offset-shifts-with-writes'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('CREATE TABLE feed (id int PRIMARY KEY)');
    await a.run('INSERT INTO feed SELECT generate_series(1, 9)');
    const page = async (tail: string): Promise<readonly unknown[]> =>
      (await a.rows(`SELECT id FROM feed ${tail}`)).map((row) => row['id']);
    assert.deepEqual(await page('ORDER BY id LIMIT 3'), [1, 2, 3]);
    await a.run('DELETE FROM feed WHERE id = 1');
    assert.deepEqual(await page('ORDER BY id LIMIT 3 OFFSET 3'), [5, 6, 7]);
    assert.deepEqual(await page('WHERE id > 3 ORDER BY id LIMIT 3'), [4, 5, 6]);
  },
};

import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';
import type { Session } from '../scripts/lib/claims/sessions.mts';

const claim = "INSERT INTO keys (key) VALUES ('k1') ON CONFLICT DO NOTHING";

async function keys(session: Session): Promise<void> {
  await session.run('CREATE TABLE keys (key text PRIMARY KEY)');
}

export const proofs: Proofs = {
  async 'claiming-is-atomic'({ postgresql }) {
    const [a, b] = await postgresql();
    await keys(a);
    await b.run("SET lock_timeout = '100ms'");
    await a.run('BEGIN');
    await a.run(claim);
    assert.equal(await b.errorOf(claim), '55P03');
    await b.run("SET lock_timeout = '20s'");
    for (const [end, expected] of [
      ['ROLLBACK', 1],
      ['COMMIT', 0],
    ] as const) {
      const second = b.attempt(claim);
      await b.untilWaiting();
      await a.run(end);
      assert.deepEqual(await second, { rowCount: expected });
      await b.run("DELETE FROM keys WHERE key = 'k1'");
      await a.run('BEGIN');
      await a.run(claim);
    }
  },

  async 'claiming-under-repeatable-read'({ postgresql }) {
    const [a, b] = await postgresql();
    await keys(a);
    await b.run('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await b.run('SELECT 1 FROM keys');
    await a.run('BEGIN');
    await a.run(claim);
    const second = b.attempt(claim);
    await b.untilWaiting();
    await a.run('COMMIT');
    assert.equal((await second).error, '40001');
  },

  async 'looking-first-lets-both-work'({ postgresql }) {
    const [a, b] = await postgresql();
    await keys(a);
    const look = "SELECT count(*)::int FROM keys WHERE key = 'k1'";
    assert.deepEqual([await a.value(look), await b.value(look)], [0, 0]);
    for (const session of [a, b]) {
      await session.run('INSERT INTO orders (user_id) VALUES (3)');
      await session.run(claim);
    }
    assert.equal(await a.value('SELECT count(*)::int FROM orders WHERE user_id = 3'), 2);
  },
};

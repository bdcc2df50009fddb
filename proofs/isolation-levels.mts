/** Two real connections interleave their statements; the order is forced by waiting for locks, never by time. */
import assert from 'node:assert/strict';
import type { Proofs, Sessions } from '../scripts/lib/claims/context.mts';

type Level = 'READ UNCOMMITTED' | 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

async function accounts([a]: Sessions): Promise<void> {
  await a.run('CREATE TABLE acc (id int PRIMARY KEY, bal int)');
  await a.run('INSERT INTO acc VALUES (1, 100), (2, 200)');
}

/** Begins a transaction on the first two connections; MariaDB takes the level from the session. */
async function begin([a, b]: Sessions, level: Level): Promise<void> {
  for (const session of [a, b]) {
    await session.run(`SET SESSION ${sessionLevel(level)}`);
    await session.run('BEGIN');
  }
}

function sessionLevel(level: Level): string {
  return `TRANSACTION ISOLATION LEVEL ${level}`;
}

async function beginPostgresql([a, b]: Sessions, level: Level): Promise<void> {
  await a.run(`BEGIN ISOLATION LEVEL ${level}`);
  await b.run(`BEGIN ISOLATION LEVEL ${level}`);
}

/** Both read 100 and write 110; gives the error of the second writer and what is left. */
async function lostUpdate([a, b, c]: Sessions): Promise<{ error: string | undefined; left: unknown }> {
  const read = 'SELECT bal FROM acc WHERE id = 1';
  assert.deepEqual([await a.value(read), await b.value(read)], [100, 100]);
  await a.run('UPDATE acc SET bal = 110 WHERE id = 1');
  const second = b.attempt('UPDATE acc SET bal = 110 WHERE id = 1');
  await b.untilWaiting();
  await a.run('COMMIT');
  const { error } = await second;
  await b.run(error === undefined ? 'COMMIT' : 'ROLLBACK');
  return { error, left: await c.value(read) };
}

/** Both see two doctors on call and each removes another one; gives the errors and how many are left. */
async function writeSkew([a, b, c]: Sessions): Promise<{ errors: readonly string[]; left: unknown }> {
  const count = 'SELECT count(*)::int FROM doctors WHERE on_call';
  assert.deepEqual([await a.value(count), await b.value(count)], [2, 2]);
  const attempts = [
    await a.attempt('UPDATE doctors SET on_call = false WHERE id = 1'),
    await b.attempt('UPDATE doctors SET on_call = false WHERE id = 2'),
    await a.attempt('COMMIT'),
    await b.attempt('COMMIT'),
  ];
  return { errors: attempts.flatMap(({ error }) => error ?? []), left: await c.value(count) };
}

async function doctors([a]: Sessions): Promise<void> {
  await a.run('CREATE TABLE doctors (id int PRIMARY KEY, on_call boolean)');
  await a.run('INSERT INTO doctors VALUES (1, true), (2, true)');
}

export const proofs: Proofs = {
  async 'no-dirty-read-in-postgresql'({ postgresql }) {
    const sessions = await postgresql();
    const [a, b] = sessions;
    await accounts(sessions);
    await beginPostgresql(sessions, 'READ UNCOMMITTED');
    await b.run('UPDATE acc SET bal = 999 WHERE id = 1');
    assert.equal(await a.value('SHOW transaction_isolation'), 'read uncommitted');
    assert.equal(await a.value('SELECT bal FROM acc WHERE id = 1'), 100);
    await b.run('COMMIT');
    assert.equal(await a.value('SELECT bal FROM acc WHERE id = 1'), 999);
  },

  async 'dirty-read-in-innodb'({ mariadb }) {
    const sessions = await mariadb();
    const [a, b] = sessions;
    await accounts(sessions);
    await begin(sessions, 'READ UNCOMMITTED');
    await b.run('UPDATE acc SET bal = 999 WHERE id = 1');
    assert.equal(await a.value('SELECT bal FROM acc WHERE id = 1'), 999);
    await b.run('ROLLBACK');
    assert.equal(await a.value('SELECT bal FROM acc WHERE id = 1'), 100);
  },

  async 'default-levels'({ postgresql, mariadb }) {
    const [pg] = await postgresql();
    assert.equal(await pg.value('SHOW default_transaction_isolation'), 'read committed');
    const [maria] = await mariadb();
    assert.equal(await maria.value('SELECT @@global.tx_isolation'), 'REPEATABLE-READ');
  },

  async 'read-committed-sees-new-commits'({ postgresql }) {
    const sessions = await postgresql();
    const [a, b] = sessions;
    await accounts(sessions);
    await a.run('BEGIN ISOLATION LEVEL READ COMMITTED');
    assert.equal(await a.value('SELECT bal FROM acc WHERE id = 1'), 100);
    await b.run('UPDATE acc SET bal = 150 WHERE id = 1');
    assert.equal(await a.value('SELECT bal FROM acc WHERE id = 1'), 150);
    for (const level of ['REPEATABLE READ', 'SERIALIZABLE']) {
      await a.run('COMMIT');
      await a.run(`BEGIN ISOLATION LEVEL ${level}`);
      const before = await a.value('SELECT bal FROM acc WHERE id = 1');
      await b.run('UPDATE acc SET bal = bal + 1 WHERE id = 1');
      assert.equal(await a.value('SELECT bal FROM acc WHERE id = 1'), before);
    }
  },

  async 'no-phantoms-in-postgresql-snapshot'({ postgresql }) {
    const sessions = await postgresql();
    const [a, b] = sessions;
    await accounts(sessions);
    const count = 'SELECT count(*)::int FROM acc WHERE bal >= 100';
    await a.run('BEGIN ISOLATION LEVEL REPEATABLE READ');
    assert.equal(await a.value(count), 2);
    await b.run('INSERT INTO acc VALUES (3, 300)');
    assert.equal(await a.value(count), 2);
    await a.run('COMMIT');
    assert.equal(await a.value(count), 3);
  },

  async 'innodb-locking-read-sees-newest'({ mariadb }) {
    const sessions = await mariadb();
    const [a, b] = sessions;
    await accounts(sessions);
    await a.run(`SET SESSION ${sessionLevel('REPEATABLE READ')}`);
    await a.run('BEGIN');
    const count = 'SELECT count(*) FROM acc';
    assert.equal(await a.value(count), 2);
    await b.run('INSERT INTO acc VALUES (3, 300)');
    assert.equal(await a.value(count), 2);
    assert.equal(await a.value(`${count} FOR UPDATE`), 3);
    assert.equal(await a.run('UPDATE acc SET bal = bal + 1 WHERE id = 3'), 1);
  },

  async 'lost-update-at-read-committed'({ postgresql }) {
    const sessions = await postgresql();
    await accounts(sessions);
    await beginPostgresql(sessions, 'READ COMMITTED');
    assert.deepEqual(await lostUpdate(sessions), { error: undefined, left: 110 });
  },

  async 'lost-update-refused-by-postgresql'({ postgresql }) {
    const sessions = await postgresql();
    await accounts(sessions);
    await beginPostgresql(sessions, 'REPEATABLE READ');
    assert.deepEqual(await lostUpdate(sessions), { error: '40001', left: 110 });
  },

  async 'lost-update-in-innodb'({ mariadb }) {
    const sessions = await mariadb();
    await accounts(sessions);
    await begin(sessions, 'REPEATABLE READ');
    assert.deepEqual(await lostUpdate(sessions), { error: undefined, left: 110 });
  },

  async 'write-skew-passes-repeatable-read'({ postgresql }) {
    for (const level of ['READ COMMITTED', 'REPEATABLE READ'] as const) {
      const sessions = await postgresql();
      await doctors(sessions);
      await beginPostgresql(sessions, level);
      assert.deepEqual(await writeSkew(sessions), { errors: [], left: 0 });
    }
  },

  async 'write-skew-refused-by-serializable'({ postgresql }) {
    const sessions = await postgresql();
    await doctors(sessions);
    await beginPostgresql(sessions, 'SERIALIZABLE');
    const { errors, left } = await writeSkew(sessions);
    assert.equal(errors[0], '40001');
    assert.equal(left, 1);
  },

  async 'innodb-serializable-reads-lock'({ mariadb }) {
    const sessions = await mariadb();
    const [a, b] = sessions;
    await accounts(sessions);
    await begin(sessions, 'SERIALIZABLE');
    await a.rows('SELECT sum(bal) FROM acc');
    await b.rows('SELECT sum(bal) FROM acc');
    const first = a.attempt('UPDATE acc SET bal = 0 WHERE id = 1');
    await a.untilWaiting();
    const second = await b.attempt('UPDATE acc SET bal = 0 WHERE id = 2');
    await b.run(second.error === undefined ? 'COMMIT' : 'ROLLBACK');
    const errors = [(await first).error, second.error].filter((error) => error !== undefined);
    assert.deepEqual(errors, ['ER_LOCK_DEADLOCK']);
  },

  async 'set-transaction-too-late'({ postgresql }) {
    const [a] = await postgresql();
    await a.run('BEGIN');
    await a.run('SELECT 1');
    assert.equal(await a.errorOf('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE'), '25001');
  },
};

/** Who waits for whom: sessions hold locks, others are seen waiting, and nothing depends on time. */
import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';
import type { Session } from '../scripts/lib/claims/sessions.mts';

/** Shows that a statement of `waiter` waits until `holder` rolls back, and then runs. */
async function waitsFor(holder: Session, waiter: Session, sql: string): Promise<void> {
  const waiting = waiter.attempt(sql);
  await waiter.untilWaiting();
  await holder.run('ROLLBACK');
  assert.equal((await waiting).error, undefined, sql);
}

const readUsers = 'SELECT count(*)::int FROM users';
const writeUsers = "UPDATE users SET name = name || '!' WHERE id = 2";
const insertOrder = 'INSERT INTO orders (user_id) VALUES (1)';

export const proofs: Proofs = {
  async 'deadlock-ends-one'({ postgresql }) {
    const [a, b] = await postgresql();
    assert.equal(await a.value('SHOW deadlock_timeout'), '1s');
    await a.run('BEGIN');
    await b.run('BEGIN');
    await a.run('UPDATE accounts SET balance = balance + 1 WHERE id = 1');
    await b.run('UPDATE accounts SET balance = balance + 1 WHERE id = 2');
    const first = a.attempt('UPDATE accounts SET balance = balance + 1 WHERE id = 2');
    await a.untilWaiting();
    const second = b.attempt('UPDATE accounts SET balance = balance + 1 WHERE id = 1');
    const ends = await Promise.all([
      first.then(async ({ error }) => (await a.run(error === undefined ? 'COMMIT' : 'ROLLBACK'), error)),
      second.then(async ({ error }) => (await b.run(error === undefined ? 'COMMIT' : 'ROLLBACK'), error)),
    ]);
    assert.deepEqual(
      ends.filter((error) => error !== undefined),
      ['40P01'],
    );
    assert.equal(Number(await a.value('SELECT sum(balance) FROM accounts')), 602);
  },

  async 'queue-behind-alter-table'({ postgresql }) {
    const [reader, migration, shop] = await postgresql();
    await reader.run('BEGIN');
    await reader.rows(readUsers);
    const altering = migration.attempt('ALTER TABLE users ADD COLUMN note text');
    await migration.untilWaiting();
    const select = shop.attempt(readUsers);
    await shop.untilWaiting();
    await reader.run('COMMIT');
    assert.equal((await altering).error, undefined);
    assert.equal((await select).error, undefined);
  },

  async 'lock-timeout-ends-the-wait'({ postgresql }) {
    const [a, b] = await postgresql();
    await a.run('BEGIN');
    await a.rows(readUsers);
    await b.run("SET lock_timeout = '50ms'");
    assert.equal(await b.errorOf('ALTER TABLE users ADD COLUMN note text'), '55P03');
  },

  async 'constant-default-rewrites-nothing'({ postgresql }) {
    const [a] = await postgresql();
    const file = "SELECT pg_relation_filenode('users')::int";
    const before = await a.value(file);
    await a.run("ALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free'");
    assert.equal(await a.value(file), before);
    assert.equal(await a.value('SELECT plan FROM users WHERE id = 1'), 'free');
    await a.run('ALTER TABLE users ADD COLUMN rolled float NOT NULL DEFAULT random()');
    assert.notEqual(await a.value(file), before);
  },

  async 'exclusive-mode-lets-readers-in'({ postgresql }) {
    const [a, b] = await postgresql();
    for (const sql of [writeUsers, 'SELECT id FROM users WHERE id = 2 FOR UPDATE']) {
      await a.run('BEGIN');
      await a.run('LOCK TABLE users IN EXCLUSIVE MODE');
      assert.equal(await b.value(readUsers), 3);
      await waitsFor(a, b, sql);
    }
  },

  async 'only-access-exclusive-stops-readers'({ postgresql }) {
    const [a, b] = await postgresql();
    const weaker = [
      'ACCESS SHARE',
      'ROW SHARE',
      'ROW EXCLUSIVE',
      'SHARE UPDATE EXCLUSIVE',
      'SHARE',
      'SHARE ROW EXCLUSIVE',
      'EXCLUSIVE',
    ];
    for (const mode of weaker) {
      await a.run('BEGIN');
      await a.run(`LOCK TABLE users IN ${mode} MODE`);
      assert.equal(await b.value(readUsers), 3, mode);
      await a.run('ROLLBACK');
    }
    await a.run('BEGIN');
    await a.run('LOCK TABLE users');
    const mode = "SELECT mode FROM pg_locks WHERE relation = 'users'::regclass AND pid = pg_backend_pid()";
    assert.equal(await a.value(mode), 'AccessExclusiveLock');
    await waitsFor(a, b, readUsers);
  },

  async 'lock-table-needs-a-transaction'({ postgresql }) {
    const [a] = await postgresql();
    assert.equal(await a.errorOf('LOCK TABLE users IN EXCLUSIVE MODE'), '25P01');
  },

  async 'readers-do-not-wait'({ postgresql, mariadb }) {
    for (const [a, b] of [await postgresql(), await mariadb()]) {
      await a.run('CREATE TABLE prices (id int PRIMARY KEY, amount int)');
      await a.run('INSERT INTO prices VALUES (1, 10)');
      await a.run('BEGIN');
      await a.run('UPDATE prices SET amount = 20 WHERE id = 1');
      assert.equal(await b.value('SELECT amount FROM prices WHERE id = 1'), 10);
      await waitsFor(a, b, 'SELECT amount FROM prices WHERE id = 1 FOR UPDATE');
    }
  },

  async 'innodb-locks-what-it-scans'({ mariadb }) {
    const [a, b] = await mariadb();
    await a.run('CREATE TABLE people (id int PRIMARY KEY, email varchar(50), n int)');
    await a.run("INSERT INTO people VALUES (1, 'a@x.io', 0), (2, 'b@x.io', 0), (3, 'c@x.io', 0)");
    const unrelated = 'UPDATE people SET n = 1 WHERE id = 3';
    await a.run('BEGIN');
    await a.run("UPDATE people SET n = 1 WHERE email = 'a@x.io'");
    await waitsFor(a, b, unrelated);
    await a.run('CREATE INDEX people_email ON people (email)');
    await a.run('BEGIN');
    await a.run("UPDATE people SET n = 1 WHERE email = 'a@x.io'");
    await b.run(unrelated);
  },

  async 'imports-do-not-stop-writers'({ postgresql }) {
    const [a, b] = await postgresql();
    await a.run('BEGIN');
    await a.run("INSERT INTO users (email, name) SELECT i || '@x.io', 'x' FROM generate_series(1, 1000) i");
    await a.run('COPY users (email, name) FROM PROGRAM \'printf "copied@x.io\\tx\\n"\'');
    assert.equal(await b.run(writeUsers), 1);
  },

  async 'schema-changes-stop-writers'({ postgresql }) {
    const [a, b] = await postgresql();
    const changes = [
      'ALTER TABLE users ADD COLUMN note text',
      'CREATE INDEX users_name ON users (name)',
      'TRUNCATE users CASCADE',
    ];
    for (const change of changes) {
      await a.run('BEGIN');
      await a.run(change);
      await waitsFor(a, b, writeUsers);
    }
    // Its final phase waits for older transactions, which shows that the writer was let in before.
    await b.run('BEGIN');
    await b.run(writeUsers);
    const building = a.attempt('CREATE INDEX CONCURRENTLY users_name ON users (name)');
    await a.untilWaiting();
    assert.equal(await b.run(writeUsers), 1);
    await b.run('COMMIT');
    assert.equal((await building).error, undefined);
  },

  async 'autocommit-ends-for-update'({ postgresql }) {
    const [a, b] = await postgresql();
    await a.rows('SELECT id FROM users WHERE id = 2 FOR UPDATE');
    assert.equal(await b.run(writeUsers), 1);
  },

  async 'skip-locked-shares-jobs'({ postgresql }) {
    const [a, b] = await postgresql();
    const claim = "SELECT id FROM jobs WHERE state = 'queued' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED";
    await a.run('BEGIN');
    await b.run('BEGIN');
    assert.deepEqual([await a.value(claim), await b.value(claim)], ['1', '2']);
    assert.equal(await b.errorOf('SELECT id FROM jobs WHERE id = 1 FOR UPDATE NOWAIT'), '55P03');
  },

  async 'for-update-on-parent-stops-children'({ postgresql }) {
    const [a, b] = await postgresql();
    await a.run('BEGIN');
    await a.rows('SELECT id FROM users WHERE id = 1 FOR UPDATE');
    await waitsFor(a, b, insertOrder);
  },

  async 'no-key-update-lets-children-in'({ postgresql }) {
    const [a, b] = await postgresql();
    const weaker = [
      "UPDATE users SET name = 'Countess' WHERE id = 1",
      'SELECT id FROM users FOR NO KEY UPDATE',
    ];
    for (const sql of weaker) {
      await a.run('BEGIN');
      await a.run(sql);
      assert.equal(await b.run(insertOrder), 1);
      await a.run('ROLLBACK');
    }
  },
};

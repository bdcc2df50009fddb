/** Database connections as proofs use them: one call per statement, errors as codes, waiting that can be awaited. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { eventually } from '../engines/debian.mts';
import { root } from '../paths.mts';

export type Row = Readonly<Record<string, unknown>>;

/** What became of a statement: an error's code, or the number of rows that it changed or returned. */
export interface Attempt {
  /** SQLSTATE in PostgreSQL (`40001`), the symbolic name in MariaDB (`ER_LOCK_DEADLOCK`). */
  readonly error?: string;
  readonly rowCount: number;
}

/** One connection to a database of its own. Statements run one after the other, in autocommit until BEGIN. */
export interface Session {
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** The first column of the first row. */
  value(sql: string, values?: readonly unknown[]): Promise<unknown>;
  /** Runs a statement that must succeed and gives the number of rows that it changed. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
  /** Runs a statement that may fail; never rejects, so it can be left waiting for a lock. */
  attempt(sql: string, values?: readonly unknown[]): Promise<Attempt>;
  /** The code of the error that a statement must end with. */
  errorOf(sql: string, values?: readonly unknown[]): Promise<string>;
  /** The lines of `EXPLAIN (COSTS OFF)`, or of the given form of EXPLAIN. */
  plan(sql: string, explain?: string): Promise<string>;
  /** Resolves when the running statement of this session waits for a lock of another one. */
  untilWaiting(): Promise<void>;
  end(): Promise<void>;
}

interface Result {
  readonly rows: readonly Row[];
  readonly rowCount: number;
}

/** What differs between the drivers. */
interface Driver {
  query(sql: string, values: readonly unknown[] | undefined): Promise<Result>;
  isWaiting(): Promise<boolean>;
  end(): Promise<void>;
}

function sessionOver(driver: Driver): Session {
  const query = (sql: string, values?: readonly unknown[]): Promise<Result> => driver.query(sql, values);
  const outcomeOf = async (sql: string, values?: readonly unknown[]): Promise<Attempt> => {
    try {
      const { rowCount } = await query(sql, values);
      return { rowCount };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return { error: String(error.code), rowCount: 0 };
    }
  };
  const attempt = (sql: string, values?: readonly unknown[]): Promise<Attempt> => {
    const outcome = outcomeOf(sql, values);
    // When a proof fails while a statement waits, nobody is left to hear that its connection was closed.
    outcome.catch(() => undefined);
    return outcome;
  };
  return {
    rows: async (sql, values) => (await query(sql, values)).rows,
    value: async (sql, values) => Object.values((await query(sql, values)).rows[0] ?? {})[0],
    run: async (sql, values) => (await query(sql, values)).rowCount,
    attempt,
    async errorOf(sql, values) {
      const { error } = await attempt(sql, values);
      assert.ok(error !== undefined, `no error from ${sql}`);
      return error;
    },
    async plan(sql, explain = 'EXPLAIN (COSTS OFF)') {
      const { rows } = await query(`${explain} ${sql}`);
      return rows.map((row) => String(Object.values(row)[0])).join('\n');
    },
    async untilWaiting() {
      await eventually(async () => assert.ok(await driver.isWaiting(), 'the statement does not wait'), 20);
    },
    end: () => driver.end(),
  };
}

/** The packages that proofs talk to databases with are those that the guide's examples are checked against. */
const load = createRequire(path.join(root, 'verification', 'package.json'));

interface PgClient {
  connect(): Promise<void>;
  query(
    sql: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null } | { rows: Row[]; rowCount: number | null }[]>;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): void;
}

export async function openPostgresql(port: number, database: string): Promise<Session> {
  const { Client } = load('pg') as { Client: new (options: object) => PgClient };
  const connect = async (): Promise<PgClient> => {
    const client = new Client({ host: '127.0.0.1', port, user: 'guide', database });
    // A dropped database ends its connections, which must not end the run.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const [client, observer] = [await connect(), await connect()];
  const ask = async (by: PgClient, sql: string, values?: readonly unknown[]): Promise<Result> => {
    const answer = await by.query(sql, values);
    const last = Array.isArray(answer) ? answer.at(-1) : answer;
    return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? 0 };
  };
  // A proof that is wrong about a lock ends with an error instead of waiting for ever.
  await client.query("SET lock_timeout = '20s'");
  await client.query("SET statement_timeout = '60s'");
  const { rows } = await ask(client, 'SELECT pg_backend_pid() AS pid');
  return sessionOver({
    query: (sql, values) => ask(client, sql, values),
    async isWaiting() {
      const blocking = await ask(observer, 'SELECT cardinality(pg_blocking_pids($1)) AS n', [
        rows[0]?.['pid'],
      ]);
      return Number(blocking.rows[0]?.['n']) > 0;
    },
    async end() {
      await Promise.all([client.end(), observer.end()]);
    },
  });
}

interface MysqlConnection {
  query(sql: string, values?: readonly unknown[]): Promise<[Row[] | { affectedRows: number }, unknown]>;
  end(): Promise<void>;
  readonly threadId: number;
}

export async function openMariadb(port: number, database: string): Promise<Session> {
  const { createConnection } = load('mysql2/promise') as {
    createConnection: (options: object) => Promise<MysqlConnection>;
  };
  const options = { host: '127.0.0.1', port, user: 'guide' };
  const [connection, observer] = [await createConnection(options), await createConnection(options)];
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${database}`);
  await connection.query(`USE ${database}`);
  await connection.query('SET innodb_lock_wait_timeout = 20');
  return sessionOver({
    async query(sql, values) {
      const [result] = await connection.query(sql, values);
      return Array.isArray(result)
        ? { rows: result, rowCount: result.length }
        : { rows: [], rowCount: result.affectedRows };
    },
    async isWaiting() {
      const waiting =
        "SELECT count(*) AS n FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = ? AND trx_state = 'LOCK WAIT'";
      const [rows] = await observer.query(waiting, [connection.threadId]);
      return Array.isArray(rows) && Number(rows[0]?.['n']) > 0;
    },
    async end() {
      await Promise.all([connection.end(), observer.end()]);
    },
  });
}

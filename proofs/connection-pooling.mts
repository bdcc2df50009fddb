import assert from 'node:assert/strict';
import type { ProofContext, Proofs } from '../scripts/lib/claims/context.mts';

/** Runs the body of an async function that has `Pool` and prints what it returns. */
async function withPool({ json, postgresqlEnvironment }: ProofContext, body: string): Promise<unknown> {
  const environment = await postgresqlEnvironment();
  const program = `const { Pool } = require('pg');
(async () => { ${body} })().then((result) => { console.log(JSON.stringify(result)); process.exit(0); });`;
  return json(program, { about: ['pg'], environment });
}

export const proofs: Proofs = {
  async 'min-opens-nothing'(context) {
    const body = `const pool = new Pool({ min: 5 });
      const before = pool.totalCount;
      await pool.query('SELECT 1');
      return [before, pool.totalCount];`;
    assert.deepEqual(await withPool(context, body), [0, 1]);
  },

  async 'unknown-options-are-ignored'(context) {
    const body = `const pool = new Pool({ idleTimeout: 30000 });
      return pool.options.idleTimeoutMillis;`;
    assert.equal(await withPool(context, body), 10_000);
  },

  async 'leak-shows-as-timeout'(context) {
    const body = `const pool = new Pool({ max: 2, connectionTimeoutMillis: 200 });
      await pool.connect();
      await pool.connect();
      return pool.connect().then(() => 'lent', (error) => error.message);`;
    assert.equal(await withPool(context, body), 'timeout exceeded when trying to connect');
  },

  async 'session-state-travels'(context) {
    const body = `const pool = new Pool({ max: 1 });
      const first = await pool.connect();
      await first.query('SET search_path = elsewhere');
      await first.query('BEGIN');
      await first.query("SELECT set_config('proof.mark', 'open', true)");
      first.release();
      const second = await pool.connect();
      const { rows } = await second.query("SELECT current_setting('search_path') AS path, current_setting('proof.mark') AS mark");
      second.release();
      return rows[0];`;
    assert.deepEqual(await withPool(context, body), { path: 'elsewhere', mark: 'open' });
  },

  async 'second-client-deadlocks'(context) {
    const body = `const pool = new Pool({ max: 2, connectionTimeoutMillis: 300 });
      const holding = [await pool.connect(), await pool.connect()];
      const inside = await Promise.allSettled(holding.map(() => pool.query('SELECT 1')));
      return inside.map((result) => result.status);`;
    assert.deepEqual(await withPool(context, body), ['rejected', 'rejected']);
  },
};

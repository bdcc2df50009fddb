import { Pool } from 'pg';

/** One pool for the process; every query borrows a connection from it. */
export const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 10,
  connectionTimeoutMillis: 2_000,
});

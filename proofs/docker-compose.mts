import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

/** Connects with a connection string and prints the error's code and message. */
const connect = (url: string): string => `const { Client } = require('pg');
new Client({ connectionString: ${url} }).connect().catch((error) => {
  console.log(JSON.stringify([error.code, error.message]));
  process.exit(0);
});`;

export const proofs: Proofs = {
  async 'address-without-a-user'({ json, postgresqlEnvironment }) {
    const { PGPORT = '' } = await postgresqlEnvironment();
    const url = "'postgres://127.0.0.1:' + process.env.SERVER_PORT + '/myapp'";
    const environment = { SERVER_PORT: PGPORT };
    assert.deepEqual(await json(connect(url), { about: ['pg'], environment }), [
      '28000',
      'no PostgreSQL user name specified in startup packet',
    ]);
  },

  async 'database-that-nobody-created'({ json, postgresqlEnvironment }) {
    const { PGPORT = '' } = await postgresqlEnvironment();
    const url = "'postgres://guide@127.0.0.1:' + process.env.SERVER_PORT + '/myapp'";
    const environment = { SERVER_PORT: PGPORT };
    assert.deepEqual(await json(connect(url), { about: ['pg'], environment }), [
      '3D000',
      'database "myapp" does not exist',
    ]);
  },

  async 'server-that-is-not-up-yet'({ json }) {
    const refused = (await json(connect("'postgres://app@127.0.0.1:1/myapp'"), {
      about: ['pg'],
    })) as string[];
    assert.equal(refused[0], 'ECONNREFUSED');
  },
};

import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'old-method-names-are-gone'({ json }) {
    const program = `const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');
const collection = new MongoClient('mongodb://127.0.0.1:1').db('shop').collection('users');
const Model = mongoose.model('User', new mongoose.Schema({ name: String }));
const old = ['insert', 'update', 'delete'];
const now = ['insertOne', 'updateOne', 'deleteOne'];
console.log(JSON.stringify([
  old.map((name) => typeof collection[name]), now.map((name) => typeof collection[name]),
  old.map((name) => typeof Model[name]),
]));`;
    const [gone, here] = [new Array<string>(3).fill('undefined'), new Array<string>(3).fill('function')];
    assert.deepEqual(await json(program, { about: ['mongodb', 'mongoose'] }), [gone, here, gone]);
  },

  async 'update-needs-operators'({ json }) {
    const program = `const { MongoClient } = require('mongodb');
const collection = new MongoClient('mongodb://127.0.0.1:1').db('shop').collection('users');
Promise.resolve().then(() => collection.updateOne({ id: 1 }, { name: 'Ada' })).catch((error) => {
  console.log(JSON.stringify(error.message));
  process.exit(0);
});`;
    assert.equal(await json(program, { about: ['mongodb'] }), 'Update document requires atomic operators');
  },

  async 'find-gives-a-cursor'({ json }) {
    const program = `const { MongoClient, FindCursor } = require('mongodb');
(async () => {
  const found = await new MongoClient('mongodb://127.0.0.1:1').db('shop').collection('users').find();
  console.log(JSON.stringify([found instanceof FindCursor, Array.isArray(found), typeof found.toArray]));
})();`;
    assert.deepEqual(await json(program, { about: ['mongodb'] }), [true, false, 'function']);
  },

  async 'replace-deletes-first'({ mariadb }) {
    const [a] = await mariadb();
    await a.run(
      "CREATE TABLE users (id int PRIMARY KEY, name varchar(20), role varchar(20) DEFAULT 'customer')",
    );
    await a.run(
      'CREATE TABLE orders (id int, user_id int, FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE)',
    );
    await a.run("INSERT INTO users VALUES (1, 'Ada', 'admin')");
    await a.run('INSERT INTO orders VALUES (7, 1)');
    await a.run("REPLACE INTO users (id, name) VALUES (1, 'Ada L.')");
    assert.equal(await a.value('SELECT role FROM users'), 'customer');
    assert.equal(await a.value('SELECT count(*) FROM orders'), 0);
  },

  async 'upsert-waits-for-the-winner'({ postgresql }) {
    const [a, b] = await postgresql();
    const upsert = (name: string): string =>
      `INSERT INTO users (email, name) VALUES ('new@x.io', '${name}') ON CONFLICT (email) DO UPDATE SET name = excluded.name`;
    await a.run('BEGIN');
    await a.run(upsert('first'));
    const second = b.attempt(upsert('second'));
    await b.untilWaiting();
    await a.run('COMMIT');
    assert.deepEqual(await second, { rowCount: 1 });
    const rows = await a.rows("SELECT name FROM users WHERE email = 'new@x.io'");
    assert.deepEqual(rows, [{ name: 'second' }]);
  },

  async 'upsert-uses-numbers'({ postgresql }) {
    const [a] = await postgresql();
    const insert = "INSERT INTO users (email, name) VALUES ('ada@example.com', 'Ada')";
    const nothing = await a.rows(`${insert} ON CONFLICT DO NOTHING RETURNING id`);
    assert.deepEqual(nothing, []);
    await a.run(`${insert} ON CONFLICT (email) DO UPDATE SET name = excluded.name`);
    assert.equal(await a.value("INSERT INTO users (email, name) VALUES ('n@x.io', 'N') RETURNING id"), '6');
  },
};

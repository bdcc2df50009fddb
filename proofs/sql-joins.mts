import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'joins-repeat-parents'({ postgresql }) {
    const [a] = await postgresql();
    const total = 'SELECT sum(o.total) FROM orders o';
    assert.equal(await a.value(`${total} WHERE o.user_id = 1`), '158.80');
    assert.equal(
      await a.value(`${total} JOIN order_items i ON i.order_id = o.id WHERE o.user_id = 1`),
      '277.70',
    );
  },

  async 'where-undoes-left-join'({ postgresql }) {
    const [a] = await postgresql();
    const names = async (tail: string): Promise<readonly unknown[]> => {
      const rows = await a.rows(
        `SELECT DISTINCT u.name FROM users u LEFT JOIN orders o ON o.user_id = u.id ${tail}`,
      );
      return rows.map((row) => row['name']).sort();
    };
    assert.deepEqual(await names("WHERE o.status = 'paid'"), ['Ada']);
    assert.deepEqual(await names("AND o.status = 'paid'"), ['Ada', 'Grace', 'Linus']);
  },

  async 'count-star-counts-the-parent'({ postgresql }) {
    const [a] = await postgresql();
    const rows = await a.rows(`SELECT count(*)::int AS star, count(o.id)::int AS children
      FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE u.name = 'Grace'`);
    assert.deepEqual(rows[0], { star: 1, children: 0 });
  },

  async 'not-in-with-null'({ postgresql }) {
    const [a] = await postgresql();
    const notIn = 'SELECT id FROM employees WHERE id NOT IN (SELECT manager_id FROM employees)';
    const notExists =
      'SELECT id FROM employees e WHERE NOT EXISTS (SELECT FROM employees m WHERE m.manager_id = e.id)';
    assert.equal((await a.rows(notIn)).length, 0);
    assert.equal((await a.rows(notExists)).length, 3);
  },

  async 'semicolon-ends-the-statement'({ postgresql }) {
    const [a] = await postgresql();
    const first = 'SELECT * FROM users INNER JOIN orders ON orders.user_id = users.id';
    assert.equal(await a.errorOf(`${first}; LEFT JOIN orders ON orders.user_id = users.id`), '42601');
    assert.equal(await a.errorOf(`${first} LEFT JOIN orders ON orders.user_id = users.id`), '42712');
  },

  async 'anti-joins'({ postgresql }) {
    const [a] = await postgresql();
    const exists = 'SELECT * FROM users u WHERE NOT EXISTS (SELECT FROM orders o WHERE o.user_id = u.id)';
    const leftJoin = 'SELECT u.* FROM users u LEFT JOIN orders o ON o.user_id = u.id';
    assert.match(await a.plan(exists), /Anti Join/);
    assert.match(await a.plan(`${leftJoin} WHERE o.user_id IS NULL`), /Anti Join/);
  },

  async 'not-in-is-no-anti-join'({ postgresql }) {
    const [a] = await postgresql();
    const notIn = 'SELECT * FROM users WHERE id NOT IN (SELECT user_id FROM orders)';
    assert.doesNotMatch(await a.plan(notIn), /Anti Join/);
  },
};

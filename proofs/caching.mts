import assert from 'node:assert/strict';
import { withRedis } from '../scripts/lib/claims/redisPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

const cacheAside = `let calls = 0;
const load = async () => { calls++; await new Promise(setImmediate); return { name: 'Ada', createdAt: new Date(0) }; };
const get = async (key) => {
  const cached = await redis.get(key);
  if (cached) return JSON.parse(cached);
  const row = await load();
  await redis.set(key, JSON.stringify(row), 'EX', 60);
  return row;
};`;

export const proofs: Proofs = {
  async 'stampede-without-a-shared-promise'(context) {
    const body = `${cacheAside}
      await Promise.all(Array.from({ length: 100 }, () => get('user:1')));
      const alone = calls;
      calls = 0;
      const loading = new Map();
      const once = (key) => {
        if (!loading.has(key)) loading.set(key, get(key).finally(() => loading.delete(key)));
        return loading.get(key);
      };
      await Promise.all(Array.from({ length: 100 }, () => once('user:2')));
      return [alone, calls];`;
    assert.deepEqual(await withRedis(context, body), [100, 1]);
  },

  async 'dates-come-back-as-text'(context) {
    const body = `${cacheAside}
      return [(await get('user:1')).createdAt instanceof Date, typeof (await get('user:1')).createdAt];`;
    assert.deepEqual(await withRedis(context, body), [true, 'string']);
  },

  async 'absence-is-cached-as-null'(context) {
    const body = `const users = new Map();
      const get = async (id) => {
        const cached = await redis.get(id);
        if (cached) return JSON.parse(cached);
        const row = users.get(id) ?? null;
        await redis.set(id, JSON.stringify(row), 'EX', 60);
        return row;
      };
      const before = await get('7');
      users.set('7', { name: 'Ada' });
      return [before, await get('7'), await redis.get('7')];`;
    assert.deepEqual(await withRedis(context, body), [null, null, 'null']);
  },

  async 'set-drops-the-expiry'(context) {
    const body = `await redis.set('a', '1', 'EX', 100);
      await redis.set('b', '1', 'EX', 100);
      await redis.set('a', '2');
      await redis.set('b', '2', 'KEEPTTL');
      return [await redis.ttl('a'), await redis.ttl('b') > 0];`;
    assert.deepEqual(await withRedis(context, body), [-1, true]);
  },

  async 'full-redis-refuses-writes'(context) {
    const body = `const policy = (await redis.config('GET', 'maxmemory-policy'))[1];
      await redis.set('kept', 'value');
      await redis.config('SET', 'maxmemory', '1');
      const error = await redis.set('more', 'value').catch(({ message }) => message.split(' ')[0]);
      const read = await redis.get('kept');
      await redis.config('SET', 'maxmemory', '0');
      return [policy, error, read];`;
    assert.deepEqual(await withRedis(context, body), ['noeviction', 'OOM', 'value']);
  },

  async 'set-nx-lets-one-in'(context) {
    const body = `const answers = await Promise.all([1, 2, 3].map((id) => redis.set('lock', id, 'EX', 60, 'NX')));
      return answers.filter((answer) => answer === 'OK').length;`;
    assert.equal(await withRedis(context, body), 1);
  },
};

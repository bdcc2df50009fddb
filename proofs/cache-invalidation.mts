/** The races are forced: each side waits for the other's step, so they happen in every run. */
import assert from 'node:assert/strict';
import { withRedis } from '../scripts/lib/claims/redisPrograms.mts';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'cache-aside-keeps-the-old-row'(context) {
    const body = `let row = 'old';
      const missed = await redis.get('price');
      const read = row;
      row = 'new';
      await redis.del('price');
      if (missed === null) await redis.set('price', read);
      return [row, await redis.get('price')];`;
    assert.deepEqual(await withRedis(context, body), ['new', 'old']);
  },

  async 'two-writers-disagree'(context) {
    const body = `let row;
      row = 'A';
      row = 'B';
      await redis.set('price', 'B');
      await redis.set('price', 'A');
      return [row, await redis.get('price')];`;
    assert.deepEqual(await withRedis(context, body), ['B', 'A']);
  },
};

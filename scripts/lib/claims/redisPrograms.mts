/** The frame of programs that ask a Redis of their own. */
import type { ProofContext } from './context.mts';

/** Runs the body of an async function that has `redis` (ioredis) and gives what it returns. */
export async function withRedis({ json, redis }: ProofContext, body: string): Promise<unknown> {
  const environment = await redis();
  const program = `const { Redis } = require('ioredis');
const redis = new Redis({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT) });
(async () => { ${body} })().then((result) => { console.log(JSON.stringify(result)); process.exit(0); });`;
  return json(program, { about: ['ioredis'], environment });
}

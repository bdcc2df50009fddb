import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProofContext, Proofs } from '../scripts/lib/claims/context.mts';

interface Backend {
  readonly port: number;
  readonly seen: IncomingMessage[];
  readonly server: Server;
}

/** Starts three servers that answer with their number, and runs `use` with an nginx in front of them. */
async function behindNginx(
  { nginx }: ProofContext,
  directives: string,
  use: (url: string, backends: readonly Backend[]) => Promise<void>,
  drop = false,
): Promise<void> {
  const backends = await Promise.all(
    [1, 2, 3].map(
      (number) =>
        new Promise<Backend>((resolve) => {
          const seen: IncomingMessage[] = [];
          const server = createServer((request, response) => {
            seen.push(request);
            if (drop) request.socket.destroy();
            else response.end(String(number));
          });
          server.listen(0, '127.0.0.1', () =>
            resolve({ port: (server.address() as AddressInfo).port, seen, server }),
          );
        }),
    ),
  );
  const servers = backends.map(({ port }) => `server 127.0.0.1:${port};`).join(' ');
  try {
    const url = await nginx(
      `upstream app { ${directives} ${servers} }`,
      'location / { proxy_pass http://app; }',
    );
    await use(url, backends);
  } finally {
    for (const { server } of backends) {
      server.closeAllConnections();
      server.close();
    }
  }
}

async function answers(url: string, count: number): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let i = 0; i < count; i++) texts.push(await (await fetch(url)).text());
  return texts;
}

export const proofs: Proofs = {
  async 'round-robin-and-ip-hash'(context) {
    await behindNginx(context, '', async (url) => {
      assert.deepEqual(await answers(url, 6), ['1', '2', '3', '1', '2', '3']);
    });
    await behindNginx(context, 'ip_hash;', async (url) => {
      assert.equal(new Set(await answers(url, 6)).size, 1);
    });
  },

  async 'dead-server-is-skipped'(context) {
    await behindNginx(context, '', async (url, [, second]) => {
      assert.ok(second);
      const { server, port } = second;
      await new Promise((resolve) => server.close(resolve));
      assert.deepEqual([...new Set(await answers(url, 6))].sort(), ['1', '3']);
      // It answers again, and nginx, which would find it at once if it tried, goes on without it.
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      assert.deepEqual(await answers(`http://127.0.0.1:${port}`, 1), ['2']);
      assert.deepEqual([...new Set(await answers(url, 6))].sort(), ['1', '3']);
    });
  },

  async 'post-is-tried-once'(context) {
    const tried = async (method: string): Promise<readonly number[]> => {
      let counts: readonly number[] = [];
      await behindNginx(
        context,
        '',
        async (url, backends) => {
          const { status } = await fetch(url, { method });
          counts = [status, backends.filter(({ seen }) => seen.length > 0).length];
        },
        true,
      );
      return counts;
    };
    const [getStatus, getServers = 0] = await tried('GET');
    assert.equal(getStatus, 502);
    assert.ok(getServers > 1);
    assert.deepEqual(await tried('POST'), [502, 1]);
  },

  async 'the-client-looks-like-nginx'(context) {
    await behindNginx(context, '', async (url, [first]) => {
      await answers(url, 1);
      const [request] = first?.seen ?? [];
      assert.equal(request?.headers.host, 'app');
      assert.equal(request.headers['x-forwarded-for'], undefined);
    });
  },

  async 'a-fourth-server-moves-most-keys'({ json }) {
    const program = `const { createHash } = require('node:crypto');
const hash = (key) => createHash('sha256').update(String(key)).digest().readUInt32BE();
let moved = 0;
for (let key = 0; key < 100000; key++) if (hash(key) % 3 !== hash(key) % 4) moved++;
console.log(JSON.stringify(Math.round(moved / 1000)));`;
    assert.equal(await json(program), 75);
  },
};

/** The built server as other editors start it: transports, flags, exit codes. `npm test` builds it before. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  ShutdownRequest,
  SocketMessageReader,
  SocketMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { repository } from '../support/guide';
import { hoverText, markdownCapabilities } from '../support/testClient';

const server = path.join(repository, 'dist', 'server.js');
const run = promisify(execFile);

/** A whole session: initialize, hover, shutdown; gives the exit code. */
async function session(connection: ProtocolConnection, child: ChildProcess): Promise<number | null> {
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol's type still asks for it
    rootUri: null,
    capabilities: markdownCapabilities,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const textDocument = {
    uri: 'file:///a.sql',
    languageId: 'sql',
    version: 1,
    text: 'CREATE INDEX a ON b (c);',
  };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const hover = await connection.sendRequest(HoverRequest.type, {
    textDocument,
    position: { line: 0, character: 2 },
  });
  expect(hoverText(hover)).toContain('**Database indexes');
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  return exit;
}

/** A port that was free a moment ago. */
async function unusedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

describe('dist/server.js', () => {
  it('speaks over standard input and output', async () => {
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    expect(await session(connection, child)).toBe(0);
  });

  it('speaks over the channel of a parent process', async () => {
    const child = spawn(process.execPath, [server, '--node-ipc'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    expect(await session(connection, child)).toBe(0);
  });

  it('speaks over a socket', async () => {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const connected = new Promise<ProtocolConnection>((resolve) => {
      listener.once('connection', (socket) => {
        resolve(createProtocolConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket)));
      });
    });
    const child = spawn(process.execPath, [server, `--socket=${port ?? 0}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect(await session(await connected, child)).toBe(0);
    listener.close();
  });

  it.each([
    [
      '--socket',
      async () => `--socket=${await unusedPort()}`,
      /^Cannot connect to the client: .*ECONNREFUSED.*\n$/,
    ],
    [
      '--pipe',
      () => Promise.resolve(`--pipe=${path.join(tmpdir(), 'no-such-pipe')}`),
      /^Cannot connect to the client: .*ENOENT.*\n$/,
    ],
  ])('ends with code 1 and one line when nobody listens at the %s', async (_, flag, line) => {
    const failure = run(process.execPath, [server, await flag()]);
    await expect(failure).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(line) as string });
  });

  it('prints its version and its help', async () => {
    expect((await run(process.execPath, [server, '--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await run(process.execPath, [server, '--help'])).stdout).toContain('--socket=PORT');
  });

  it.each([[[]], [['--sdtio']], [['--stdio', '--pipe=x']], [[`--clientProcessId=${process.pid}`]]])(
    'ends with code 2 and the usage for %j',
    async (args) => {
      const failure = run(process.execPath, [server, ...args]);
      await expect(failure).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('Usage:') as string,
      });
    },
  );
});

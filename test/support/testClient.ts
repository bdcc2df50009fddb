/** A language client in memory: the real server core behind two streams, without an editor or a process. */
import { Duplex } from 'node:stream';
import {
  createConnection,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  ShutdownRequest,
  type Hover,
  type Position,
  type ProtocolConnection,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { startServer, type Environment } from '../../server/src/server';

/** What one side writes the other one reads. */
class PairedStream extends Duplex {
  peer: PairedStream | undefined;
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.peer?.push(chunk);
    done();
  }
  override _read(): void {
    // The peer pushes when it has something.
  }
}

export interface TestClientOptions {
  readonly capabilities?: InitializeParams['capabilities'];
  readonly initializationOptions?: unknown;
  readonly readGuide: Environment['readGuide'];
}

export class TestClient {
  readonly connection: ProtocolConnection;
  /** What the server wrote into its log. */
  readonly log: string[] = [];
  initializeResult: InitializeResult = { capabilities: {} };
  #version = 1;

  readonly #server: Connection;

  private constructor(connection: ProtocolConnection, server: Connection) {
    this.connection = connection;
    this.#server = server;
  }

  static async start(options: TestClientOptions): Promise<TestClient> {
    const near = new PairedStream();
    const far = new PairedStream();
    near.peer = far;
    far.peer = near;
    const server = createConnection(far, far);
    startServer(server, { version: '0.0.0-test', readGuide: options.readGuide });
    const client = new TestClient(createProtocolConnection(near, near), server);
    client.connection.onNotification(
      LogMessageNotification.type,
      ({ message }) => void client.log.push(message),
    );
    client.connection.listen();
    client.initializeResult = await client.connection.sendRequest(InitializeRequest.type, {
      // A number would make the server watch that process and keep this one alive.
      processId: null,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol's type still asks for it
      rootUri: null,
      capabilities: options.capabilities ?? markdownCapabilities,
      initializationOptions: options.initializationOptions,
    });
    await client.connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(uri: string, contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    this.#version += 1;
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: this.#version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    // Not "exit": the library would end the process, which here is the one of the tests.
    this.connection.dispose();
    this.#server.dispose();
  }
}

export const markdownCapabilities: InitializeParams['capabilities'] = {
  textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } },
};

/** The text of a hover, whichever of the protocol's shapes it has. */
export function hoverText(hover: Hover | null): string {
  if (hover === null) return '';
  const { contents } = hover;
  if (typeof contents === 'string') return contents;
  if (Array.isArray(contents))
    return contents.map((part) => (typeof part === 'string' ? part : part.value)).join('\n');
  return contents.value;
}

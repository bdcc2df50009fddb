/** Entry for the web worker extension host: the server is another worker. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { activateIn } from './activate';

/** Problems belong into the log and the status item; the library's own notifications are not asked for. */
class QuietLanguageClient extends LanguageClient {
  readonly #server: WorkerServer;

  constructor(server: WorkerServer, options: LanguageClientOptions) {
    super('backendGuide', 'Backend Guide', () => server.start(), options);
    this.#server = server;
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      this.#server.stop();
    }
  }
}

export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js');
  activateIn(context, {
    createClient: (options) => new QuietLanguageClient(new WorkerServer(script), options),
    sendsGuide: true,
  });
}

/** The server in its worker, which lives until it is told to end: neither the protocol nor the library ends it. */
class WorkerServer {
  readonly #script: vscode.Uri;
  #end: (() => void) | undefined;

  constructor(script: vscode.Uri) {
    this.#script = script;
  }

  /** The extension may lie on any file system of the workbench, and a worker loads only from what the browser knows. */
  async start(): Promise<MessageTransports> {
    const source = await vscode.workspace.fs.readFile(this.#script);
    const url = URL.createObjectURL(new Blob([new Uint8Array(source)], { type: 'text/javascript' }));
    const worker = new Worker(url, { name: 'Backend Guide language server' });
    this.stop();
    this.#end = () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    // Given the worker itself the library checks `instanceof Worker`, which VS Code's own wrapper does not pass.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  }

  stop(): void {
    this.#end?.();
    this.#end = undefined;
  }
}

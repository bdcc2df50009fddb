/** Entry for the web worker extension host: the server is another worker. */
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { activateIn } from './activate';

/** Problems belong into the log and the status item; the library's own notifications are not asked for. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js');
  activateIn(context, {
    createClient: (options) =>
      new QuietLanguageClient('backendGuide', 'Backend Guide', () => startWorker(script), options),
    sendsGuide: true,
  });
}

/** The extension may lie on any file system of the workbench, and a worker loads only from what the browser knows. */
async function startWorker(script: vscode.Uri): Promise<MessageTransports> {
  const source = await vscode.workspace.fs.readFile(script);
  const url = URL.createObjectURL(new Blob([new Uint8Array(source)], { type: 'text/javascript' }));
  const worker = new Worker(url, { name: 'Backend Guide language server' });
  // Given the worker itself the library checks `instanceof Worker`, which VS Code's own wrapper does not pass.
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

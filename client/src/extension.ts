/** Entry for the Node.js extension host: the server is a child process. */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';
import { activateIn } from './activate';

/** Problems belong into the log and the status item; the library's own notifications are not asked for. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export function activate(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const serverOptions: ServerOptions = { module, transport: TransportKind.ipc };
  activateIn(context, {
    createClient: (options) =>
      new QuietLanguageClient('backendGuide', 'Backend Guide', serverOptions, options),
    sendsGuide: false,
  });
}

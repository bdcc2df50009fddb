/** Wires the parts together; the entries for Node.js and the browser call it with their kind of server. */
import * as vscode from 'vscode';
import type { InitializationOptions } from '../../protocol/src/requests';
import { registerCommands } from './commands/commands';
import { ConceptPages } from './conceptPages';
import { GuideStore } from './guideStore';
import { LanguageServer, type CreateClient } from './languageServer';
import { LanguageStatus } from './languageStatus';

/** What differs between the hosts. */
export interface Host {
  readonly createClient: CreateClient;
  /** A web worker cannot read guide.json itself. */
  readonly sendsGuide: boolean;
}

export function activateIn(context: vscode.ExtensionContext, host: Host): void {
  const output = vscode.window.createOutputChannel('Backend Guide', { log: true });
  const guide = new GuideStore(context.extensionUri);
  const pages = new ConceptPages(guide);
  const status = new LanguageStatus();
  const initializationOptions = async (): Promise<InitializationOptions> => ({
    commandLinks: true,
    ...(host.sendsGuide ? { guideText: await guide.text().catch(() => '') } : {}),
  });
  const server = new LanguageServer(host.createClient, initializationOptions, output, (state) =>
    status.show(state),
  );
  context.subscriptions.push(
    output,
    pages.register(),
    status,
    ...registerCommands({ guide, pages, server, output }),
    server,
  );
  // Not awaited: commands answer while the server is still starting.
  void server.start();
}

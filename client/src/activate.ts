/** Wires the parts together; the entries for Node.js and the browser call it with their kind of server. */
import * as vscode from 'vscode';
import type { InitializationOptions } from '../../protocol/src/requests';
import { registerCommands } from './commands/commands';
import { GuideStore } from './guideStore';
import { LanguageServer, type CreateClient } from './languageServer';
import { LanguageStatus } from './languageStatus';
import { LastEditor } from './lastEditor';
import { MasteredConcepts } from './masteredConcepts';
import { ConceptReader } from './reader/conceptReader';
import { registerStudy } from './study/registerStudy';
import { ConceptTree } from './trees/conceptTree';
import { InThisFile } from './trees/inThisFile';
import { TradeoffHintsStatus } from './tradeoffHintsStatus';

/** What differs between the hosts. */
export interface Host {
  readonly createClient: CreateClient;
  /** A web worker cannot read guide.json itself. */
  readonly sendsGuide: boolean;
}

export function activateIn(context: vscode.ExtensionContext, host: Host): void {
  const output = vscode.window.createOutputChannel('Backend Guide', { log: true });
  const guide = new GuideStore(context.extensionUri);
  const status = new LanguageStatus();
  const initializationOptions = async (): Promise<InitializationOptions> => ({
    commandLinks: true,
    contributedSnippets: true,
    ...(host.sendsGuide ? { guideText: await guide.text().catch(() => '') } : {}),
  });
  const server = new LanguageServer(host.createClient, initializationOptions, output, (state) => {
    status.show(state);
    inThisFile.serverChanged(state);
    if (state.kind === 'ready') mastered.serverStarted();
  });
  const inThisFile = new InThisFile(guide, (uri) => server.matches(uri));
  const lastEditor = new LastEditor();
  const { study, subscriptions } = registerStudy(context, guide, server, lastEditor, output);
  const reader = new ConceptReader({ extensionUri: context.extensionUri, guide, study, lastEditor, output });
  const concepts = new ConceptTree(guide, study);
  const mastered = new MasteredConcepts(guide, server, study);
  context.subscriptions.push(
    output,
    lastEditor,
    reader,
    status,
    new TradeoffHintsStatus(),
    concepts,
    inThisFile,
    mastered,
    ...registerCommands({
      guide,
      reader,
      concepts,
      server,
      lastEditor,
      output,
      study,
      state: context.globalState,
      extensionUri: context.extensionUri,
    }),
    ...subscriptions,
    server,
  );
  // Not awaited: commands answer while the server is still starting.
  void server.start();
}

/** The least that a language server on our library can do: it answers a hover with what it was asked. */
import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';

const connection = createConnection(ProposedFeatures.all);
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
  },
}));
connection.onHover(({ position }) => ({ contents: { kind: 'markdown', value: JSON.stringify(position) } }));
connection.listen();

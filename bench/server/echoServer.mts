/** The least that a language server on our library can do: it keeps its documents and answers a hover with constant text. */
import {
  createConnection,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const value = 'A card of two kilobytes, as long as a full one. '.repeat(42);

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
  },
}));
connection.onHover(({ textDocument }) =>
  documents.get(textDocument.uri) === undefined ? null : { contents: { kind: 'markdown', value } },
);
documents.listen(connection);
connection.listen();

/** The lines of the reader's code that show concepts, for questions about them. The text is data, never markup. */
import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer';
import type { LastEditor } from '../lastEditor';
import { languageIds } from '../languages';
import type { CodeLine } from './session';

const longestLine = 300;

/** The first line for each concept; undefined when the server could not answer for any file. */
export async function codeLines(
  scope: 'file' | 'open-files',
  server: LanguageServer,
  lastEditor: LastEditor,
): Promise<ReadonlyMap<string, CodeLine> | undefined> {
  const lines = new Map<string, CodeLine>();
  const documents = documentsOf(scope, lastEditor);
  let isAnswered = documents.length === 0;
  for (const document of documents) {
    const result = await server.matches(document.uri);
    if (result === undefined) continue;
    isAnswered = true;
    for (const { conceptId, range } of result.matches) {
      const { line } = range.start;
      // The document may have changed while the server searched it.
      if (lines.has(conceptId) || line >= document.lineCount) continue;
      lines.set(conceptId, {
        uri: document.uri.toString(),
        line,
        label: `${document.uri.path.split('/').at(-1) ?? ''}:${line + 1}`,
        text: document.lineAt(line).text.trim().slice(0, longestLine),
      });
    }
  }
  return isAnswered ? lines : undefined;
}

function documentsOf(scope: 'file' | 'open-files', lastEditor: LastEditor): readonly vscode.TextDocument[] {
  const served = new Set<string>(languageIds);
  const active = lastEditor.document;
  const open = new Set(
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
  );
  const documents =
    scope === 'open-files'
      ? vscode.workspace.textDocuments.filter(({ uri }) => open.has(uri.toString()))
      : active === undefined
        ? []
        : [active];
  return documents.filter(({ languageId }) => served.has(languageId));
}

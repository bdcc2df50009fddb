/**
 * backendGuide.insertSnippet(snippetId?): inserts a snippet at the cursor, indented as the file is.
 * A concept id offers that concept's snippets; without an argument all of the guide are searched.
 */
import * as vscode from 'vscode';
import { indentedByTabs } from '../../../guide/src/snippetIndentation';
import { offerSnippets, snippetsNamed } from '../snippets/chooseSnippets';
import { nearestProject } from '../snippets/nearestProject';
import { pickSnippet } from '../snippets/snippetPicker';
import type { CommandContext } from './commandContext';

export async function insertSnippet(
  { guide, reader, lastEditor }: CommandContext,
  id?: unknown,
): Promise<void> {
  // A page or tree that has the focus leaves no active editor.
  const editor = vscode.window.activeTextEditor ?? (await lastEditor.show());
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file first: a snippet is inserted at the cursor.'),
    );
    return;
  }
  const [index, project] = await Promise.all([guide.index(), nearestProject(editor.document)]);
  const all = offerSnippets(index.concepts, editor.document.languageId, project);
  const offered = typeof id === 'string' ? snippetsNamed(all, id) : all;
  if (offered.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The guide has no such snippet.'));
    return;
  }
  const [only] = offered;
  const isNamed = typeof id === 'string' && id.includes('/');
  const chosen = isNamed
    ? only
    : await pickSnippet(offered, ({ id: conceptId }) => void reader.open(conceptId));
  if (chosen !== undefined)
    await editor.insertSnippet(new vscode.SnippetString(indentedByTabs(chosen.snippet.body)));
}

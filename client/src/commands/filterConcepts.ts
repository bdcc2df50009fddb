/** backendGuide.filterConcepts: narrows the tree of concepts while words are typed. */
import * as vscode from 'vscode';
import type { CommandContext } from './commandContext';

export function filterConcepts({ concepts }: CommandContext): void {
  const before = concepts.filter;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Concepts');
  input.placeholder = vscode.l10n.t('Words of a title or another name, for example "keyset"');
  input.value = before;
  let isAccepted = false;
  input.onDidChangeValue((words) => concepts.filterBy(words));
  input.onDidAccept(() => {
    isAccepted = true;
    input.hide();
  });
  input.onDidHide(() => {
    input.dispose();
    if (!isAccepted) void concepts.filterBy(before);
  });
  input.show();
}

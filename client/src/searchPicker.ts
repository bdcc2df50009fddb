/** A quick pick whose list is the answer of a search of ours, which forgives typing errors. */
import * as vscode from 'vscode';

export interface SearchPickerOptions<Item extends vscode.QuickPickItem> {
  readonly title?: string;
  readonly placeholder: string;
  /** What is listed before anything is typed. */
  readonly initial: readonly Item[];
  /** Best first. */
  readonly search: (query: string) => readonly Item[];
  /** For what only some pickers have, such as buttons. */
  readonly setUp?: (picker: vscode.QuickPick<Item>) => void;
}

/**
 * Nobody has read a list that is younger than this. Enter then means the best result, while VS Code names whatever
 * stands where the chosen row of the earlier list stood.
 */
const unreadMs = 150;

/** Resolves to the chosen item, or undefined when the user turned away. */
export function pickBySearch<Item extends vscode.QuickPickItem>({
  title,
  placeholder,
  initial,
  search,
  setUp,
}: SearchPickerOptions<Item>): Promise<Item | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  let replacedAt = 0;
  picker.title = title;
  picker.placeholder = placeholder;
  picker.items = initial;
  picker.onDidChangeValue((value) => {
    picker.items = value.trim() === '' ? initial : search(value);
    replacedAt = Date.now();
  });
  setUp?.(picker);
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const isUnread = Date.now() - replacedAt < unreadMs;
      const chosen = isUnread ? undefined : picker.selectedItems[0];
      resolve(chosen ?? picker.items[0]);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

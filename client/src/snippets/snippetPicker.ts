/** The quick pick of Insert Snippet: what a snippet is about, what it is for, and how it begins. */
import * as vscode from 'vscode';
import { expandSnippet } from '../../../guide/src/expandSnippet';
import type { Concept } from '../../../protocol/src/concept';
import { createSnippetSearch, type OfferedSnippet } from './chooseSnippets';

interface SnippetItem extends vscode.QuickPickItem {
  readonly offered: OfferedSnippet;
}

/** Longer previews are cut by the list itself, in the middle of a word. */
const maximalPreview = 160;

/** Resolves to the chosen snippet, or undefined when the user turned away. `openConcept` serves the button of a row. */
export function pickSnippet(
  offered: readonly OfferedSnippet[],
  openConcept: (concept: Concept) => void,
): Promise<OfferedSnippet | undefined> {
  const picker = vscode.window.createQuickPick<SnippetItem>();
  const search = createSnippetSearch(offered);
  const items = new Map(offered.map((one) => [one, snippetItem(one)]));
  const fitting = offered.filter(({ fitsFile }) => fitsFile);
  // Without a query the list holds what can be inserted; where nothing can, it holds all.
  const initial = (fitting.length > 0 ? fitting : offered).flatMap((one) => items.get(one) ?? []);
  picker.title = vscode.l10n.t('Insert Snippet');
  picker.placeholder = vscode.l10n.t('Search by concept, side, library or language, for example "cursor prisma"');
  picker.items = initial;
  picker.onDidChangeValue((value) => {
    const found = search(value).flatMap((one) => items.get(one) ?? []);
    picker.items = value.trim() === '' ? initial : found;
  });
  picker.onDidTriggerItemButton(({ item }) => {
    picker.hide();
    openConcept(item.offered.concept);
  });
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.offered);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function snippetItem(offered: OfferedSnippet): SnippetItem {
  const { snippet, concept, side, fitsFile, fitsProject } = offered;
  const about = [concept.title, side, snippet.library, ...(fitsFile ? [] : [snippet.language])];
  const used = fitsProject === 'uses' ? vscode.l10n.t('used in this project') : undefined;
  return {
    offered,
    label: snippet.title,
    description: [...about, used].filter((part) => part !== undefined).join(' · '),
    detail: preview(snippet.body),
    buttons: [{ iconPath: new vscode.ThemeIcon('book'), tooltip: vscode.l10n.t('Open concept') }],
    // Our search has decided already; VS Code's own filter knows no typing errors.
    alwaysShow: true,
  };
}

/** The snippet's code on one line. */
function preview(body: string): string {
  const line = expandSnippet(body).replaceAll(/\s+/g, ' ').trim();
  return line.length > maximalPreview ? `${line.slice(0, maximalPreview)}…` : line;
}

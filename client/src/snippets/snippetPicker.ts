/** The quick pick of Insert Snippet: what a snippet is about, how it begins, and on demand its whole code. */
import * as vscode from 'vscode';
import { expandSnippet } from '../../../guide/src/expandSnippet';
import type { Concept } from '../../../protocol/src/concept';
import { pickBySearch } from '../searchPicker';
import { createSnippetSearch, type OfferedSnippet } from './chooseSnippets';
import { SnippetPreview } from './snippetPreview';

interface SnippetItem extends vscode.QuickPickItem {
  readonly offered: OfferedSnippet;
  readonly buttons: readonly [showCode: vscode.QuickInputButton, openConcept: vscode.QuickInputButton];
}

/** Longer previews are cut by the list itself, in the middle of a word. */
const maximalPreview = 160;

/** Resolves to the chosen snippet, or undefined when the user turned away. `openConcept` serves a button of the rows. */
export async function pickSnippet(
  offered: readonly OfferedSnippet[],
  openConcept: (concept: Concept) => void,
): Promise<OfferedSnippet | undefined> {
  const { t } = vscode.l10n;
  const search = createSnippetSearch(offered);
  const items = new Map(offered.map((one) => [one, snippetItem(one)]));
  const fitting = offered.filter(({ fitsFile }) => fitsFile);
  const preview = new SnippetPreview();
  const chosen = await pickBySearch({
    title: t('Insert Snippet'),
    placeholder: t('Search by concept, side, library or language, for example "cursor prisma"'),
    // Without a query the list holds what can be inserted; where nothing can, it holds all.
    initial: (fitting.length > 0 ? fitting : offered).flatMap((one) => items.get(one) ?? []),
    search: (query) => search(query).flatMap((one) => items.get(one) ?? []),
    setUp: (picker) => {
      picker.onDidTriggerItemButton(async ({ item, button }) => {
        if (button !== item.buttons[0]) {
          picker.hide();
          openConcept(item.offered.concept);
          return;
        }
        // Opening an editor must not close the list.
        picker.ignoreFocusOut = true;
        await preview.show(item.offered.snippet);
      });
      // Once a snippet is shown, the code follows the arrow keys.
      picker.onDidChangeActive(async ([item]) => {
        if (preview.isOpen && item !== undefined) await preview.show(item.offered.snippet);
      });
    },
  });
  await preview.close();
  return chosen?.offered;
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
    buttons: [
      { iconPath: new vscode.ThemeIcon('eye'), tooltip: vscode.l10n.t('Show the whole code') },
      { iconPath: new vscode.ThemeIcon('book'), tooltip: vscode.l10n.t('Open concept') },
    ],
    // Our search has decided already; VS Code's own filter knows no typing errors.
    alwaysShow: true,
  };
}

/** The snippet's code on one line. */
function preview(body: string): string {
  const line = expandSnippet(body).replaceAll(/\s+/g, ' ').trim();
  return line.length > maximalPreview ? `${line.slice(0, maximalPreview)}…` : line;
}

/**
 * backendGuide.insertSnippet(snippetId?): inserts a snippet at the cursor.
 * A concept id offers that concept's snippets; without an argument all that fit the file are offered.
 */
import * as vscode from 'vscode';
import type { Snippet } from '../../../protocol/src/concept';
import { snippetFits } from '../snippetLanguages';
import type { CommandContext } from './commandContext';

interface SnippetItem extends vscode.QuickPickItem {
  readonly snippet: Snippet;
}

export async function insertSnippet({ guide }: CommandContext, id?: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file first: a snippet is inserted at the cursor.'),
    );
    return;
  }
  const index = await guide.index();
  const all = index.concepts.flatMap(({ snippets }) => snippets);
  const exact = typeof id === 'string' ? all.find((snippet) => snippet.id === id) : undefined;
  const ofConcept = typeof id === 'string' ? all.filter(({ conceptId }) => conceptId === id) : all;
  const fitting = ofConcept.filter((snippet) => snippetFits(snippet, editor.document.languageId));
  // A concept may have snippets only in other languages; its reader asked for them by name.
  const offered = fitting.length === 0 && typeof id === 'string' ? ofConcept : fitting;
  const snippet =
    exact ?? (await pickSnippet(offered, (conceptId) => index.concept(conceptId)?.title ?? conceptId));
  if (snippet !== undefined) await editor.insertSnippet(new vscode.SnippetString(snippet.body));
}

async function pickSnippet(
  snippets: readonly Snippet[],
  title: (id: string) => string,
): Promise<Snippet | undefined> {
  if (snippets.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The guide has no snippet for this kind of file.'),
    );
    return undefined;
  }
  const items = snippets.map((snippet): SnippetItem => ({
    snippet,
    label: snippet.title,
    description: [title(snippet.conceptId), snippet.option, snippet.library].filter(Boolean).join(' · '),
    detail: snippet.prefix,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Insert which snippet?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.snippet;
}

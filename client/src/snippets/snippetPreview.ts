/** The whole code of a snippet in a read-only editor beside the file, for as long as the picker is open. */
import * as vscode from 'vscode';
import { expandSnippet } from '../../../guide/src/expandSnippet';
import { languageIdOf } from '../../../guide/src/snippetChoice';
import type { Snippet } from '../../../protocol/src/concept';

const scheme = 'backend-guide-snippet';

export class SnippetPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #snippets = new Map<string, Snippet>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #column: vscode.ViewColumn | undefined;
  #wanted: Snippet | undefined;
  #work: Promise<void> = Promise.resolve();

  /** Whether a snippet is shown, so that the next one may take its place. */
  get isOpen(): boolean {
    return this.#column !== undefined;
  }

  /** The focus stays where it is. Asked for several, it shows the last one. */
  show(snippet: Snippet): Promise<void> {
    this.#wanted = snippet;
    this.#work = this.#work.then(async () => {
      if (this.#wanted === snippet) await this.#show(snippet);
    });
    return this.#work;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const snippet = this.#snippets.get(uri.query);
    return snippet === undefined ? '' : expandSnippet(snippet.body);
  }

  /** Leaves the editors as they were. */
  async close(): Promise<void> {
    this.#wanted = undefined;
    await this.#work;
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(isPreview), true);
    this.dispose();
  }

  dispose(): void {
    this.#registration.dispose();
  }

  async #show(snippet: Snippet): Promise<void> {
    // The id stands in the query, because the same prefix may have several variants.
    const uri = vscode.Uri.from({ scheme, path: `/${snippet.prefix}`, query: `${snippet.id}/${snippet.language}` });
    this.#snippets.set(uri.query, snippet);
    const document = await this.#inItsLanguage(snippet, await vscode.workspace.openTextDocument(uri));
    const { viewColumn } = await vscode.window.showTextDocument(document, {
      viewColumn: this.#column ?? vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
    this.#column = viewColumn;
  }

  async #inItsLanguage(snippet: Snippet, document: vscode.TextDocument): Promise<vscode.TextDocument> {
    const language = languageIdOf(snippet);
    const known = await vscode.languages.getLanguages();
    return language === undefined || !known.includes(language)
      ? document
      : vscode.languages.setTextDocumentLanguage(document, language);
  }
}

function isPreview({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputText && input.uri.scheme === scheme;
}

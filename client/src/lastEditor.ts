/** The text editor that was used last: a view that has the focus leaves VS Code without an active one. */
import * as vscode from 'vscode';

export class LastEditor implements vscode.Disposable {
  #editor = vscode.window.activeTextEditor;
  readonly #subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
    this.#editor = editor ?? this.#editor;
  });

  /** What it shows; undefined when it is no longer open. */
  get document(): vscode.TextDocument | undefined {
    const document = this.#editor?.document;
    return document?.isClosed === true ? undefined : document;
  }

  /** Gives the focus back to it; undefined when it is no longer open. */
  async show(): Promise<vscode.TextEditor | undefined> {
    const editor = this.#editor;
    if (editor === undefined || editor.document.isClosed) return undefined;
    const { document, viewColumn, selection } = editor;
    return vscode.window.showTextDocument(document, {
      ...(viewColumn === undefined ? {} : { viewColumn }),
      selection,
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

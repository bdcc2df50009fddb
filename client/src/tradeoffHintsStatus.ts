/** The entry in the editor's language status ("{}") that says whether tradeoff hints are shown, and switches them. */
import * as vscode from 'vscode';
import { languageIds } from './languages';

export class TradeoffHintsStatus implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor() {
    const selector = languageIds.map((language) => ({ language }));
    this.#item = vscode.languages.createLanguageStatusItem('backendGuide.tradeoffHints', selector);
    this.#item.name = vscode.l10n.t('Backend Guide: tradeoff hints');
    this.#subscriptions = [
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('backendGuide') || change.affectsConfiguration('editor.inlayHints'))
          this.#show();
      }),
      // The switch may differ from language to language.
      vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
      // Another language closes a document and opens it again, in the same editor.
      vscode.workspace.onDidOpenTextDocument(() => this.#show()),
    ];
    this.#show();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const { t } = vscode.l10n;
    const document = vscode.window.activeTextEditor?.document;
    const isOn =
      vscode.workspace.getConfiguration('backendGuide', document).get('tradeoffHints.enabled') === true;
    const editorHints = vscode.workspace.getConfiguration('editor', document).get('inlayHints.enabled');
    this.#item.text = isOn ? t('Tradeoff hints: on') : t('Tradeoff hints: off');
    this.#item.detail = isOn && editorHints === 'off' ? t('Inlay hints are off in the editor') : '';
    this.#item.command = {
      command: 'backendGuide.toggleTradeoffHints',
      title: isOn ? t('Turn off') : t('Turn on'),
    };
  }
}

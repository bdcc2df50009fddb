/** The entry in the editor's language status ("{}"): quiet while all is well, a restart command when it is not. */
import * as vscode from 'vscode';
import { languageIds } from './languages';
import type { ServerState } from './serverState';

export class LanguageStatus implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;

  constructor() {
    const selector = languageIds.map((language) => ({ language }));
    this.#item = vscode.languages.createLanguageStatusItem('backendGuide.server', selector);
    this.#item.name = 'Backend Guide';
    this.show({ kind: 'starting' });
  }

  show(state: ServerState): void {
    const { t } = vscode.l10n;
    const restart = { command: 'backendGuide.restartServer', title: t('Restart') };
    const output = { command: 'backendGuide.showOutput', title: t('Show output') };
    const item = this.#item;
    item.busy = state.kind === 'starting' || state.kind === 'restarting';
    switch (state.kind) {
      case 'starting':
        this.#set('Backend Guide', t('starting'), vscode.LanguageStatusSeverity.Information, output);
        break;
      case 'ready':
        this.#set(
          'Backend Guide',
          t('concepts: {0}', state.concepts),
          vscode.LanguageStatusSeverity.Information,
          {
            command: 'backendGuide.searchConcepts',
            title: t('Search'),
          },
        );
        break;
      case 'noGuide':
        this.#set(t('Backend Guide: no guide'), state.problem, vscode.LanguageStatusSeverity.Error, restart);
        break;
      case 'restarting':
        this.#set(
          'Backend Guide',
          t('restarting, attempt {0}', state.attempt),
          vscode.LanguageStatusSeverity.Warning,
          output,
        );
        break;
      case 'stopped':
        this.#set(t('Backend Guide: stopped'), state.problem, vscode.LanguageStatusSeverity.Error, restart);
        break;
    }
  }

  dispose(): void {
    this.#item.dispose();
  }

  #set(text: string, detail: string, severity: vscode.LanguageStatusSeverity, command: vscode.Command): void {
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = severity;
    this.#item.command = command;
  }
}

/** Tells the language server which concepts their reader knows well, while the reader wants short cards for them. */
import * as vscode from 'vscode';
import { isMastered } from '../../study/src/mastery';
import type { GuideStore } from './guideStore';
import type { LanguageServer } from './languageServer';
import type { Study } from './study/study';

const setting = 'backendGuide.hover.shortWhenMastered';

export class MasteredConcepts implements vscode.Disposable {
  readonly #guide: GuideStore;
  readonly #server: Pick<LanguageServer, 'tellMastered'>;
  readonly #study: Pick<Study, 'masteryOf' | 'onChange'>;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  /** What the running server was told last. A server that starts knows of none. */
  #told = '';

  constructor(
    guide: GuideStore,
    server: Pick<LanguageServer, 'tellMastered'>,
    study: Pick<Study, 'masteryOf' | 'onChange'>,
  ) {
    this.#guide = guide;
    this.#server = server;
    this.#study = study;
    this.#subscriptions = [
      study.onChange(() => void this.#tell()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(setting)) void this.#tell();
      }),
    ];
  }

  /** A server that has just started has to be told from the beginning. */
  serverStarted(): void {
    this.#told = '';
    void this.#tell();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #tell(): Promise<void> {
    const conceptIds = await this.#mastered();
    const message = conceptIds.join();
    if (message === this.#told) return;
    this.#told = message;
    this.#server.tellMastered(conceptIds);
  }

  async #mastered(): Promise<readonly string[]> {
    if (vscode.workspace.getConfiguration().get(setting) !== true) return [];
    // Without a guide there are no cards that could be short.
    const index = await this.#guide.index().catch(() => undefined);
    const ids = index?.concepts.map(({ id }) => id) ?? [];
    return ids.filter((id) => {
      const mastery = this.#study.masteryOf(id);
      return mastery !== undefined && isMastered(mastery);
    });
  }
}

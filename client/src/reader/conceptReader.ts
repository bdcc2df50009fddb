/** The concept reader: one panel beside the code that shows a concept as a page. */
import * as vscode from 'vscode';
import * as v from 'valibot';
import {
  readerHistorySchema,
  readerRequestSchema,
  type ReaderHistory,
  type ReaderRequest,
  type ReaderSnapshot,
} from '../../../protocol/src/readerMessages';
import { areaTitle } from '../areas';
import type { GuideStore } from '../guideStore';
import type { LastEditor } from '../lastEditor';
import { progressSentence } from '../progressWords';
import type { Study } from '../study/study';
import { webviewHtml, webviewRoot } from '../webviewHtml';
import { beginHistory, conceptAt, currentOf, onlyKnown, step, visit } from './history';
import { readerPage } from './readerPage';
import { readerTexts } from './readerTexts';

const viewType = 'backendGuide.reader';

export interface ConceptReaderOptions {
  readonly extensionUri: vscode.Uri;
  readonly guide: GuideStore;
  readonly study: Pick<Study, 'masteryOf' | 'onChange'>;
  readonly lastEditor: LastEditor;
  readonly output: vscode.LogOutputChannel;
}

export class ConceptReader implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #options: ConceptReaderOptions;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #panel: vscode.WebviewPanel | undefined;
  #history: ReaderHistory | undefined;
  /** The sentence about the reader's own progress that the view shows. */
  #progress: string | null = null;

  constructor(options: ConceptReaderOptions) {
    this.#options = options;
    this.#subscriptions = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      options.study.onChange(() => this.#redrawProgress()),
    ];
  }

  /** Shows a concept of the guide beside the code, so that both stay in view. */
  async open(conceptId: string): Promise<void> {
    this.#history = this.#history === undefined ? beginHistory(conceptId) : visit(this.#history, conceptId);
    if (this.#panel === undefined) {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
      this.#adopt(vscode.window.createWebviewPanel(viewType, '', column, { enableFindWidget: true }));
    } else {
      this.#panel.reveal();
    }
    await this.#show();
  }

  /** Called when a window is opened again; `state` is what the view kept, so it may be anything. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const saved = v.safeParse(v.object({ history: readerHistorySchema }), state);
    const index = await this.#options.guide.index();
    const history = saved.success
      ? onlyKnown(saved.output.history, (id) => index.concept(id) !== undefined)
      : undefined;
    if (history === undefined || this.#panel !== undefined) {
      panel.dispose();
      return;
    }
    this.#history = history;
    // The view asks for its page when it is ready. Waiting for it here would wait for ever, since VS Code shows the
    // view only when this has ended.
    this.#adopt(panel);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.#options;
    this.#panel = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'reader-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'reader-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
    panel.webview.onDidReceiveMessage(async (message: unknown) => this.#receive(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#history = undefined;
    });
    panel.webview.html = webviewHtml({
      webview: panel.webview,
      extensionUri,
      name: 'reader',
      title: 'Backend Guide',
    });
  }

  /** Sends the whole page; a view that is not ready yet asks for it when it is. */
  async #show(): Promise<void> {
    const index = await this.#options.guide.index();
    const history = this.#history;
    const concept = history === undefined ? undefined : index.concept(currentOf(history));
    if (this.#panel === undefined || history === undefined || concept === undefined) return;
    this.#progress = this.#progressOf(concept.id);
    const titleAt = (by: number): string | null => index.concept(conceptAt(history, by) ?? '')?.title ?? null;
    const snapshot: ReaderSnapshot = {
      type: 'page',
      page: readerPage(concept, index, areaTitle(concept.area)),
      history,
      back: titleAt(-1),
      forward: titleAt(1),
      progress: this.#progress,
      texts: readerTexts(),
    };
    this.#panel.title = concept.title;
    // Resolves only when the view has been shown, which may be much later.
    void this.#panel.webview.postMessage(snapshot);
  }

  /** Answers given meanwhile change one sentence of the page. */
  #redrawProgress(): void {
    if (this.#history === undefined || this.#panel?.visible !== true) return;
    if (this.#progressOf(currentOf(this.#history)) !== this.#progress) void this.#show();
  }

  #progressOf(conceptId: string): string | null {
    const mastery = this.#options.study.masteryOf(conceptId);
    return mastery === undefined ? null : progressSentence(mastery);
  }

  async #receive(message: unknown): Promise<void> {
    const parsed = v.safeParse(readerRequestSchema, message);
    if (!parsed.success) {
      this.#options.output.warn(`The reader sent something unknown: ${parsed.issues[0].message}`);
      return;
    }
    await this.#answer(parsed.output);
  }

  async #answer(request: ReaderRequest): Promise<void> {
    switch (request.type) {
      case 'ready':
        return this.#show();
      case 'open':
        return this.#go((history) => visit(history, request.conceptId), request.conceptId);
      case 'back':
        return this.#go((history) => step(history, -1));
      case 'forward':
        return this.#go((history) => step(history, 1));
      case 'copy':
        return vscode.env.clipboard.writeText(request.code);
      case 'insertCode':
        await this.#insert(async (editor) => {
          // Characters of our own choice, not tab stops: the text is inserted as it stands.
          await editor.insertSnippet(new vscode.SnippetString().appendText(request.code));
        });
        return;
      case 'insertSnippet':
        await this.#insert(async () => {
          await vscode.commands.executeCommand('backendGuide.insertSnippet', request.snippetId);
        });
        return;
      case 'quiz':
        await vscode.commands.executeCommand('backendGuide.startQuiz', request.conceptId);
    }
  }

  async #go(move: (history: ReaderHistory) => ReaderHistory, conceptId?: string): Promise<void> {
    const index = await this.#options.guide.index();
    if (this.#history === undefined || (conceptId !== undefined && index.concept(conceptId) === undefined)) {
      return;
    }
    this.#history = move(this.#history);
    await this.#show();
  }

  async #insert(into: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
    const editor = await this.#options.lastEditor.show();
    if (editor !== undefined) return into(editor);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file first: code is inserted at the cursor.'),
    );
  }
}

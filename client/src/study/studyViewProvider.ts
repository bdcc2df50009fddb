/** The study view in the side bar: it can be thrown away at any moment, because everything it shows is in `Study`. */
import * as vscode from 'vscode';
import * as v from 'valibot';
import { studyRequestSchema, type StudyRequest } from '../../../protocol/src/studyMessages';
import { webviewHtml, webviewRoot } from '../webviewHtml';
import type { Study } from './study';

export const studyViewId = 'backendGuide.study';

export class StudyViewProvider implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #study: Study;
  readonly #output: vscode.LogOutputChannel;
  readonly #subscriptions: readonly vscode.Disposable[];
  #view: vscode.WebviewView | undefined;
  #isPosting = false;

  constructor(extensionUri: vscode.Uri, study: Study, output: vscode.LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#study = study;
    this.#output = output;
    const change = study.onChange(() => this.#post());
    this.#subscriptions = [
      vscode.window.registerWebviewViewProvider(studyViewId, this),
      new vscode.Disposable(() => change.dispose()),
    ];
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(this.#extensionUri)] };
    view.webview.onDidReceiveMessage(async (message: unknown) => this.#receive(message));
    view.onDidChangeVisibility(() => this.#study.setVisible(view.visible));
    view.onDidDispose(() => {
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#study.setVisible(false);
    });
    this.#study.setVisible(view.visible);
    const { webview } = view;
    webview.html = webviewHtml({
      webview,
      extensionUri: this.#extensionUri,
      name: 'study',
      title: 'Backend Guide',
    });
    // While the frame loads; a guide that cannot be read is said by the snapshot.
    this.#study.open().catch(() => undefined);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Several changes of one moment are one snapshot. */
  #post(): void {
    if (this.#isPosting) return;
    this.#isPosting = true;
    queueMicrotask(() => {
      this.#isPosting = false;
      const view = this.#view;
      if (view === undefined) return;
      void view.webview.postMessage(this.#study.snapshot());
    });
  }

  async #receive(message: unknown): Promise<void> {
    const parsed = v.safeParse(studyRequestSchema, message);
    if (!parsed.success) {
      this.#output.warn(`The study view sent something unknown: ${parsed.issues[0].message}`);
      return;
    }
    try {
      await this.#answer(parsed.output);
    } catch (error) {
      this.#output.error(error instanceof Error ? error : String(error));
      this.#post();
    }
  }

  async #answer(request: StudyRequest): Promise<void> {
    switch (request.type) {
      case 'ready':
        // The loading screen until guide and progress are read.
        this.#post();
        return this.#study.handle(request);
      case 'openConcept':
        await vscode.commands.executeCommand('backendGuide.openConcept', request.conceptId);
        return;
      case 'openSource':
        return this.#openSource();
      case 'command':
        return this.#run(request.command);
      case 'start':
      case 'show':
      case 'draft':
      case 'check':
      case 'grade':
      case 'undo':
      case 'end':
      case 'closeProblem':
        return this.#study.handle(request);
    }
  }

  async #run(command: Extract<StudyRequest, { type: 'command' }>['command']): Promise<void> {
    const { executeCommand } = vscode.commands;
    switch (command) {
      case 'openSettings':
        await executeCommand('workbench.action.openSettings', 'backendGuide.study');
        return;
      case 'retrySave':
        return this.#study.retry();
      case 'exportProgress':
      case 'setInterviewDate':
      case 'showOutput':
        await executeCommand(`backendGuide.${command}`);
    }
  }

  async #openSource(): Promise<void> {
    const source = this.#study.currentSource;
    if (source === undefined) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri, true));
    const line = document.validateRange(
      new vscode.Range(source.line, 0, source.line, Number.MAX_SAFE_INTEGER),
    );
    await vscode.window.showTextDocument(document, { selection: line });
  }
}

/** Concept pages as virtual Markdown documents, shown by VS Code's own Markdown preview. */
import * as vscode from 'vscode';
import { conceptPage } from '../../guide/src/conceptMarkdown';
import type { GuideStore } from './guideStore';

const scheme = 'backend-guide';

export class ConceptPages implements vscode.TextDocumentContentProvider {
  readonly #guide: GuideStore;

  constructor(guide: GuideStore) {
    this.#guide = guide;
  }

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const index = await this.#guide.index();
    const id = /^\/([a-z0-9-]+)\.md$/.exec(uri.path)?.[1] ?? '';
    const concept = index.concept(id);
    if (concept === undefined) return vscode.l10n.t('The guide has no concept "{0}".', id);
    return conceptPage(concept, {
      title: (other) => index.concept(other)?.title,
      linkTo: (other) => (index.concept(other) === undefined ? undefined : `${other}.md`),
    });
  }

  /** Opens the page beside the code, so that both stay in view. */
  async open(conceptId: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${conceptId}.md` });
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  }
}

/** The guide for commands that work without the server. Read when first needed, then kept. */
import * as vscode from 'vscode';
import { createConceptIndex, type ConceptIndex } from '../../guide/src/conceptIndex';
import { parseGuide } from '../../guide/src/parseGuide';

export class GuideStore {
  readonly #uri: vscode.Uri;
  #index: Promise<ConceptIndex> | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#uri = vscode.Uri.joinPath(extensionUri, 'dist', 'guide.json');
  }

  /** The text of guide.json; rejects when it cannot be read. */
  async text(): Promise<string> {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#uri));
  }

  /** Rejects with a sentence for the user when the guide is missing or damaged; a later call tries again. */
  index(): Promise<ConceptIndex> {
    this.#index ??= this.#read().catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }

  async #read(): Promise<ConceptIndex> {
    const parsed = parseGuide(await this.text());
    if (!parsed.ok) throw new Error(parsed.problem);
    return createConceptIndex(parsed.guide);
  }
}

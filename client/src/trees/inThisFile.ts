/** The tree "In this file": the concepts that the active editor's code evokes, with their lines and sides. */
import * as vscode from 'vscode';
import { areaIcon } from '../areas';
import type { GuideStore } from '../guideStore';
import { languageIds } from '../languages';
import type { LanguageServer } from '../languageServer';
import type { ServerState } from '../serverState';
import { foundConcepts, type FoundConcept, type FoundPlace } from './foundConcepts';

/** What the tree has to say; anything but "found" shows a welcome text of the manifest. */
type Content = 'waiting' | 'noEditor' | 'otherLanguage' | 'stopped' | 'nothing' | 'found';

interface PlaceElement {
  readonly kind: 'place';
  readonly found: FoundConcept;
  readonly place: FoundPlace;
}
interface ConceptElement {
  readonly kind: 'concept';
  /** Menu commands get the element, and read this from it. */
  readonly conceptId: string;
  readonly found: FoundConcept;
}
type Element = ConceptElement | PlaceElement;

/** After the last keystroke, so that typing is not interrupted by the list. */
const editDelayMs = 300;

export class InThisFile implements vscode.TreeDataProvider<Element>, vscode.Disposable {
  readonly #guide: GuideStore;
  readonly #matches: LanguageServer['matches'];
  readonly #view: vscode.TreeView<Element>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #server: ServerState = { kind: 'starting' };
  #document: vscode.TextDocument | undefined = vscode.window.activeTextEditor?.document;
  #found: readonly FoundConcept[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Raised by each refresh; an answer to an older question is dropped. */
  #question = 0;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(guide: GuideStore, matches: LanguageServer['matches']) {
    this.#guide = guide;
    this.#matches = matches;
    this.#view = vscode.window.createTreeView('backendGuide.inThisFile', { treeDataProvider: this });
    this.#subscriptions = [
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(() => this.#refreshSoon(0)),
      vscode.window.onDidChangeActiveTextEditor(() => this.#follow()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#follow()),
      // Another language closes a document and opens it again, in the same editor.
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (document === this.#document) this.#refreshSoon(0);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) this.#refreshSoon(editDelayMs);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('backendGuide')) this.#refreshSoon(editDelayMs);
      }),
    ];
    this.#refreshSoon(0);
  }

  /** The list depends on the server, which may come late, end, and come back. */
  serverChanged(state: ServerState): void {
    this.#server = state;
    this.#refreshSoon(0);
  }

  getChildren(element?: Element): Element[] {
    if (element === undefined) {
      return this.#found.map((found) => ({ kind: 'concept', conceptId: found.concept.id, found }));
    }
    if (element.kind === 'place') return [];
    const { found } = element;
    return found.places.length === 1 ? [] : found.places.map((place) => ({ kind: 'place', found, place }));
  }

  getTreeItem(element: Element): vscode.TreeItem {
    return element.kind === 'concept' ? this.#conceptItem(element) : this.#placeItem(element);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #conceptItem({ found }: ConceptElement): vscode.TreeItem {
    const { concept, places, sides } = found;
    const { t } = vscode.l10n;
    const only = places.length === 1;
    const where = only ? lineOf(places[0]) : t('{0} places', places.length);
    const item = new vscode.TreeItem(
      concept.title,
      only ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.id = concept.id;
    item.description = [...sides, where].join(' · ');
    item.tooltip = concept.definition;
    item.iconPath = areaIcon(concept.area);
    item.contextValue = concept.snippets.length > 0 ? 'conceptWithSnippets' : 'concept';
    item.accessibilityInformation = { label: [concept.title, ...sides, where].join(', ') };
    if (only) item.command = this.#jump(places[0]);
    return item;
  }

  #placeItem({ found, place }: PlaceElement): vscode.TreeItem {
    const item = new vscode.TreeItem(lineOf(place));
    item.description = place.side ?? '';
    item.tooltip = found.concept.title;
    item.contextValue = 'place';
    item.accessibilityInformation = {
      label: [found.concept.title, place.side, lineOf(place)].filter((part) => part !== undefined).join(', '),
    };
    item.command = this.#jump(place);
    return item;
  }

  #jump({ range: { start, end } }: FoundPlace): vscode.Command {
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    return {
      title: vscode.l10n.t('Go to Code'),
      command: 'vscode.open',
      arguments: [this.#document?.uri, { selection } satisfies vscode.TextDocumentShowOptions],
    };
  }

  /** A view that takes the focus leaves no active editor; the list then stays with the one that is still in sight. */
  #follow(): void {
    const active = vscode.window.activeTextEditor;
    const isInSight = vscode.window.visibleTextEditors.some(({ document }) => document === this.#document);
    if (active === undefined && isInSight) return;
    if (active?.document === this.#document) return;
    this.#document = active?.document;
    this.#refreshSoon(0);
  }

  #refreshSoon(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#view.visible) return;
    this.#timer = setTimeout(() => void this.#refresh(), delay);
  }

  async #refresh(): Promise<void> {
    const question = ++this.#question;
    const { content, found } = await this.#ask();
    if (question !== this.#question) return;
    this.#found = found;
    this.#changed.fire();
    await vscode.commands.executeCommand('setContext', 'backendGuide.inThisFile', content);
  }

  async #ask(): Promise<{ content: Content; found: readonly FoundConcept[] }> {
    const nothing = (content: Content): { content: Content; found: [] } => ({ content, found: [] });
    const document = this.#document;
    if (document === undefined) return nothing('noEditor');
    if (!languageIds.some((id) => id === document.languageId)) return nothing('otherLanguage');
    if (this.#server.kind === 'stopped' || this.#server.kind === 'noGuide') return nothing('stopped');
    const index = await this.#guide.index().catch(() => undefined);
    const result = index === undefined ? undefined : await this.#matches(document.uri);
    if (index === undefined || result === undefined) return nothing('waiting');
    const found = foundConcepts(result.matches, index);
    return found.length === 0 ? nothing('nothing') : { content: 'found', found };
  }
}

function lineOf({ range }: FoundPlace): string {
  return vscode.l10n.t('Line {0}', range.start.line + 1);
}

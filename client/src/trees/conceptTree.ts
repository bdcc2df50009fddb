/** The tree "Concepts": the whole guide by area, and what is left of it under a filter. */
import * as vscode from 'vscode';
import type { ConceptIndex } from '../../../guide/src/conceptIndex';
import { createConceptSearch } from '../../../guide/src/conceptSearch';
import { areas, type Area, type Concept } from '../../../protocol/src/concept';
import { isMastered } from '../../../study/src/mastery';
import { areaIcon, areaTitle } from '../areas';
import type { GuideStore } from '../guideStore';
import { masteryIcon, masteryWord, progressSentence } from '../progressWords';
import type { Study } from '../study/study';

interface AreaElement {
  readonly kind: 'area';
  readonly area: Area;
  readonly concepts: readonly Concept[];
}
interface ConceptElement {
  readonly kind: 'concept';
  /** Menu commands get the element, and read this from it. */
  readonly conceptId: string;
  readonly concept: Concept;
}
type Element = AreaElement | ConceptElement;

/** More results than this are not what somebody was looking for. */
const maximalResults = 30;

export class ConceptTree implements vscode.TreeDataProvider<Element>, vscode.Disposable {
  readonly #guide: GuideStore;
  readonly #study: Pick<Study, 'masteryOf' | 'onChange' | 'due'>;
  readonly #view: vscode.TreeView<Element>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #filter = '';
  /** How well each concept was known when the tree was drawn last. */
  #drawn = '';
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(guide: GuideStore, study: Pick<Study, 'masteryOf' | 'onChange' | 'due'>) {
    this.#guide = guide;
    this.#study = study;
    this.#view = vscode.window.createTreeView('backendGuide.concepts', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#subscriptions = [
      this.#view,
      this.#changed,
      study.onChange(() => {
        this.#showDue();
        void this.#redrawProgress();
      }),
      this.#view.onDidChangeVisibility(() => void this.#redrawProgress()),
    ];
  }

  get filter(): string {
    return this.#filter;
  }

  /** Shows only what fits these words; typing errors are forgiven. An empty text shows everything again. */
  async filterBy(words: string): Promise<void> {
    this.#filter = words.trim();
    this.#view.message = this.#filter === '' ? '' : vscode.l10n.t('Filter: {0}', this.#filter);
    this.#changed.fire();
    await vscode.commands.executeCommand('setContext', 'backendGuide.conceptsFiltered', this.#filter !== '');
  }

  async getChildren(element?: Element): Promise<Element[]> {
    if (element?.kind === 'concept') return [];
    if (element !== undefined) return element.concepts.map(conceptElement);
    // A guide that cannot be read leaves the tree empty, and the manifest's welcome text says what to do.
    const index = await this.#guide.index().catch(() => undefined);
    if (index === undefined) return [];
    if (this.#filter !== '') return this.#search(index).map(conceptElement);
    return areas.flatMap((area) => {
      const concepts = index.concepts.filter((concept) => concept.area === area);
      return concepts.length === 0 ? [] : [{ kind: 'area', area, concepts }];
    });
  }

  getTreeItem(element: Element): vscode.TreeItem {
    return element.kind === 'area' ? this.#areaItem(element) : this.#conceptItem(element);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** On the icon of the side bar. The study view itself has no badge until it was shown for the first time. */
  #showDue(): void {
    const value = this.#study.due ?? 0;
    const shown = this.#view.badge?.value ?? 0;
    if (value === shown) return;
    this.#view.badge =
      value === 0 ? undefined : { value, tooltip: vscode.l10n.t('Due questions: {0}', value) };
  }

  /** Every answer may change what a row says, and most do not. */
  async #redrawProgress(): Promise<void> {
    if (!this.#view.visible) return;
    const index = await this.#guide.index().catch(() => undefined);
    const progress = (index?.concepts ?? []).map(({ id }) => {
      const mastery = this.#study.masteryOf(id);
      return mastery === undefined ? '' : progressSentence(mastery) + masteryWord(mastery);
    });
    const drawn = progress.join();
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#changed.fire();
  }

  /** Best first, without areas: a short list needs no order but its own. */
  #search(index: ConceptIndex): readonly Concept[] {
    const ids = createConceptSearch(index.concepts).search(this.#filter, maximalResults);
    return ids.flatMap((id) => index.concept(id) ?? []);
  }

  #conceptItem({ concept }: ConceptElement): vscode.TreeItem {
    const { id, title, area, options, definition, snippets } = concept;
    const sides = options.map((option) => option.title).join(' · ');
    const item = new vscode.TreeItem(title);
    item.id = id;
    item.description = this.#filter === '' ? sides : areaTitle(area);
    const mastery = this.#study.masteryOf(id);
    item.tooltip = mastery === undefined ? definition : `${definition}\n\n${progressSentence(mastery)}`;
    if (this.#filter !== '') item.iconPath = areaIcon(area);
    else if (mastery !== undefined) item.iconPath = masteryIcon(mastery);
    item.contextValue = snippets.length > 0 ? 'conceptWithSnippets' : 'concept';
    const word = mastery === undefined ? undefined : masteryWord(mastery);
    item.accessibilityInformation = { label: [title, item.description, word].filter(Boolean).join(', ') };
    item.command = {
      title: vscode.l10n.t('Open Concept'),
      command: 'backendGuide.openConcept',
      arguments: [id],
    };
    return item;
  }

  #areaItem({ area, concepts }: AreaElement): vscode.TreeItem {
    const { t } = vscode.l10n;
    const item = new vscode.TreeItem(areaTitle(area), vscode.TreeItemCollapsibleState.Collapsed);
    const mastered = concepts.filter(({ id }) => {
      const mastery = this.#study.masteryOf(id);
      return mastery !== undefined && isMastered(mastery);
    }).length;
    const done = mastered === 0 ? undefined : t('{0} of {1} mastered', mastered, concepts.length);
    item.id = `area:${area}`;
    item.description = done ?? String(concepts.length);
    item.iconPath = areaIcon(area);
    item.contextValue = 'area';
    item.accessibilityInformation = {
      label: `${areaTitle(area)}, ${done ?? t('concepts: {0}', concepts.length)}`,
    };
    return item;
  }
}

function conceptElement(concept: Concept): ConceptElement {
  return { kind: 'concept', conceptId: concept.id, concept };
}

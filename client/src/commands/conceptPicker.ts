/** A quick pick over concepts that forgives typing errors. */
import * as vscode from 'vscode';
import type { ConceptIndex } from '../../../guide/src/conceptIndex';
import { createConceptSearch } from '../../../guide/src/conceptSearch';
import type { Concept } from '../../../protocol/src/concept';
import { areaTitle } from '../areas';

interface ConceptItem extends vscode.QuickPickItem {
  readonly concept: Concept;
}

/**
 * Nobody has read a list that is younger than this. Enter then means the best result, while VS Code names whatever
 * stands where the chosen row of the earlier list stood.
 */
const unreadMs = 150;

/** Resolves to the chosen concept, or undefined when the user turned away. */
export function pickConcept(index: ConceptIndex, placeholder: string): Promise<Concept | undefined> {
  const picker = vscode.window.createQuickPick<ConceptItem>();
  const search = createConceptSearch(index.concepts);
  const items = new Map(index.concepts.map((concept) => [concept.id, conceptItem(concept)]));
  let replacedAt = 0;
  picker.placeholder = placeholder;
  picker.items = [...items.values()];
  picker.onDidChangeValue((value) => {
    const found = search.search(value, 20).flatMap((id) => items.get(id) ?? []);
    picker.items = value.trim() === '' ? [...items.values()] : found;
    replacedAt = Date.now();
  });
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const isUnread = Date.now() - replacedAt < unreadMs;
      const chosen = isUnread ? undefined : picker.selectedItems[0];
      resolve((chosen ?? picker.items[0])?.concept);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function conceptItem(concept: Concept): ConceptItem {
  return {
    concept,
    label: concept.title,
    description: areaTitle(concept.area),
    detail: concept.definition,
    // Our search has decided already; VS Code's own filter knows no typing errors.
    alwaysShow: true,
  };
}

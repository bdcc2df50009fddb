/** A quick pick over concepts that forgives typing errors. */
import type { QuickPickItem } from 'vscode';
import type { ConceptIndex } from '../../../guide/src/conceptIndex';
import { createConceptSearch } from '../../../guide/src/conceptSearch';
import type { Concept } from '../../../protocol/src/concept';
import { areaTitle } from '../areas';
import { pickBySearch } from '../searchPicker';

interface ConceptItem extends QuickPickItem {
  readonly concept: Concept;
}

/** Resolves to the chosen concept, or undefined when the user turned away. */
export async function pickConcept(index: ConceptIndex, placeholder: string): Promise<Concept | undefined> {
  const search = createConceptSearch(index.concepts);
  const items = new Map(index.concepts.map((concept) => [concept.id, conceptItem(concept)]));
  const chosen = await pickBySearch({
    placeholder,
    initial: [...items.values()],
    search: (query) => search.search(query, 20).flatMap((id) => items.get(id) ?? []),
  });
  return chosen?.concept;
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

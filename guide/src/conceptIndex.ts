/** The guide, arranged for looking things up. Built once, replaced whole, never edited. */
import type { Concept, ConceptOption, Guide } from '../../protocol/src/concept';
import type { Trigger } from '../../protocol/src/trigger';

export interface ConceptIndex {
  readonly concepts: readonly Concept[];
  concept(id: string): Concept | undefined;
  /** A trigger by its wire id, `concept-id/trigger-id`. */
  trigger(wireId: string): Trigger | undefined;
}

export function createConceptIndex(guide: Guide): ConceptIndex {
  const byId = new Map(guide.concepts.map((concept) => [concept.id, concept]));
  const triggers = new Map(
    guide.concepts.flatMap(({ id, triggers }) =>
      triggers.map((trigger): [string, Trigger] => [`${id}/${trigger.id}`, trigger]),
    ),
  );
  return {
    concepts: guide.concepts,
    concept: (id) => byId.get(id),
    trigger: (wireId) => triggers.get(wireId),
  };
}

/** A side of a concept by its id. */
export function optionOf(concept: Concept, optionId: string | undefined): ConceptOption | undefined {
  return concept.options.find((option) => option.id === optionId);
}

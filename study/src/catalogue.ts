/** The guide as the study core sees it: questions by id, each with its concept. */
import type { Area, Concept, Question } from '../../protocol/src/concept';

export type StudyConcept = Pick<
  Concept,
  'id' | 'title' | 'area' | 'difficulty' | 'prerequisites' | 'questions'
>;

export interface CatalogueEntry {
  readonly question: Question;
  readonly concept: StudyConcept;
}

export interface Catalogue {
  /** In the order of the guide. */
  readonly concepts: ReadonlyMap<string, StudyConcept>;
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
  /** The areas that have concepts, in the order of the guide. */
  readonly areas: readonly Area[];
}

export function createCatalogue(concepts: readonly StudyConcept[]): Catalogue {
  return {
    concepts: new Map(concepts.map((concept) => [concept.id, concept])),
    entries: new Map(
      concepts.flatMap((concept) =>
        concept.questions.map((question): [string, CatalogueEntry] => [question.id, { question, concept }]),
      ),
    ),
    areas: [...new Set(concepts.map((concept) => concept.area))],
  };
}

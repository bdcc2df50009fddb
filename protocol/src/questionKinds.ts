/** Apart from the schemas, because views need the names of the kinds and nothing else of them. */
import type { QuestionKind } from './concept';

/** Keys of a record, so that the compiler refuses a list that is not the one of the schema. */
const kinds: Readonly<Record<QuestionKind, true>> = {
  'single-choice': true,
  'multiple-choice': true,
  decide: true,
  'predict-output': true,
  order: true,
  match: true,
  'fill-gap': true,
  'explain-aloud': true,
};

/** In the order in which messages name them. */
export const questionKinds = Object.keys(kinds) as readonly QuestionKind[];

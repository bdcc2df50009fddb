/** A small guide to study from. */
import type { Area, Question } from '../../protocol/src/concept';
import type { StudyConcept } from '../../study/src/catalogue';

export function concept(
  id: string,
  area: Area,
  options: {
    readonly questions?: number;
    readonly difficulty?: 1 | 2 | 3;
    readonly prerequisites?: string[];
  } = {},
): StudyConcept {
  return {
    id,
    title: `The ${id}`,
    area,
    difficulty: options.difficulty ?? 1,
    prerequisites: options.prerequisites ?? [],
    questions: Array.from({ length: options.questions ?? 2 }, (_, index): Question => ({
      kind: 'explain-aloud',
      id: `${id}/question-${String(index + 1)}`,
      conceptId: id,
      difficulty: index === 0 ? 1 : index === 1 ? 2 : 3,
      prompt: `Explain ${id}, part ${String(index + 1)}.`,
      rubric: ['names the point', 'gives an example'],
    })),
  };
}

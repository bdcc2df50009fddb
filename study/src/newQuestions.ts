/** Which questions are met next: prerequisites before what builds on them, easy before hard, areas in turn. */
import type { Catalogue, StudyConcept } from './catalogue';
import type { Card } from './scheduler';
import type { QueueItem } from './arrange';

export interface NewQuestionsInput {
  readonly catalogue: Catalogue;
  readonly cards: ReadonlyMap<string, Card>;
  readonly count: number;
  /** Only questions for which this holds are introduced; without it, all. */
  readonly isWanted?: (concept: StudyConcept) => boolean;
}

export function pickNewQuestions(input: NewQuestionsInput): QueueItem[] {
  const { catalogue, cards } = input;
  const picked = new Map<string, QueueItem>();
  const isMet = (questionId: string): boolean => cards.has(questionId) || picked.has(questionId);
  const isIntroduced = (conceptId: string): boolean => {
    const concept = catalogue.concepts.get(conceptId);
    // A prerequisite without questions, or from a guide that is not loaded, can never be met and must not block.
    if (concept === undefined || concept.questions.length === 0) return true;
    return concept.questions.some((question) => isMet(question.id));
  };
  const introducedInArea = new Map<string, number>();
  for (const { question, concept } of catalogue.entries.values()) {
    if (cards.has(question.id)) {
      introducedInArea.set(concept.area, (introducedInArea.get(concept.area) ?? 0) + 1);
    }
  }
  const wanted = [...catalogue.concepts.values()].filter((concept) => input.isWanted?.(concept) ?? true);
  /** One question per concept and round keeps siblings on different days where the guide is large enough. */
  let inThisRound = new Set<string>();
  while (picked.size < input.count) {
    const candidates = wanted.flatMap((concept) => {
      if (inThisRound.has(concept.id)) return [];
      // Prerequisites outside the wanted concepts would never be offered, so they do not block a drill.
      const isBlocked = concept.prerequisites.some(
        (id) => !isIntroduced(id) && wanted.some((other) => other.id === id),
      );
      const question = easiest(concept, isMet);
      return question === undefined ? [] : [{ concept, question, isBlocked }];
    });
    if (candidates.length === 0) {
      if (inThisRound.size === 0) break;
      inThisRound = new Set();
      continue;
    }
    const open = candidates.filter((candidate) => !candidate.isBlocked);
    if (open.length === 0 && inThisRound.size > 0) {
      inThisRound = new Set();
      continue;
    }
    // Only a circle of prerequisites leaves nothing open; then the order of the guide decides.
    const pool = open.length > 0 ? open : candidates;
    const next = pool.reduce((best, candidate) => {
      const byArea =
        (introducedInArea.get(candidate.concept.area) ?? 0) - (introducedInArea.get(best.concept.area) ?? 0);
      const byRamp = rampOf(candidate) - rampOf(best);
      // The ramp comes first: an area is never so far behind that it should start with its hardest question.
      return byRamp < 0 || (byRamp === 0 && byArea < 0) ? candidate : best;
    });
    inThisRound.add(next.concept.id);
    introducedInArea.set(next.concept.area, (introducedInArea.get(next.concept.area) ?? 0) + 1);
    picked.set(next.question.id, {
      questionId: next.question.id,
      conceptId: next.concept.id,
      reason: 'new',
    });
  }
  return [...picked.values()];
}

function easiest(
  concept: StudyConcept,
  isMet: (questionId: string) => boolean,
): StudyConcept['questions'][number] | undefined {
  return concept.questions
    .filter((question) => !isMet(question.id))
    .reduce<StudyConcept['questions'][number] | undefined>(
      (best, question) => (best === undefined || question.difficulty < best.difficulty ? question : best),
      undefined,
    );
}

function rampOf(candidate: {
  readonly concept: StudyConcept;
  readonly question: { readonly difficulty: number };
}): number {
  return candidate.concept.difficulty + candidate.question.difficulty;
}

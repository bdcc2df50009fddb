/** How well a concept, an area and the whole guide are known, as numbers from 0 to 1. */
import type { Area } from '../../protocol/src/concept';
import type { Catalogue, StudyConcept } from './catalogue';
import type { Card, Scheduler } from './scheduler';
import { dayMs } from './studyDay';

export interface Mastery {
  readonly questions: number;
  readonly seen: number;
  /** Mean probability of recall now; a question that was never asked counts 0. */
  readonly recall: number;
  /** The same in thirty days without further study: what has become lasting. */
  readonly mastery: number;
}

export interface AreaMastery extends Mastery {
  readonly area: Area;
}

/** Far enough ahead that a question that was crammed today does not look mastered. */
const lastingDays = 30;

interface MasteryInput {
  readonly cards: ReadonlyMap<string, Card>;
  readonly scheduler: Scheduler;
  /** Milliseconds since 1970. For the readiness on the day of the interview, that day. */
  readonly at: number;
}

export function conceptMastery(concept: StudyConcept, input: MasteryInput): Mastery {
  return summarise(
    concept.questions.map((question) => question.id),
    input,
  );
}

/** From here on a concept is called mastered: four of five answers would still be right in thirty days. */
const mastered = 0.8;

/** Whether every question of a concept was answered, and so well that it lasts. */
export function isMastered({ questions, seen, mastery }: Mastery): boolean {
  return questions > 0 && seen === questions && mastery >= mastered;
}

export function areaMastery(catalogue: Catalogue, input: MasteryInput): readonly AreaMastery[] {
  return catalogue.areas.map((area) => ({
    area,
    ...summarise(
      [...catalogue.entries.values()]
        .filter((entry) => entry.concept.area === area)
        .map((entry) => entry.question.id),
      input,
    ),
  }));
}

export function totalMastery(catalogue: Catalogue, input: MasteryInput): Mastery {
  return summarise([...catalogue.entries.keys()], input);
}

function summarise(questionIds: readonly string[], { cards, scheduler, at }: MasteryInput): Mastery {
  let seen = 0;
  let recall = 0;
  let mastery = 0;
  for (const questionId of questionIds) {
    const card = cards.get(questionId);
    if (card === undefined) continue;
    seen += 1;
    recall += scheduler.retrievability(card, at);
    mastery += scheduler.retrievability(card, at + lastingDays * dayMs);
  }
  const questions = questionIds.length;
  return questions === 0
    ? { questions, seen, recall: 0, mastery: 0 }
    : { questions, seen, recall: recall / questions, mastery: mastery / questions };
}

/** Short drills of a fixed number of questions over a chosen part of the guide. */
import type { Area } from '../../protocol/src/concept';
import { arrange, type QueueItem } from './arrange';
import type { StudyConcept } from './catalogue';
import { pickNewQuestions } from './newQuestions';
import { dueCards, toItems, type StudyContext } from './queue';
import { findWeakSpots } from './weakSpots';

export type DrillScope =
  | { readonly kind: 'due' }
  | { readonly kind: 'weak' }
  | { readonly kind: 'area'; readonly area: Area }
  /** The concepts found in a file or in the open files. */
  | { readonly kind: 'concepts'; readonly conceptIds: readonly string[] };

/** Fewer than `count` items only when the scope has no more questions. */
export function buildDrill(context: StudyContext, scope: DrillScope, count: number): readonly QueueItem[] {
  const isInScope = scopeFilter(context, scope);
  const contains = (conceptId: string): boolean => {
    const concept = context.catalogue.concepts.get(conceptId);
    return concept !== undefined && isInScope(concept);
  };
  const { steps, due } = dueCards(context);
  const ready = [...steps.filter((card) => card.due <= context.now), ...due].filter((card) =>
    contains(card.conceptId),
  );
  const fresh = pickNewQuestions({
    catalogue: context.catalogue,
    cards: context.state.cards,
    // A drill of weak spots is about what was already met.
    count: scope.kind === 'weak' ? 0 : Math.max(0, count - ready.length),
    isWanted: isInScope,
  });
  const taken = new Set(ready.map((card) => card.questionId));
  const rest = [...context.state.cards.values()]
    .filter(
      (card) =>
        contains(card.conceptId) &&
        !taken.has(card.questionId) &&
        context.catalogue.entries.has(card.questionId),
    )
    .map((card) => ({ card, recall: context.scheduler.retrievability(card, context.now) }))
    .sort((left, right) => left.recall - right.recall)
    .map(({ card }) => card);
  const items = [
    ...toItems(ready, scope.kind === 'weak' ? 'weak' : 'due'),
    ...fresh,
    ...toItems(rest, scope.kind === 'weak' ? 'weak' : 'ahead'),
  ];
  return arrange(items.slice(0, count), context.catalogue);
}

function scopeFilter(context: StudyContext, scope: DrillScope): (concept: StudyConcept) => boolean {
  switch (scope.kind) {
    case 'due':
      return () => true;
    case 'weak': {
      const weak = new Set(findWeakSpots(context).map((spot) => spot.conceptId));
      return (concept) => weak.has(concept.id);
    }
    case 'area':
      return (concept) => concept.area === scope.area;
    case 'concepts': {
      const wanted = new Set(scope.conceptIds);
      return (concept) => wanted.has(concept.id);
    }
  }
}

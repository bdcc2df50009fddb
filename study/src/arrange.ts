/** The order within a session: siblings apart, areas mixed, prerequisites first. */
import type { Catalogue } from './catalogue';

/** Why a question is in the queue; the view may say so. */
type QueueReason = 'learning' | 'due' | 'new' | 'weak' | 'ahead' | 'interview';

export interface QueueItem {
  readonly questionId: string;
  readonly conceptId: string;
  readonly reason: QueueReason;
}

/** A sibling asked sooner than this many questions later is answered from the one before it, not from memory. */
const siblingDistance = 3;

/**
 * Walks through the wanted order and takes, each time, the first question that fits: its prerequisites are not still
 * waiting as new ones, no sibling was just asked, and the area changes. What cannot be had is given up in the
 * opposite order, so a session of a single concept is still a session.
 */
export function arrange(items: readonly QueueItem[], catalogue: Catalogue): QueueItem[] {
  const waiting = [...items];
  const arranged: QueueItem[] = [];
  while (waiting.length > 0) {
    const recent = arranged.slice(-siblingDistance).map((item) => item.conceptId);
    const lastArea = areaOf(arranged.at(-1), catalogue);
    const newConcepts = new Set(
      waiting.filter((item) => item.reason === 'new').map((item) => item.conceptId),
    );
    const isReady = (item: QueueItem): boolean =>
      item.reason !== 'new' ||
      (catalogue.concepts.get(item.conceptId)?.prerequisites ?? []).every((id) => !newConcepts.has(id));
    const isApart = (item: QueueItem): boolean => !recent.includes(item.conceptId);
    const isMixed = (item: QueueItem): boolean => areaOf(item, catalogue) !== lastArea;
    const left = new Map<string, number>();
    for (const { conceptId } of waiting) left.set(conceptId, (left.get(conceptId) ?? 0) + 1);
    // With so many siblings left that they just fit, their concept goes first, or they would meet at the end.
    const isUrgent = (item: QueueItem): boolean =>
      ((left.get(item.conceptId) ?? 0) - 1) * (siblingDistance + 1) + 1 >= waiting.length - 1;
    const rules = [
      (item: QueueItem) =>
        isReady(item) && isApart(item) && isUrgent(item) && (left.get(item.conceptId) ?? 0) > 1,
      (item: QueueItem) => isReady(item) && isApart(item) && isMixed(item),
      (item: QueueItem) => isReady(item) && isApart(item),
      isReady,
    ];
    const found = rules.map((rule) => waiting.findIndex(rule)).find((index) => index >= 0);
    arranged.push(...waiting.splice(found ?? 0, 1));
  }
  return arranged;
}

/** Spreads `some` evenly among `others`, keeping both orders: new questions among reviews, not all at the end. */
export function spread<T>(some: readonly T[], others: readonly T[]): T[] {
  const total = some.length + others.length;
  const mixed: T[] = [];
  let taken = 0;
  for (let place = 0; place < total; place += 1) {
    const wanted = Math.floor(((place + 1) * some.length) / total);
    const item = taken < wanted ? some[taken] : others[place - taken];
    if (taken < wanted) taken += 1;
    if (item !== undefined) mixed.push(item);
  }
  return mixed;
}

function areaOf(item: QueueItem | undefined, catalogue: Catalogue): string | undefined {
  return item === undefined ? undefined : catalogue.concepts.get(item.conceptId)?.area;
}

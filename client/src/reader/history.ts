/** Back and forward through the concepts that were read, as values. */
import type { ReaderHistory } from '../../../protocol/src/readerMessages';

/** As many steps as a person goes back. */
const maximalVisits = 50;

export function beginHistory(conceptId: string): ReaderHistory {
  return { version: 1, visited: [conceptId], current: 0 };
}

/** Reading on from the middle forgets what lay ahead, as in a browser; the same concept again is no step. */
export function visit(history: ReaderHistory, conceptId: string): ReaderHistory {
  if (currentOf(history) === conceptId) return history;
  const visited = [...history.visited.slice(0, history.current + 1), conceptId].slice(-maximalVisits);
  return { version: 1, visited, current: visited.length - 1 };
}

/** One step back (-1) or forward (1); at an end nothing changes. */
export function step(history: ReaderHistory, by: -1 | 1): ReaderHistory {
  return conceptAt(history, by) === undefined ? history : { ...history, current: history.current + by };
}

/** The concept that lies so many steps away. */
export function conceptAt({ visited, current }: ReaderHistory, by: number): string | undefined {
  return visited[current + by];
}

/** Empty for a history without a current concept, which the schema refuses. */
export function currentOf(history: ReaderHistory): string {
  return conceptAt(history, 0) ?? '';
}

/** Without the concepts that the guide does not hold (any more); undefined when nothing is left to show. */
export function onlyKnown(
  history: ReaderHistory,
  isKnown: (conceptId: string) => boolean,
): ReaderHistory | undefined {
  const shown = currentOf(history);
  const visited = history.visited.filter(isKnown);
  if (!isKnown(shown)) return undefined;
  return { version: 1, visited, current: history.visited.slice(0, history.current).filter(isKnown).length };
}

import type { Match } from './detection';
import type { IndexedTrigger } from './triggerIndex';

/** A trigger that applies to a range of the text, before overlaps are settled. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly trigger: IndexedTrigger;
  /** How much had to agree; the larger one wins where two triggers meet. */
  readonly weight: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const overlaps = (a: Range, b: Range): boolean => a.from < b.to && b.from < a.to;

const byPlace = (a: Range, b: Range): number => a.from - b.from;

/** The most specific one first; the order of the guide decides between equals, so that the answer is stable. */
function bySpecificity(a: Found, b: Found): number {
  return b.weight - a.weight || b.to - b.from - (a.to - a.from) || a.trigger.order - b.trigger.order;
}

const contains = (a: Range, b: Range): boolean => a.from <= b.from && b.to <= a.to;

/** The winner's range, together with phrases of the same concept that begin or end inside of it. */
function mergedRange(winner: Found, others: readonly Found[]): Range {
  let range: Range = winner;
  for (const other of others) {
    const isSame = other.trigger.conceptId === winner.trigger.conceptId;
    if (!isSame || !overlaps(range, other) || contains(range, other) || contains(other, range)) continue;
    range = { from: Math.min(range.from, other.from), to: Math.max(range.to, other.to) };
  }
  return range;
}

function toMatch(winner: Found, { from, to }: Range, losers: readonly Found[], behind: Found[]): Match {
  const { conceptId } = winner.trigger;
  const side = [winner, ...losers].find(
    ({ trigger }) => trigger.conceptId === conceptId && trigger.option !== undefined,
  );
  return {
    from,
    to,
    conceptId,
    ...(side?.trigger.option === undefined ? {} : { optionId: side.trigger.option }),
    triggerId: winner.trigger.id,
    behind: settleCluster(behind).sort(byPlace),
  };
}

/** A run of findings that touch each other, directly or through a third one. */
function settleCluster(cluster: Found[]): Match[] {
  const won: { readonly winner: Found; readonly range: Range; readonly losers: readonly Found[] }[] = [];
  let rest = cluster.sort(bySpecificity);
  while (rest.length > 0) {
    const [winner, ...others] = rest;
    if (winner === undefined) break;
    const range = mergedRange(winner, others);
    won.push({ winner, range, losers: others.filter((other) => overlaps(range, other)) });
    rest = others.filter((other) => !overlaps(range, other));
  }
  return won.map(({ winner, range, losers }) => {
    const behind = losers.filter(
      (loser) =>
        loser.trigger.conceptId !== winner.trigger.conceptId &&
        // What reaches into another match has lost there too, so it stands behind neither.
        won.every((one) => one.winner === winner || !overlaps(one.range, loser)),
    );
    return toMatch(winner, range, losers, behind);
  });
}

/**
 * Findings to matches that never overlap, in document order. Where ranges meet, the trigger that asked for
 * more wins; a different concept that lost stands `behind` the match, the same concept is merged and
 * lends its side when the winner has none.
 */
export function settle(found: readonly Found[]): Match[] {
  const sorted = [...found].sort((a, b) => a.from - b.from || a.to - b.to);
  const matches: Match[] = [];
  let cluster: Found[] = [];
  let end = -1;
  for (const one of sorted) {
    if (one.from >= end && cluster.length > 0) {
      matches.push(...settleCluster(cluster));
      cluster = [];
    }
    cluster.push(one);
    end = Math.max(end, one.to);
  }
  matches.push(...settleCluster(cluster));
  return matches.sort(byPlace);
}

/** The match whose range holds the offset; where two ranges touch, the one that begins there. They are in document order. */
export function matchHolding(matches: readonly Match[], offset: number): Match | undefined {
  let [low, high] = [0, matches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.from ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const last = matches[low - 1];
  return last !== undefined && offset <= last.to ? last : undefined;
}

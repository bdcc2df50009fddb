import type { ChildFacts, Declared, Facts, Level, ScopeKind } from './facts';

/**
 * A set of names folded into 32 bits: a name whose bit is missing is certainly not there. That spares a search
 * most of the pieces that a long file falls into.
 */
export type NameFilter = number;

/** The bit of a name. */
export function filterBit(name: string): NameFilter {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = (hash * 31 + name.charCodeAt(at)) | 0;
  return 1 << ((hash ^ (hash >>> 15)) & 31);
}

type Rank = 0 | 1 | 2;

export const levelRank: Readonly<Record<Level, Rank>> = { block: 0, function: 1, class: 2 };

/** The least level of a declaration that is visible outside of a scope of this kind; nothing has level 3. */
export const scopeBarrier: Readonly<Record<ScopeKind, number>> = {
  chunk: 0,
  block: 1,
  function: 2,
  class: 3,
  file: 3,
};

/** More declarations of one name than this are a pattern of the file, not something to follow. */
const mostDeclarations = 4;
/** From so many searches on, a table of all names is cheaper than searching again. */
const searchesBeforeTable = 64;

/**
 * The names that are visible throughout one scope. A hover asks for a few of them, and searching its pieces is
 * cheaper than gathering them all; a match of the whole file asks for all of them, and soon gets a table.
 */
export class VisibleNames {
  private searches = 0;
  private table: Map<string, Declared[]> | undefined;

  find(facts: Facts, name: string, bit: NameFilter): readonly Declared[] {
    if (this.table === undefined && this.searches++ >= searchesBeforeTable) {
      this.table = new Map();
      gather(facts, 0, [], this.table);
    }
    if (this.table !== undefined) return this.table.get(name) ?? [];
    const found: Declared[] = [];
    search(facts, name, bit, 0, [], found);
    return found;
  }
}

/** The least level that a declaration in a child needs to be visible here, or undefined when none is enough. */
function neededIn(child: ChildFacts, least: Rank): Rank | undefined {
  const needed = Math.max(least, scopeBarrier[child.facts.scope]);
  return needed === 0 || needed === 1 || needed === 2 ? needed : undefined;
}

function search(
  facts: Facts,
  name: string,
  bit: NameFilter,
  least: Rank,
  way: readonly ChildFacts[],
  found: Declared[],
): void {
  const own = facts.declarations.get(name);
  if (own !== undefined && levelRank[own.level] >= least) found.push({ declaration: own, way });
  for (const child of facts.children) {
    if (found.length >= mostDeclarations) return;
    const needed = neededIn(child, least);
    if (needed === undefined || (child.facts.declared[needed] & bit) === 0) continue;
    search(child.facts, name, bit, needed, [...way, child], found);
  }
}

function gather(facts: Facts, least: Rank, way: readonly ChildFacts[], table: Map<string, Declared[]>): void {
  for (const [name, declaration] of facts.declarations) {
    if (levelRank[declaration.level] < least) continue;
    const known = table.get(name);
    if (known === undefined) table.set(name, [{ declaration, way }]);
    else if (known.length < mostDeclarations) known.push({ declaration, way });
  }
  for (const child of facts.children) {
    const needed = neededIn(child, least);
    if (needed === undefined || child.facts.declared[needed] === 0) continue;
    gather(child.facts, needed, [...way, child], table);
  }
}

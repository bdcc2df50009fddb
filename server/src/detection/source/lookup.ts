import type { ChildFacts, Declared, Facts } from './facts';
import { filterBit } from './visibleNames';

/** One of the facts that enclose a position, with its absolute start. The file comes first. */
export interface Enclosing {
  readonly facts: Facts;
  readonly start: number;
}

export type Chain = readonly Enclosing[];

/** The facts around a position, from the file to the innermost scope. */
export function chainAt(file: Facts, position: number): Chain {
  const chain: Enclosing[] = [{ facts: file, start: 0 }];
  let here: Enclosing | undefined = chain[0];
  while (here !== undefined) {
    const child = childHolding(here.facts.children, position - here.start);
    here = child === undefined ? undefined : { facts: child.facts, start: here.start + child.at };
    if (here !== undefined) chain.push(here);
  }
  return chain;
}

function childHolding(children: readonly ChildFacts[], position: number): ChildFacts | undefined {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const child = children[middle];
    if (child === undefined || child.at > position) high = middle;
    else low = middle + 1;
  }
  const child = children[low - 1];
  return child !== undefined && position < child.at + child.facts.length ? child : undefined;
}

/** A declaration and the scope that it was found from. */
export interface FoundDeclaration {
  readonly declared: Declared;
  readonly scope: Chain;
}

/** The nearest declarations of a name. */
export function lookup(
  chain: Chain,
  name: string,
  isVisible: (facts: Facts, depth: number) => boolean,
): readonly FoundDeclaration[] {
  const bit = filterBit(name);
  for (let depth = chain.length - 1; depth >= 0; depth--) {
    const here = chain[depth];
    if (here === undefined || here.facts.scope === 'chunk' || (here.facts.declared[0] & bit) === 0) continue;
    if (!isVisible(here.facts, depth)) continue;
    const found = here.facts.visible.find(here.facts, name, bit);
    if (found.length > 0) {
      const scope = chain.slice(0, depth + 1);
      return found.map((declared) => ({ declared, scope }));
    }
  }
  return [];
}

/** The facts around a declaration: those around its scope, and the way down from there. */
export function siteOf({ declared, scope }: FoundDeclaration): Chain {
  const site = [...scope];
  let start = scope[scope.length - 1]?.start ?? 0;
  for (const step of declared.way) {
    start += step.at;
    site.push({ facts: step.facts, start });
  }
  return site;
}

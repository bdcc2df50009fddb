import type { Declaration, Facts, Origin } from './facts';
import { lookup, siteOf, type Chain, type FoundDeclaration } from './lookup';
import { filterBit, type NameFilter } from './visibleNames';

/** What a value is: something reached from a module, or from a global, and what was then done with it. */
export interface Meaning {
  /** The module's name without `node:`, `global`, or `parameter`. */
  readonly module: string;
  /** Members taken before anything was called. */
  readonly path: readonly string[];
  /** Steps from the first call on; empty when the value is the module's member itself. */
  readonly tail: readonly string[];
  /** What the file calls the module itself, when it is one of the project: `db` in `const db = require('./database')`. */
  readonly alias?: string;
}

/** Stands for the module of a parameter about which only its name is known. */
export const parameterModule = 'parameter';

/** Whether a meaning comes from something that can be imported. */
export const isImported = ({ module }: Pick<Meaning, 'module'>): boolean =>
  module !== 'global' && module !== parameterModule && module !== 'signature';

/**
 * Relative paths and the usual aliases of a project's own folders, as JavaScript writes them. No package's name begins
 * with an underscore, and a scope alone is none.
 */
export const isProjectFile = (module: string): boolean =>
  /^(?:\.{1,2}(?:\/|$)|@\/|~\/|#|src\/|_\w+\/|@[\w-]+$)/.test(module) || projectAlias.test(module);

/** Folders of a project that configurations commonly give a name that looks like a scope. */
const projectAlias =
  /^@(?:configs?|constants|controllers?|database|db|dtos?|entities|entity|exceptions|helpers?|interfaces|lib|libs|middlewares?|models?|repositories|routes|schemas|services?|src|utils?)\//;

/** Aliases of aliases are followed this far; a longer chain is a cycle or a puzzle. */
const deepest = 8;

interface Sourced {
  readonly origin: Origin;
  readonly chain: Chain;
}

/** A declaration without a value of its own takes those assigned to it anywhere below its scope. */
function assignedBelow(facts: Facts, name: string, bit: NameFilter, chain: Chain, found: Sourced[]): void {
  for (const origin of facts.assignments.get(name) ?? []) found.push({ origin, chain });
  const start = chain[chain.length - 1]?.start ?? 0;
  for (const child of facts.children) {
    if (found.length >= 4) return;
    if ((child.facts.assigned & bit) === 0) continue;
    assignedBelow(child.facts, name, bit, [...chain, { facts: child.facts, start: start + child.at }], found);
  }
}

function append(meaning: Meaning, steps: readonly string[]): Meaning {
  const path = [...meaning.path];
  const tail = [...meaning.tail];
  for (const step of steps) {
    if (tail.length === 0 && step.startsWith('.')) path.push(step.slice(1));
    else if (tail.length > 0 || step !== 'await') tail.push(step);
  }
  return { ...meaning, path, tail };
}

/** A file of the project that exports one thing is known by the name that it gets where it is used. */
function named(meaning: Meaning, name: string): Meaning {
  const { module, path, tail, alias } = meaning;
  const isWhole = tail.length === 0 && (path.length === 0 || (path.length === 1 && path[0] === 'default'));
  return isWhole && alias === undefined && isProjectFile(module) ? { ...meaning, alias: name } : meaning;
}

/** A class's own names are not in scope inside its methods, only its members are, through the instance. */
function isVisibleFrom(chain: Chain, name: string): (facts: Facts, depth: number) => boolean {
  const innermostFunction = chain.findLastIndex(({ facts }) => facts.scope === 'function');
  const isMember = name.startsWith('this.');
  return (facts, depth) => facts.scope !== 'class' || isMember || depth > innermostFunction;
}

/** What the first parameter of a function is, when the call that receives the function says so. */
function callbackOrigin(chain: Chain): Sourced | undefined {
  const depth = chain.findLastIndex(({ facts }) => facts.scope === 'function');
  const start = chain[depth]?.start;
  if (start === undefined) return undefined;
  for (let outer = depth - 1; outer >= 0; outer--) {
    const around = chain[outer];
    const origin = around?.facts.callbacks.get(start - around.start);
    if (origin !== undefined) return { origin, chain: chain.slice(0, outer + 1) };
  }
  return undefined;
}

function originsOf(name: string, found: FoundDeclaration): readonly Sourced[] {
  const { declaration } = found.declared;
  if (declaration.isOpaque === true && declaration.origins.length === 0) return [];
  const site = siteOf(found);
  if (declaration.origins.length > 0) return declaration.origins.map((origin) => ({ origin, chain: site }));
  const callback = declaration.isFirstParameter === true ? callbackOrigin(site) : undefined;
  if (callback !== undefined) return [callback];
  const assigned: Sourced[] = [];
  const last = found.scope[found.scope.length - 1];
  if (last !== undefined && declaration.parameters === undefined) {
    assignedBelow(last.facts, name, filterBit(name), found.scope, assigned);
  }
  if (assigned.length > 0 || declaration.isParameter !== true) return assigned;
  return [{ origin: { module: parameterModule, root: '', steps: [`.${name}`] }, chain: site }];
}

/** More alternatives than this do not make an answer. */
const mostMeanings = 4;

/** Says what values mean, for one version of a file: the meaning of each declaration is found out once. */
export class Resolver {
  private readonly known = new Map<Declaration, readonly Meaning[]>();

  /** What an origin may mean at a place. Empty for what cannot be known, such as a local function. */
  resolve(origin: Origin, chain: Chain, depth = 0): readonly Meaning[] {
    if (depth > deepest) return [];
    if (origin.module !== undefined) {
      return [append({ module: origin.module, path: [], tail: [] }, origin.steps)];
    }
    if (origin.root === 'this') return this.resolveMember(origin, chain, depth);
    if (origin.root.startsWith('type:')) {
      if (lookup(chain, origin.root, () => true).length > 0) return [];
      return this.resolve({ root: origin.root.slice(5), steps: origin.steps }, chain, depth);
    }
    const found = lookup(chain, origin.root, isVisibleFrom(chain, origin.root));
    if (found.length > 0) return this.meanings(origin.root, found, origin.steps, depth);
    return resolveUnbound(origin, chain);
  }

  private meanings(
    name: string,
    found: readonly FoundDeclaration[],
    steps: readonly string[],
    depth: number,
  ): readonly Meaning[] {
    const all = found.flatMap((one) => this.meaningsOf(name, one, depth)).slice(0, mostMeanings);
    return steps.length === 0 ? all : all.map((meaning) => append(meaning, steps));
  }

  private meaningsOf(name: string, found: FoundDeclaration, depth: number): readonly Meaning[] {
    const { declaration } = found.declared;
    const known = this.known.get(declaration);
    if (known !== undefined) return known;
    // A declaration that refers to itself finds this, and ends there.
    this.known.set(declaration, []);
    const meanings = originsOf(name, found)
      .flatMap(({ origin, chain }) => this.resolve(origin, chain, depth + 1))
      .slice(0, mostMeanings)
      .map((meaning) => named(meaning, name));
    this.known.set(declaration, meanings);
    return meanings;
  }

  private resolveMember(origin: Origin, chain: Chain, depth: number): readonly Meaning[] {
    const [first, ...rest] = origin.steps;
    const classDepth = chain.findLastIndex(({ facts }) => facts.scope === 'class');
    // `this` by itself is an instance of what its class extends.
    if (first === undefined) return this.resolveInherited(origin, chain, classDepth, depth);
    if (!first.startsWith('.')) return [];
    // What is declared in the class itself is a member of its instances too, as in Python.
    const inClass = (facts: Facts, at: number): boolean => at >= classDepth && facts.scope === 'class';
    const within = (_: Facts, at: number): boolean => at >= classDepth;
    const assigned = lookup(chain, `this${first}`, within);
    const found = assigned.length > 0 ? assigned : lookup(chain, first.slice(1), inClass);
    if (found.length > 0) return this.meanings(`this${first}`, found, rest, depth);
    return this.resolveInherited(origin, chain, classDepth, depth);
  }

  private resolveInherited(
    origin: Origin,
    chain: Chain,
    classDepth: number,
    depth: number,
  ): readonly Meaning[] {
    const bases = chain[classDepth]?.facts.bases ?? [];
    return bases
      .flatMap((base) => this.resolve(base, chain.slice(0, classDepth), depth + 1))
      .map((meaning) => append(meaning, ['extends', 'new', ...origin.steps]));
  }
}

/** A name that nothing in the file binds: a global, or something that a star import brought. */
function resolveUnbound(origin: Origin, chain: Chain): readonly Meaning[] {
  const file = chain[0]?.facts;
  const written = origin.root + (origin.steps[0] ?? '');
  if (file === undefined || file.reassigned.includes(origin.root) || file.reassigned.includes(written))
    return [];
  const global = append({ module: 'global', path: [origin.root], tail: [] }, origin.steps);
  const stars = lookup(chain, '*', () => true).flatMap(({ declared }) => declared.declaration.origins);
  const imported = stars.flatMap(({ module }) =>
    module === undefined ? [] : [append({ module, path: [origin.root], tail: [] }, origin.steps)],
  );
  return [global, ...imported];
}

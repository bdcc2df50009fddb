/**
 * What a piece of source code declares and mentions, relative to its own start. Facts are built once per
 * subtree of the syntax and kept as long as that subtree lives: an edit rebuilds the pieces on the path from
 * the root to the edit and nothing else, which is why nothing in here knows an absolute position.
 */

import { filterBit, levelRank, scopeBarrier, VisibleNames, type NameFilter } from './visibleNames';

/**
 * Where a value comes from, as written: a name (or a module) and the steps taken from it.
 * A step is `.name` for a member, `[]` for a member that cannot be known, `()` for a call, `new`, `await`,
 * or `extends` for a class that inherits.
 */
export interface Origin {
  /** Set when the value starts at a module: `require('pg')`, `import('pg')`, an import declaration. */
  readonly module?: string;
  /** The name it starts from; `this` stands for the enclosing class's instance, `type:` marks a type's name. */
  readonly root: string;
  readonly steps: readonly string[];
}

export interface Declaration {
  /** The alternatives that the value may come from; empty for what cannot be known. */
  readonly origins: readonly Origin[];
  /** `block`: visible in its block; `function`: hoisted to the function; `class`: a member, written `this.name`. */
  readonly level: Level;
  /** For a function: the number of its parameters. */
  readonly parameters?: number;
  /** Nothing will ever be known of it, whatever is assigned to it. */
  readonly isOpaque?: boolean;
  /** The first parameter of a function, which the call around it may explain. */
  readonly isFirstParameter?: boolean;
  /** A parameter whose name is all that is known of it. */
  readonly isParameter?: boolean;
}

export type ScopeKind = 'chunk' | 'block' | 'function' | 'class' | 'file';
export type Level = 'block' | 'function' | 'class';

export interface ChildFacts {
  readonly at: number;
  readonly facts: Facts;
}

export interface Facts {
  readonly scope: ScopeKind;
  readonly length: number;
  readonly children: readonly ChildFacts[];
  /** What is declared directly here. A class member is stored as `this.name`. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Values assigned to names that were declared somewhere else. */
  readonly assignments: ReadonlyMap<string, readonly Origin[]>;
  /** For a class: what it extends. */
  readonly bases: readonly Origin[];
  /** By the start of a function: what its first parameter is, because of the call that receives the function. */
  readonly callbacks: ReadonlyMap<number, Origin>;
  /** Positions of tokens that some trigger names. */
  readonly candidates: readonly number[];
  /** Positions of string literals that may be SQL. */
  readonly literals: readonly number[];
  /** Modules imported here or below. */
  readonly modules: readonly string[];
  /** Local names, here or below, that stand for something a trigger names differently. */
  readonly aliases: readonly string[];
  /** Names of globals that are assigned to, here or below. */
  readonly reassigned: readonly string[];
  /** What a search below can expect, see `NameFilter`; by the least level of the declaration. */
  readonly declared: readonly [NameFilter, NameFilter, NameFilter];
  /** Finds what is visible throughout this scope. */
  readonly visible: VisibleNames;
  /** The same as `declared` for the names that are assigned to here or below. */
  readonly assigned: NameFilter;
}

/** A declaration and the way down to it from the scope that was searched. */
export interface Declared {
  readonly declaration: Declaration;
  readonly way: readonly ChildFacts[];
}

const none: readonly string[] = [];

function union(own: ReadonlySet<string>, below: readonly (readonly string[])[]): readonly string[] {
  if (own.size === 0) {
    const filled = below.filter((names) => names.length > 0);
    if (filled.length === 0) return none;
    if (filled.length === 1) return filled[0] ?? none;
  }
  return [...new Set([...own, ...below.flat()])];
}

/** Collects the facts of one scope or chunk; positions are absolute until `build`. */
export class FactsBuilder {
  private readonly children: ChildFacts[] = [];
  private readonly declarations = new Map<string, Declaration>();
  private readonly assignments = new Map<string, Origin[]>();
  private readonly callbacks = new Map<number, Origin>();
  private readonly candidates: number[] = [];
  private readonly literals: number[] = [];
  private readonly modules = new Set<string>();
  private readonly aliases = new Set<string>();
  private readonly reassigned = new Set<string>();
  private bases: readonly Origin[] = [];

  constructor(
    readonly scope: ScopeKind,
    readonly from: number,
  ) {}

  addChild(from: number, facts: Facts): void {
    this.children.push({ at: from - this.from, facts });
  }

  /** A second declaration of the same name adds its origins: overloads, branches, `var` twice. */
  declare(name: string, declaration: Declaration): void {
    const known = this.declarations.get(name);
    this.declarations.set(
      name,
      known === undefined
        ? declaration
        : { ...known, ...declaration, origins: [...known.origins, ...declaration.origins].slice(0, 4) },
    );
  }

  assign(name: string, origins: readonly Origin[]): void {
    const known = this.assignments.get(name) ?? [];
    this.assignments.set(name, [...known, ...origins].slice(0, 4));
  }

  extend(bases: readonly Origin[]): void {
    this.bases = bases;
  }

  explainCallback(from: number, origin: Origin): void {
    this.callbacks.set(from - this.from, origin);
  }

  addCandidate(from: number): void {
    this.candidates.push(from - this.from);
  }

  addLiteral(from: number): void {
    this.literals.push(from - this.from);
  }

  addModule(module: string): void {
    this.modules.add(module);
  }

  addAlias(name: string): void {
    this.aliases.add(name);
  }

  addReassigned(name: string): void {
    this.reassigned.add(name);
  }

  build(length: number): Facts {
    const { scope, children, declarations, assignments, bases, callbacks, candidates, literals } = this;
    const declared: [NameFilter, NameFilter, NameFilter] = [0, 0, 0];
    for (const [name, { level }] of declarations) {
      for (let rank = 0; rank <= levelRank[level]; rank++) declared[rank as 0 | 1 | 2] |= filterBit(name);
    }
    let assigned: NameFilter = 0;
    for (const name of assignments.keys()) assigned |= filterBit(name);
    for (const { facts } of children) {
      assigned |= facts.assigned;
      for (const rank of [0, 1, 2] as const) {
        const needed = Math.max(rank, scopeBarrier[facts.scope]);
        declared[rank] |= facts.declared[needed] ?? 0;
      }
    }
    return {
      scope,
      length,
      children,
      declarations,
      assignments,
      bases,
      callbacks,
      candidates,
      literals,
      modules: union(
        this.modules,
        children.map((child) => child.facts.modules),
      ),
      aliases: union(
        this.aliases,
        children.map((child) => child.facts.aliases),
      ),
      reassigned: union(
        this.reassigned,
        children.map((child) => child.facts.reassigned),
      ),
      declared,
      visible: new VisibleNames(),
      assigned,
    };
  }
}

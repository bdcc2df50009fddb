import type { Found } from '../found';
import { beginsWith, callSatisfies, equalsLiteral } from './conditions';
import type { Origin } from './facts';
import type { Chain } from './lookup';
import { parameterModule, type Meaning, type Resolver } from './resolve';
import type { KeyRole, MethodRole, PathRole, PropertyRole, Role, WordRole } from './roles';
import type { SourceEntry, SourceIndex } from './sourceIndex';
import { belongsTo, keysOf, type Spelling, type Target } from './targets';

/** What a language has to say so that its names can be compared. */
export interface Comparison extends Spelling {
  readonly index: SourceIndex;
  /** Separates the parts of a module's name. */
  readonly separator: '/' | '.';
  /** The language's own classes and objects, whose methods share names with those of every library. */
  readonly isBuiltin: (meaning: Meaning) => boolean;
  /** A library, as far as its name tells it from a file of the project. */
  readonly isPackage: (module: string) => boolean;
}

/** Whether one of the modules is the wanted one or inside of it; `node:` is optional. */
function importsOneOf(modules: readonly string[], wanted: readonly string[], separator: string): boolean {
  return wanted.some((one) => {
    const bare = one.replace(/^node:/, '');
    return modules.some((module) => module === bare || module.startsWith(bare + separator));
  });
}

/** Finds the triggers that apply to what a token does. */
export class Evaluation {
  private readonly modules: readonly string[];

  constructor(
    private readonly comparison: Comparison,
    private readonly resolver: Resolver,
    private readonly chain: Chain,
  ) {
    this.modules = chain[0]?.facts.modules ?? [];
  }

  found(role: Role): readonly Found[] {
    switch (role.kind) {
      case 'path':
        return this.atPath(role);
      case 'method':
        return this.atMethod(role);
      case 'property':
        return this.atProperty(role);
      case 'key':
        return this.atKey(role);
      case 'constructor':
        return this.comparison.index
          .givenConstructors()
          .filter(
            ({ trigger }) =>
              this.hasImports(trigger) &&
              trigger.parameterNames?.some((name) => role.given.some((given) => isWritten(given, name))) ===
                true,
          )
          .map((entry) => this.finding(role, entry));
      case 'class':
        return this.atClass(role);
      case 'export':
        return this.comparison.index
          .named('export', role.name)
          .filter(({ trigger }) => this.hasImports(trigger))
          .map((entry) => this.finding(role, entry));
      case 'keyword':
      case 'jsx-attribute':
        return this.comparison.index
          .named(role.kind, role.name)
          .filter(
            ({ trigger }) =>
              trigger.kind !== 'keyword' ||
              (this.hasImports(trigger) && (trigger.retries === undefined || role.retries?.() === true)),
          )
          .map((entry) => this.finding(role, entry));
    }
  }

  private finding(role: Role, entry: SourceEntry): Found {
    return { from: role.from, to: role.to, trigger: entry, weight: entry.weight };
  }

  private meanings(origin: Origin | undefined): readonly Meaning[] {
    return origin === undefined ? [] : this.resolver.resolve(origin, this.chain);
  }

  private hasImports(trigger: { readonly fileImports?: readonly string[] | undefined }): boolean {
    const wanted = trigger.fileImports;
    return wanted === undefined || importsOneOf(this.modules, wanted, this.comparison.separator);
  }

  private atPath(role: PathRole): readonly Found[] {
    const { index, canonical } = this.comparison;
    const kinds =
      role.use === 'mention' || role.use === 'constructor'
        ? ([role.use === 'mention' ? 'reference' : role.use] as const)
        : (['reference', role.use] as const);
    const found: Found[] = [];
    for (const meaning of this.meanings(role.origin)) {
      for (const key of keysOf(meaning, canonical)) {
        for (const entry of kinds.flatMap((kind) => index.atTarget<typeof kind>(kind, key))) {
          const { call } = role;
          const isSatisfied =
            entry.trigger.kind === 'reference' ||
            entry.trigger.kind === 'base' ||
            entry.trigger.kind === 'constructor' ||
            callSatisfies(entry.trigger, call ?? (() => ({ arguments: [] })));
          if (isSatisfied && this.hasImports(entry.trigger)) found.push(this.finding(role, entry));
        }
      }
    }
    if (role.use === 'decorator') {
      const decorators = index.projectDecorators.filter((entry) => this.isOwned(role.origin, entry.owners));
      found.push(...decorators.map((entry) => this.finding(role, entry)));
    }
    return found;
  }

  private atMethod(role: MethodRole): readonly Found[] {
    if (role.isDecorator) {
      return this.comparison.index
        .named('decorator', role.name)
        .filter(
          (entry) =>
            this.isOwned(role.receiver, entry.owners) &&
            callSatisfies(entry.trigger, role.call) &&
            this.hasImports(entry.trigger),
        )
        .map((entry) => this.finding(role, entry));
    }
    return this.comparison.index
      .named('member', role.name)
      .filter((entry) => this.receiverFits(role, entry) && callSatisfies(entry.trigger, role.call))
      .map((entry) => this.finding(role, entry));
  }

  private atProperty(role: PropertyRole): readonly Found[] {
    return this.comparison.index
      .named('property', role.name)
      .filter(
        (entry) =>
          (entry.trigger.assigned === true) === role.isAssigned &&
          entry.trigger.comparedWith?.includes(role.comparedWith ?? '') !== false &&
          entry.trigger.valueKeys?.every((key) => role.valueKeys?.has(key) === true) !== false &&
          this.receiverFits(role, entry),
      )
      .map((entry) => this.finding(role, entry));
  }

  private atKey(role: KeyRole): readonly Found[] {
    const name = role.path[role.path.length - 1] ?? '';
    return this.comparison.index
      .named('key', name)
      .filter((entry) => {
        const { names, insideMethods, values, startsWith, valueKeys, distinctive } = entry.trigger;
        if (!names.some((wanted) => endsWithPath(role.path, wanted.split('.')))) return false;
        if (values !== undefined && !equalsLiteral(role.value, values)) return false;
        if (startsWith !== undefined && !beginsWith(role.valuePrefix, startsWith)) return false;
        if (valueKeys?.every((key) => role.valueKeys?.has(key) === true) === false) return false;
        if (!this.hasImports(entry.trigger)) return false;
        if (insideMethods !== undefined) {
          const { method } = role;
          if (method === undefined || !insideMethods.includes(method)) return false;
          if (entry.owners === undefined) return !this.contradicts(role.callee, entry.trigger.fileImports);
        }
        if (entry.owners === undefined) return valueKeys !== undefined || distinctive === true;
        return this.isOwned(role.callee, entry.owners);
      })
      .map((entry) => this.finding(role, entry));
  }

  private atClass(role: WordRole): readonly Found[] {
    const { index } = this.comparison;
    // `TestUserRepository` holds tests of one.
    if (/^_?Test[A-Z]/.test(role.name)) return [];
    const ends = [...index.classEnds].filter((end) => role.name.endsWith(end));
    return ends
      .flatMap((end) => index.named('class', end))
      .filter(
        ({ trigger }) => this.hasImports(trigger) && trigger.names.some((name) => isWritten(role.name, name)),
      )
      .map((entry) => this.finding(role, entry));
  }

  private receiverFits(role: MethodRole | PropertyRole, entry: SourceEntry): boolean {
    const trigger = entry.trigger;
    if (trigger.kind !== 'member' && trigger.kind !== 'property') return false;
    const written = trigger.receiverNames;
    if (written?.some((name) => isWritten(role.receiverText, name)) === false) return false;
    if (!this.hasImports(trigger)) return false;
    if (entry.owners !== undefined) {
      const records = trigger.kind === 'member' && trigger.records === true;
      return this.isOwned(role.receiver, entry.owners, records);
    }
    if (trigger.kind === 'property' && trigger.valueKeys !== undefined) return true;
    if (trigger.kind === 'property' && (trigger.distinctive ?? trigger.comparedWith) !== undefined)
      return true;
    return !this.contradicts(role.receiver, trigger.fileImports);
  }

  private isOwned(
    origin: Origin | undefined,
    owners: readonly Target[] | undefined,
    withRecords = false,
  ): boolean {
    if (owners === undefined) return false;
    return this.meanings(origin).some((meaning) =>
      owners.some((owner) => belongsTo(meaning, owner, this.comparison, withRecords)),
    );
  }

  /** The receiver is known to be something else: of the language itself, or of a library the trigger did not name. */
  private contradicts(origin: Origin | undefined, wanted: readonly string[] | undefined): boolean {
    const { isBuiltin, isPackage, separator } = this.comparison;
    return this.meanings(origin).some((meaning) => {
      const module = meaning.module.replace(/^node:/, '');
      const names = [module, [module, ...meaning.path].join(separator)];
      if (wanted !== undefined && importsOneOf(names, wanted, separator)) return false;
      if (module === parameterModule) return false;
      return isBuiltin(meaning) || (wanted !== undefined && module !== 'global' && isPackage(module));
    });
  }
}

/** Stands at the end of a receiver for a name that is written like a class. */
const classLike = '[A-Z]*';

/** `*Queue` is every receiver that ends like this, such as `this.emailQueue`; `db.[A-Z]*` is `db.User`. */
function isWritten(text: string, name: string): boolean {
  if (name.endsWith(classLike)) {
    const before = name.slice(0, -classLike.length);
    return text.startsWith(before) && /^[A-Z][\w$]*$/.test(text.slice(before.length));
  }
  return name.startsWith('*') ? text.endsWith(name.slice(1)) : text === name;
}

function endsWithPath(path: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((name, index) => path[path.length - wanted.length + index] === name);
}

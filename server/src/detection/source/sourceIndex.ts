import type { ArgumentCondition, Trigger, TriggerOfKind } from '../../../../protocol/src/trigger';
import { once } from '../once';
import type { IndexedTrigger, PendingTrigger, TriggerIndex } from '../triggerIndex';
import { inProject, parseTarget, targetKey, type Canonical, type Target } from './targets';

type TargetKind = 'reference' | 'call' | 'new' | 'decorator' | 'base' | 'constructor';
type NameKind =
  'member' | 'property' | 'decorator' | 'key' | 'class' | 'export' | 'keyword' | 'jsx-attribute';
type SourceTrigger = TriggerOfKind<TargetKind | NameKind>;

/** A trigger of a programming language, made ready to be compared. */
export interface SourceEntry<T extends SourceTrigger = SourceTrigger> extends IndexedTrigger<T> {
  readonly weight: number;
  /** The parsed `receivers` or `inside` of the trigger. */
  readonly owners: readonly Target[] | undefined;
}

/** The triggers under one name or target, made ready when they are first looked up. */
class Shelf {
  private readonly pending: PendingTrigger<SourceTrigger>[] = [];
  private entries: readonly SourceEntry[] | undefined;

  add(trigger: PendingTrigger<SourceTrigger>): void {
    this.pending.push(trigger);
  }

  read(ready: (trigger: PendingTrigger<SourceTrigger>) => SourceEntry | undefined): readonly SourceEntry[] {
    return (this.entries ??= this.pending.flatMap((trigger) => ready(trigger) ?? []));
  }
}

/**
 * The triggers of one programming language by what can be looked up quickly: the target for what resolves
 * to one, the last name for everything else. A token whose name is in neither is never examined.
 */
export class SourceIndex {
  private readonly byTarget = new Map<string, Shelf>();
  private readonly byName = new Map<string, Shelf>();
  private readonly known = new Map<PendingTrigger<SourceTrigger>, SourceEntry | undefined>();
  /** Every name that some trigger ends with. */
  readonly names = new Set<string>();
  /** Modules that are themselves a target, so that the local name of their import says nothing. */
  readonly modules = new Set<string>();
  /** Decorators that may come from any file or folder of the project that is called so. */
  readonly projectDecorators: readonly SourceEntry<TriggerOfKind<'decorator'>>[];
  /** The keys of targets that are a file of the project. */
  readonly files = new Set<string>();
  /** The first name of every target that is a global. */
  readonly globals = new Set<string>();
  readonly keywords = new Set<string>();
  /** What names of classes may end with. */
  readonly classEnds = new Set<string>();
  /** What a file may export. */
  readonly exports = new Set<string>();
  /** Constructors that are found by what they are given. */
  private readonly constructors = new Shelf();
  /** The first part of the module of every target. */
  readonly libraries: () => ReadonlySet<string>;

  constructor(
    index: TriggerIndex,
    language: 'js' | 'python',
    private readonly canonical: Canonical,
  ) {
    const all: PendingTrigger<SourceTrigger>[] = [];
    for (const kind of ['reference', 'call', 'new', 'decorator', 'base', 'constructor'] as const) {
      for (const trigger of index.pending(kind, language)) {
        all.push(trigger);
        for (const target of trigger.texts('targets')) this.addTarget(kind, target, trigger);
        if (kind === 'constructor' && trigger.texts('parameterNames').length > 0)
          this.addConstructor(trigger);
      }
    }
    for (const kind of ['member', 'property', 'decorator', 'key', 'keyword'] as const) {
      for (const trigger of index.pending(kind, language)) {
        all.push(trigger);
        this.addOwners(trigger);
        for (const name of trigger.texts('names')) this.addName(kind, name, trigger);
      }
    }
    for (const trigger of index.pending('class', language)) {
      for (const name of trigger.texts('names')) {
        const end = name.replace(/^\*/, '');
        shelfOf(this.byName, `class ${end}`).add(trigger);
        this.classEnds.add(end);
      }
    }
    for (const trigger of index.pending('export', language)) {
      for (const name of trigger.texts('names')) {
        shelfOf(this.byName, `export ${name}`).add(trigger);
        this.exports.add(name);
      }
    }
    if (language === 'js') {
      for (const trigger of index.pending('jsx-attribute')) {
        for (const name of trigger.texts('names')) this.addName('jsx-attribute', name, trigger);
      }
    }
    this.projectDecorators = index
      .pending('decorator', language)
      .flatMap((trigger) => this.inProject(trigger));
    this.libraries = once(
      () => new Set(all.flatMap(targetsOf).map((target) => target.split(/[#./]/, 1)[0] ?? '')),
    );
  }

  atTarget<K extends TargetKind>(kind: K, key: string): readonly SourceEntry<TriggerOfKind<K>>[] {
    return this.read(this.byTarget.get(`${kind} ${key}`)) as unknown as readonly SourceEntry<
      TriggerOfKind<K>
    >[];
  }

  named<K extends NameKind>(kind: K, name: string): readonly SourceEntry<TriggerOfKind<K>>[] {
    return this.read(this.byName.get(`${kind} ${name}`)) as unknown as readonly SourceEntry<
      TriggerOfKind<K>
    >[];
  }

  /** The constructors that are found by what they are given. */
  givenConstructors(): readonly SourceEntry<TriggerOfKind<'constructor'>>[] {
    return this.read(this.constructors) as unknown as readonly SourceEntry<TriggerOfKind<'constructor'>>[];
  }

  private addConstructor(trigger: PendingTrigger<SourceTrigger>): void {
    this.constructors.add(trigger);
    this.names.add('constructor');
  }

  private read(shelf: Shelf | undefined): readonly SourceEntry[] {
    return shelf?.read((trigger) => this.ready(trigger)) ?? [];
  }

  private ready(pending: PendingTrigger<SourceTrigger>): SourceEntry | undefined {
    if (!this.known.has(pending)) this.known.set(pending, this.entryOf(pending.checked));
    return this.known.get(pending);
  }

  private entryOf<T extends SourceTrigger>(
    indexed: IndexedTrigger<T> | undefined,
  ): SourceEntry<T> | undefined {
    if (indexed === undefined) return undefined;
    const owners = ownersOfChecked(indexed.trigger)?.map((owner) => parseTarget(owner, this.canonical));
    return { ...indexed, owners, weight: weightOf(indexed.trigger) };
  }

  private addTarget(kind: TargetKind, text: string, trigger: PendingTrigger<SourceTrigger>): void {
    const target = parseTarget(text, this.canonical);
    const key = targetKey(target);
    shelfOf(this.byTarget, `${kind} ${key}`).add(trigger);
    // A constructor is found by its own name, the decorators of its class only explain it.
    const last = kind === 'constructor' ? kind : target.path[target.path.length - 1];
    if (target.module.startsWith(inProject)) this.files.add(key);
    if (last === undefined) this.modules.add(target.module);
    else this.names.add(last);
    this.addGlobal(target);
  }

  private addName(kind: NameKind, name: string, trigger: PendingTrigger<SourceTrigger>): void {
    const last = lastName(name);
    shelfOf(this.byName, `${kind} ${last}`).add(trigger);
    (kind === 'keyword' ? this.keywords : this.names).add(last);
  }

  private addOwners(trigger: PendingTrigger<SourceTrigger>): void {
    for (const owner of ownersOf(trigger)) this.addGlobal(parseTarget(owner, this.canonical));
  }

  private addGlobal({ module, path: [first] }: Target): void {
    if (module === 'global' && first !== undefined) this.globals.add(first);
  }

  private inProject(
    pending: PendingTrigger<TriggerOfKind<'decorator'>>,
  ): readonly SourceEntry<TriggerOfKind<'decorator'>>[] {
    return pending
      .texts('targets')
      .filter((target) => target.startsWith(inProject))
      .flatMap((target) => {
        const entry = this.entryOf(pending.checked);
        return entry === undefined ? [] : { ...entry, owners: [parseTarget(target, this.canonical)] };
      });
  }
}

const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function shelfOf(shelves: Map<string, Shelf>, key: string): Shelf {
  const known = shelves.get(key);
  if (known !== undefined) return known;
  const shelf = new Shelf();
  shelves.set(key, shelf);
  return shelf;
}

/** Every target that a trigger names. */
function targetsOf(trigger: PendingTrigger<SourceTrigger>): readonly string[] {
  return [...trigger.texts('targets'), ...ownersOf(trigger)];
}

function ownersOf(trigger: PendingTrigger<SourceTrigger>): readonly string[] {
  return [...trigger.texts('receivers'), ...trigger.texts('inside')];
}

function ownersOfChecked(trigger: SourceTrigger): readonly string[] | undefined {
  if (trigger.kind === 'key') return trigger.inside;
  return 'receivers' in trigger ? trigger.receivers : undefined;
}

/**
 * The words that a token is one of when it evokes a trigger and is no alias; undefined when its own word says nothing,
 * because the trigger names a module, a file, a signature or the end of a name.
 */
export function wordsOf(trigger: Trigger, canonical: Canonical): readonly string[] | undefined {
  if (trigger.kind === 'class') return undefined;
  const words: string[] = trigger.kind === 'constructor' ? ['constructor'] : [];
  if (trigger.kind !== 'constructor' && 'targets' in trigger) {
    for (const text of trigger.targets ?? []) {
      const { module, path } = parseTarget(text, canonical);
      const last = path[path.length - 1];
      if (last === undefined || module.startsWith(inProject) || module === 'signature') return undefined;
      words.push(last);
    }
  }
  if ('names' in trigger) for (const name of trigger.names ?? []) words.push(lastName(name));
  return words;
}

/** Arguments say more than receivers, receivers more than imports, and a bare mention says least. */
function weightOf(trigger: SourceTrigger): number {
  const given: Partial<Record<string, unknown>> = trigger;
  const conditions = (given['arguments'] ?? []) as readonly ArgumentCondition[];
  const detail = conditions.reduce(
    (sum, condition) => sum + Object.keys(condition).length + Math.max(0, (condition.keys?.length ?? 0) - 1),
    0,
  );
  return (
    conditions.length * 16 +
    detail * 2 +
    (given['argumentCount'] === undefined ? 0 : 8) +
    (given['values'] === undefined ? 0 : 8) +
    (given['valueKeys'] === undefined ? 0 : 8) +
    (given['receivers'] === undefined && given['inside'] === undefined ? 0 : 6) +
    (given['targets'] === undefined ? 0 : trigger.kind === 'reference' ? 3 : 6) +
    (given['receiverNames'] === undefined ? 0 : 2) +
    (given['insideMethods'] === undefined ? 0 : 2) +
    (given['assigned'] === undefined ? 0 : 1) +
    (given['comparedWith'] === undefined ? 0 : 8) +
    (given['retries'] === undefined ? 0 : 8) +
    (given['startsWith'] === undefined ? 0 : 8) +
    (given['fileImports'] === undefined ? 0 : 2)
  );
}

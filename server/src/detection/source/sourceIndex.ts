import type { ArgumentCondition, TriggerOfKind } from '../../../../protocol/src/trigger';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';
import { parseTarget, targetKey, type Canonical, type Target } from './targets';

type TargetKind = 'reference' | 'call' | 'new' | 'decorator' | 'base' | 'constructor';
type NameKind = 'member' | 'property' | 'decorator' | 'key' | 'keyword' | 'jsx-attribute';
type SourceTrigger = TriggerOfKind<TargetKind | NameKind>;

/** A trigger of a programming language, made ready to be compared. */
export interface SourceEntry<T extends SourceTrigger = SourceTrigger> extends IndexedTrigger<T> {
  readonly weight: number;
  /** The parsed `receivers` or `inside` of the trigger. */
  readonly owners: readonly Target[] | undefined;
}

/**
 * The triggers of one programming language by what can be looked up quickly: the target for what resolves
 * to one, the last name for everything else. A token whose name is in neither is never examined.
 */
export class SourceIndex {
  private readonly byTarget = new Map<string, SourceEntry[]>();
  private readonly byName = new Map<string, SourceEntry[]>();
  /** Every name that some trigger ends with. */
  readonly names = new Set<string>();
  /** Modules that are themselves a target, so that the local name of their import says nothing. */
  readonly modules = new Set<string>();
  /** Decorators that may come from any file or folder of the project that is called so. */
  readonly projectDecorators: SourceEntry<TriggerOfKind<'decorator'>>[] = [];
  /** The keys of targets that are a file of the project. */
  readonly files = new Set<string>();
  /** The first name of every target that is a global. */
  readonly globals = new Set<string>();
  readonly keywords = new Set<string>();
  /** The first part of the module of every target. */
  readonly libraries = new Set<string>();

  constructor(
    index: TriggerIndex,
    language: 'js' | 'python',
    private readonly canonical: Canonical,
  ) {
    for (const kind of ['reference', 'call', 'new', 'decorator', 'base', 'constructor'] as const) {
      for (const entry of index.ofKind(kind, language)) {
        for (const target of entry.trigger.targets ?? []) this.addTarget(kind, target, this.ready(entry));
      }
    }
    for (const kind of ['member', 'property', 'decorator', 'key', 'keyword'] as const) {
      for (const entry of index.ofKind(kind, language)) {
        for (const name of entry.trigger.names ?? []) this.addName(kind, name, this.ready(entry));
      }
    }
    if (language === 'js') {
      for (const entry of index.ofKind('jsx-attribute')) {
        for (const name of entry.trigger.names) this.addName('jsx-attribute', name, this.ready(entry));
      }
    }
  }

  get isEmpty(): boolean {
    return this.byTarget.size === 0 && this.byName.size === 0;
  }

  atTarget<K extends TargetKind>(kind: K, key: string): readonly SourceEntry<TriggerOfKind<K>>[] {
    return (this.byTarget.get(`${kind} ${key}`) ?? []) as unknown as readonly SourceEntry<TriggerOfKind<K>>[];
  }

  named<K extends NameKind>(kind: K, name: string): readonly SourceEntry<TriggerOfKind<K>>[] {
    return (this.byName.get(`${kind} ${name}`) ?? []) as unknown as readonly SourceEntry<TriggerOfKind<K>>[];
  }

  private ready<T extends SourceTrigger>(entry: IndexedTrigger<T>): SourceEntry<T> {
    const owners = ownersOf(entry.trigger)?.map((owner) => parseTarget(owner, this.canonical));
    for (const target of targetsOf(entry.trigger)) this.libraries.add(target.split(/[#./]/, 1)[0] ?? '');
    return { ...entry, owners, weight: weightOf(entry.trigger) };
  }

  private addTarget(kind: TargetKind, text: string, entry: SourceEntry): void {
    const target = parseTarget(text, this.canonical);
    addTo(this.byTarget, `${kind} ${targetKey(target)}`, entry);
    // A constructor is found by its own name, the decorators of its class only explain it.
    const last = kind === 'constructor' ? kind : target.path[target.path.length - 1];
    if (target.module.startsWith('~/')) {
      this.files.add(targetKey(target));
      if (entry.trigger.kind === 'decorator')
        this.addProjectDecorator(entry as SourceEntry<TriggerOfKind<'decorator'>>, target);
    }
    if (last === undefined) this.modules.add(target.module);
    else this.names.add(last);
    const [first] = target.path;
    if (target.module === 'global' && first !== undefined) this.globals.add(first);
  }

  private addProjectDecorator(entry: SourceEntry<TriggerOfKind<'decorator'>>, target: Target): void {
    this.projectDecorators.push({ ...entry, owners: [target] });
  }

  private addName(kind: NameKind, name: string, entry: SourceEntry): void {
    const last = name.slice(name.lastIndexOf('.') + 1);
    addTo(this.byName, `${kind} ${last}`, entry);
    (kind === 'keyword' ? this.keywords : this.names).add(last);
    for (const owner of entry.owners ?? []) {
      const [first] = owner.path;
      if (owner.module === 'global' && first !== undefined) this.globals.add(first);
    }
  }
}

/** Every target that a trigger names. */
function targetsOf(trigger: SourceTrigger): readonly string[] {
  const targets = 'targets' in trigger ? trigger.targets : undefined;
  return [...(targets ?? []), ...(ownersOf(trigger) ?? [])];
}

function ownersOf(trigger: SourceTrigger): readonly string[] | undefined {
  if (trigger.kind === 'key') return trigger.inside;
  return 'receivers' in trigger ? trigger.receivers : undefined;
}

/** Arguments say more than receivers, receivers more than imports, and a bare mention says least. */
function weightOf(trigger: SourceTrigger): number {
  const given: Partial<Record<string, unknown>> = trigger;
  const conditions = (given['arguments'] ?? []) as readonly ArgumentCondition[];
  const detail = conditions.reduce((sum, condition) => sum + Object.keys(condition).length, 0);
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
    (given['fileImports'] === undefined ? 0 : 2)
  );
}

import * as v from 'valibot';
import {
  triggerSchema,
  triggerSchemas,
  type Trigger,
  type TriggerKind,
  type TriggerOfKind,
} from '../../../protocol/src/trigger';

/** What the detector needs of a concept. Its triggers are checked when a language that they are for is opened. */
export interface TriggeringConcept {
  readonly id: string;
  readonly triggers: readonly UncheckedTrigger[];
}

interface UncheckedTrigger {
  readonly kind: string;
  readonly language?: unknown;
}

/** A trigger with its place in the guide. */
export interface IndexedTrigger<T extends Trigger = Trigger> {
  readonly conceptId: string;
  /** `concept-id/trigger-id`, as it goes over the wire. */
  readonly id: string;
  readonly option: string | undefined;
  /** Only the first occurrence of the file is a match. */
  readonly firstOnly: boolean;
  /** Position in the guide, to decide between equals. */
  readonly order: number;
  readonly trigger: T;
}

/** A trigger as it was read. It is checked when it is asked for, because most are not as long as one file is open. */
export class PendingTrigger<T extends Trigger = Trigger> {
  private isChecked = false;
  private indexed: IndexedTrigger<T> | undefined;

  constructor(
    private readonly conceptId: string,
    private readonly order: number,
    private readonly unchecked: UncheckedTrigger,
    private readonly report: (problem: string) => void,
  ) {}

  get language(): unknown {
    return this.unchecked.language;
  }

  /** A list of texts as it was read; what is something else is reported when the trigger is checked. */
  texts(key: string): readonly string[] {
    const value: unknown = (this.unchecked as unknown as Readonly<Record<string, unknown>>)[key];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  /** Undefined for a damaged trigger; the same object wherever it is found. */
  get checked(): IndexedTrigger<T> | undefined {
    if (!this.isChecked) {
      this.isChecked = true;
      this.indexed = this.check();
    }
    return this.indexed;
  }

  private check(): IndexedTrigger<T> | undefined {
    const { conceptId, order, unchecked } = this;
    const result = v.safeParse(triggerSchemas.get(unchecked.kind) ?? triggerSchema, unchecked);
    if (!result.success) {
      this.report(`A trigger of "${conceptId}" in the guide is damaged: ${result.issues[0].message}.`);
      return undefined;
    }
    const trigger = result.output;
    return {
      conceptId,
      id: `${conceptId}/${trigger.id}`,
      option: trigger.option,
      firstOnly: trigger.show === 'first',
      order,
      // Triggers are grouped by their kind, which the schema has just confirmed.
      trigger: trigger as T,
    };
  }
}

/** Groups the guide's triggers by kind, in the order of the guide. */
export class TriggerIndex {
  private readonly byKind = new Map<string, PendingTrigger[]>();

  /** `report` is told about a trigger that cannot be used; it costs only itself. */
  constructor(concepts: readonly TriggeringConcept[], report: (problem: string) => void = () => undefined) {
    let order = 0;
    for (const { id, triggers } of concepts) {
      for (const trigger of triggers) {
        addTo(this.byKind, trigger.kind, new PendingTrigger(id, order++, trigger, report));
      }
    }
  }

  /** The triggers of a kind, unchecked; with `language` only those for it and for no language in particular. */
  pending<K extends TriggerKind>(kind: K, language?: string): readonly PendingTrigger<TriggerOfKind<K>>[] {
    return (this.byKind.get(kind) ?? []).filter(
      (trigger) => language === undefined || (trigger.language ?? language) === language,
    ) as unknown as readonly PendingTrigger<TriggerOfKind<K>>[];
  }

  /** All triggers of a kind, checked. */
  ofKind<K extends TriggerKind>(kind: K): readonly IndexedTrigger<TriggerOfKind<K>>[] {
    return this.pending(kind).flatMap((trigger) => trigger.checked ?? []);
  }
}

/** Appends to the list under a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

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

/** Groups the guide's triggers by kind, in the order of the guide. */
export class TriggerIndex {
  private readonly byKind = new Map<string, Entry[]>();

  /** `report` is told about a trigger that cannot be used; it costs only itself. */
  constructor(
    concepts: readonly TriggeringConcept[],
    private readonly report: (problem: string) => void = () => undefined,
  ) {
    let order = 0;
    for (const concept of concepts) {
      for (const trigger of concept.triggers) {
        const entry = {
          conceptId: concept.id,
          order: order++,
          trigger,
          isChecked: false,
          indexed: undefined,
        };
        addTo<string, Entry>(this.byKind, trigger.kind, entry);
      }
    }
  }

  /** The triggers of a kind; with `language` only those for it and for no language in particular. */
  ofKind<K extends TriggerKind>(kind: K, language?: string): readonly IndexedTrigger<TriggerOfKind<K>>[] {
    const entries = (this.byKind.get(kind) ?? []).filter(
      ({ trigger }) => language === undefined || (trigger.language ?? language) === language,
    );
    return entries.flatMap((entry) => this.checked(entry) ?? []) as unknown as readonly IndexedTrigger<
      TriggerOfKind<K>
    >[];
  }

  /** Checked once, so that a trigger is the same object wherever it is found. */
  private checked(entry: Entry): IndexedTrigger | undefined {
    if (!entry.isChecked) {
      entry.isChecked = true;
      entry.indexed = this.check(entry);
    }
    return entry.indexed;
  }

  private check({ conceptId, order, trigger: unchecked }: Entry): IndexedTrigger | undefined {
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
      trigger,
    };
  }
}

/** A trigger as it was read, and as it is after it was checked. */
interface Entry {
  readonly conceptId: string;
  readonly order: number;
  readonly trigger: UncheckedTrigger;
  isChecked: boolean;
  indexed: IndexedTrigger | undefined;
}

/** Appends to the list under a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

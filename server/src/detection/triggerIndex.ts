import type { Concept } from '../../../protocol/src/concept';
import type { Trigger, TriggerKind, TriggerOfKind } from '../../../protocol/src/trigger';

/** What the detector needs of a concept; a compiled concept has it and more. */
export type TriggeringConcept = Pick<Concept, 'id' | 'triggers'>;

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
  private readonly byKind = new Map<TriggerKind, IndexedTrigger[]>();

  constructor(concepts: readonly TriggeringConcept[]) {
    let order = 0;
    for (const concept of concepts) {
      for (const trigger of concept.triggers) {
        const indexed = {
          conceptId: concept.id,
          id: `${concept.id}/${trigger.id}`,
          option: trigger.option,
          firstOnly: trigger.show === 'first',
          order: order++,
          trigger,
        };
        addTo(this.byKind, trigger.kind, indexed);
      }
    }
  }

  ofKind<K extends TriggerKind>(kind: K): readonly IndexedTrigger<TriggerOfKind<K>>[] {
    return (this.byKind.get(kind) ?? []) as unknown as readonly IndexedTrigger<TriggerOfKind<K>>[];
  }
}

/** Appends to the list under a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

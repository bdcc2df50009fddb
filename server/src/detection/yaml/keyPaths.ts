import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import type { Found } from '../found';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';
import type { YamlEntry } from './parse';

interface KeyPath {
  readonly trigger: IndexedTrigger<TriggerOfKind<'key-path'>>;
  readonly keys: readonly string[];
  readonly values: ReadonlySet<string> | undefined;
  readonly weight: number;
}

/** The guide's key paths by their last key. */
export class KeyPathIndex {
  private readonly byLastKey = new Map<string, KeyPath[]>();

  constructor(index: TriggerIndex) {
    for (const trigger of index.ofKind('key-path')) {
      const { paths, values } = trigger.trigger;
      const texts =
        values === undefined ? undefined : new Set(values.map((value) => String(value).toLowerCase()));
      for (const path of paths) {
        const keys = path.split('.');
        const weight = keys.filter((key) => key !== '*').length * 2 + (values === undefined ? 0 : 8);
        addTo(this.byLastKey, keys.at(-1) ?? '', { trigger, keys, values: texts, weight });
      }
    }
  }

  find(path: readonly string[], entry: YamlEntry): Found[] {
    if (entry.from === entry.to) return [];
    const last = path.at(-1) ?? '';
    const candidates = [
      ...(this.byLastKey.get(last) ?? []),
      ...(last === '*' ? [] : (this.byLastKey.get('*') ?? [])),
    ];
    return candidates.flatMap(({ trigger, keys, values, weight }) => {
      const isHere =
        keys.length === path.length && keys.every((key, index) => key === '*' || key === path[index]);
      if (!isHere) return [];
      if (values !== undefined && !values.has((entry.value?.text ?? '').toLowerCase())) return [];
      return [{ from: entry.from, to: entry.to, trigger, weight }];
    });
  }
}

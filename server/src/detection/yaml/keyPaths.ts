import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import type { Found } from '../found';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';
import type { YamlEntry, YamlValue } from './parse';

interface KeyPath {
  readonly trigger: IndexedTrigger<TriggerOfKind<'key-path'>>;
  readonly keys: readonly string[];
  readonly values: ReadonlySet<string> | undefined;
  /** Parts of values that were written between asterisks. */
  readonly parts: readonly string[];
  readonly images: ReadonlySet<string> | undefined;
  readonly weight: number;
}

/** The guide's key paths by their last key. */
export class KeyPathIndex {
  private readonly byLastKey = new Map<string, KeyPath[]>();

  constructor(index: TriggerIndex) {
    for (const trigger of index.ofKind('key-path')) {
      const { paths, values, images } = trigger.trigger;
      const texts =
        values === undefined ? undefined : new Set(values.map((value) => String(value).toLowerCase()));
      const names = images === undefined ? undefined : new Set(images);
      for (const path of paths) {
        const keys = path.split('.');
        const parts = [...(texts ?? [])].flatMap((text) => /^\*(.+)\*$/.exec(text)?.[1] ?? []);
        const weight = keys.filter((key) => key !== '*').length * 2 + (values === undefined ? 0 : 8);
        addTo(this.byLastKey, keys.at(-1) ?? '', {
          trigger,
          keys,
          values: texts,
          parts,
          images: names,
          weight,
        });
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
    return candidates.flatMap(({ trigger, keys, values, parts, images, weight }) => {
      const isHere = keys.length === path.length && keys.every((key, index) => isKey(path[index] ?? '', key));
      if (!isHere) return [];
      const value = (entry.value?.text ?? '').toLowerCase();
      if (values !== undefined && !values.has(value) && !parts.some((part) => value.includes(part)))
        return [];
      if (images === undefined) return [{ from: entry.from, to: entry.to, trigger, weight }];
      const image = entry.value === undefined ? undefined : imageIn(entry.value);
      return image !== undefined && images.has(image.name)
        ? [{ from: image.from, to: image.to, trigger, weight }]
        : [];
    });
  }
}

/** `*` stands for any key, `x-*` for those that begin so. */
const isKey = (key: string, wanted: string): boolean =>
  wanted.endsWith('*') ? key.startsWith(wanted.slice(0, -1)) : key === wanted;

/** The name of an image without its registry, its owner and its tag, and where it stands. */
function imageIn({ text, from }: YamlValue): { name: string; from: number; to: number } | undefined {
  const match = /^(?:[\w.:-]+\/)*([\w.-]+)(?=$|[:@])/.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined) return undefined;
  const to = from + match[0].length;
  return { name: name.toLowerCase(), from: to - name.length, to };
}

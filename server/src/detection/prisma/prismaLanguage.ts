import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import { lineContext } from '../codeContext';
import type { Found } from '../found';
import type { SegmentedLanguage } from '../text/segmentedDetection';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';

type AttributeTrigger = IndexedTrigger<TriggerOfKind<'prisma-attribute'>>;

/** The guide's attributes of Prisma schemas by name. */
export class AttributeIndex {
  private readonly byName = new Map<string, AttributeTrigger[]>();

  constructor(index: TriggerIndex) {
    for (const trigger of index.ofKind('prisma-attribute')) {
      for (const name of trigger.trigger.names) addTo(this.byName, name, trigger);
    }
  }

  find(name: string, from: number, given: string): Found[] {
    return (this.byName.get(name) ?? []).flatMap((trigger) => {
      const { words } = trigger.trigger;
      const present = new Set(given.match(/\w+/g) ?? []);
      if (words?.every((word) => present.has(word)) === false) return [];
      return [{ from, to: from + name.length, trigger, weight: 4 + (words?.length ?? 0) * 4 }];
    });
  }
}

/**
 * Strings and comments are read as wholes, so that no attribute begins inside of one. The type of a field is the second
 * word of its line, and so is the name of an enumeration.
 */
const attributeOrType =
  /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|@@?[A-Za-z][\w.]*|(?<=^(?:[ \t]+\w+|enum)[ \t]+)[A-Z]\w*(?=[\s?[]|$)/gm;

/** Brackets that are not closed within so many characters are being typed. */
const longestArguments = 2_000;

/** What stands between the brackets behind an attribute, also over several lines. */
function argumentsAt(text: string, at: number, end: number): string {
  if (text[at] !== '(') return '';
  let depth = 0;
  const limit = Math.min(end, at + longestArguments);
  for (let here = at; here < limit; here++) {
    if (text[here] === '(') depth++;
    else if (text[here] === ')' && --depth === 0) return text.slice(at, here + 1);
  }
  return text.slice(at, limit);
}

/** Prisma schemas: a piece is a block, up to the line that closes it. */
export function prismaLanguage(index: AttributeIndex): SegmentedLanguage {
  return {
    segmentEnd: (text, from) => {
      const close = /^\}[^\n]*\n?/m.exec(text.slice(from, from + 100_000));
      return close === null ? Math.min(text.length, from + 100_000) : from + close.index + close[0].length;
    },
    placeKind: (text, _from, offset) => lineContext(text, offset, '//'),
    likelyStart: (text, offset) => {
      const close = text.lastIndexOf('\n}', offset - 1);
      return close < 0 ? 0 : close + 2;
    },
    find: (text, from, to) =>
      [...text.slice(from, to).matchAll(attributeOrType)].flatMap((match) => {
        const [name] = match;
        if (!/^[@A-Z]/.test(name)) return [];
        const at = from + match.index;
        return index.find(name, at, argumentsAt(text, at + name.length, to));
      }),
  };
}

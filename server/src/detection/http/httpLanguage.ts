import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import { lineContext } from '../codeContext';
import type { Found } from '../found';
import type { SegmentedLanguage } from '../text/segmentedDetection';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';

type HeaderTrigger = IndexedTrigger<TriggerOfKind<'header'>>;

/** The guide's header fields by name, which is compared without regard to case. */
export class HeaderIndex {
  private readonly byName = new Map<string, HeaderTrigger[]>();

  constructor(index: TriggerIndex) {
    for (const trigger of index.ofKind('header')) {
      for (const name of trigger.trigger.names) addTo(this.byName, name.toLowerCase(), trigger);
    }
  }

  /** `length` is that of what is shown: of the field's name, or of a part of the request line. */
  find(name: string, value: string, from: number, length = name.length): Found[] {
    return (this.byName.get(name.toLowerCase()) ?? []).flatMap((trigger) => {
      const beginnings = trigger.trigger.startsWith;
      const lower = value.toLowerCase();
      if (beginnings?.some((beginning) => lower.startsWith(beginning.toLowerCase())) === false) return [];
      return [{ from, to: from + length, trigger, weight: 4 + (beginnings === undefined ? 0 : 4) }];
    });
  }
}

const separator = /^###.*(?:\r?\n|$)/gm;
const isComment = (line: string): boolean => /^\uFEFF?\s*(?:#|\/\/|@[\w.-]+\s*=)/.test(line);

/** Files of HTTP requests: a piece is a request, up to the next `###`. */
export function httpLanguage(index: HeaderIndex): SegmentedLanguage {
  return {
    segmentEnd: (text, from) => {
      separator.lastIndex = from;
      const match = separator.exec(text);
      return match === null ? text.length : match.index + match[0].length;
    },
    placeKind: (text, _from, offset) => lineContext(text, offset, '#'),
    likelyStart: (text, offset) => {
      const at = text.lastIndexOf('\n###', offset - 1);
      return at < 0 ? 0 : at + 1;
    },
    find: (text, from, to) => findHeaders(text, from, to, index),
  };
}

/** The parts of a request line, under the names that HTTP/2 has for them. */
function findRequest(line: string, at: number, index: HeaderIndex): Found[] {
  const request = /^(\s*)([A-Z]+)[ \t]+(?=\S)/.exec(line);
  const [, indent = '', method] = request ?? [];
  return method === undefined ? [] : index.find(':method', method, at + indent.length, method.length);
}

/** Header fields stand between the request line and the first blank line; what follows is the body. */
function findHeaders(text: string, from: number, to: number, index: HeaderIndex): Found[] {
  const found: Found[] = [];
  let isInRequest = false;
  let at = from;
  while (at < to) {
    const next = text.indexOf('\n', at);
    const end = next < 0 || next > to ? to : next;
    const line = text.slice(at, end);
    const isBlank = line.trim() === '';
    if (isInRequest && isBlank) break;
    if (!isBlank && !isComment(line)) {
      const header = isInRequest ? /^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)$/.exec(line.trimEnd()) : null;
      if (header?.[1] !== undefined) found.push(...index.find(header[1], header[2] ?? '', at));
      else if (!isInRequest) found.push(...findRequest(line, at, index));
      isInRequest = true;
    }
    at = end + 1;
  }
  return found;
}

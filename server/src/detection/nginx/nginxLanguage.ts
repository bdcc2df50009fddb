import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import { lineContext } from '../codeContext';
import type { Found } from '../found';
import type { SegmentedLanguage } from '../text/segmentedDetection';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';

type DirectiveTrigger = IndexedTrigger<TriggerOfKind<'directive'>>;

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The guide's nginx directives by name. */
export class DirectiveIndex {
  private readonly byName = new Map<string, DirectiveTrigger[]>();

  constructor(index: TriggerIndex) {
    for (const trigger of index.ofKind('directive')) {
      for (const name of trigger.trigger.names) addTo(this.byName, name, trigger);
    }
  }

  find(words: readonly Word[], block: string | undefined): Found[] {
    const [name, ...parameters] = words;
    if (name === undefined) return [];
    return (this.byName.get(name.text) ?? []).flatMap((trigger) => {
      const { within, words: wanted } = trigger.trigger;
      if (within !== undefined && (block === undefined || !within.includes(block))) return [];
      const isGiven = (word: string): boolean =>
        parameters.some(({ text }) => text === word || text.startsWith(`${word}=`));
      if (wanted?.every(isGiven) === false) return [];
      const weight = 4 + (within === undefined ? 0 : 2) + (wanted?.length ?? 0) * 4;
      return [{ from: name.from, to: name.to, trigger, weight }];
    });
  }
}

/**
 * Comments, tags that only steer a template, quoted words, the signs that end a directive or open and close a block,
 * and words, of which parts may come from the environment or a template.
 */
const token =
  /#[^\n]*|\{(?:%[^\n]{0,300}?%\}|#[^\n]{0,300}?#\}|\{-?\s*(?:if|else|end|range|with)\b[^\n]{0,300}?\}\})|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|(?:\$\{\w+\}|\{\{[^{}\n]{0,300}\}\}|[^\s{};"'#])(?:\$\{\w+\}|\{\{[^{}\n]{0,300}\}\}|[^\s{};])*|[{};]/g;
const isSkipped = (found: string): boolean =>
  found.startsWith('#') || /^\{(?:[%#]|\{-?\s*(?:if|else|end|range|with)\b)/.test(found);

/** Calls back for each directive with the block it stands in, until the callback says to stop. */
function readDirectives(
  text: string,
  from: number,
  to: number,
  visit: (words: readonly Word[], blocks: readonly string[], end: number) => boolean,
): void {
  const blocks: string[] = [];
  let words: Word[] = [];
  token.lastIndex = from;
  for (let match = token.exec(text); match !== null && match.index < to; match = token.exec(text)) {
    const [found] = match;
    const end = match.index + found.length;
    const at = token.lastIndex;
    if (found === ';' || found === '{' || found === '}') {
      if (!visit(words, blocks, end)) return;
      if (found === '{') blocks.push(words[0]?.text ?? '');
      else if (found === '}') blocks.pop();
      words = [];
      if (found === '}' && blocks.length === 0 && !visit([], blocks, end)) return;
    } else if (!isSkipped(found)) words.push({ text: found, from: match.index, to: end });
    token.lastIndex = at;
  }
  visit(words, blocks, to);
}

/** nginx configuration: a piece is a directive at the top with its block. */
export function nginxLanguage(index: DirectiveIndex): SegmentedLanguage {
  return {
    segmentEnd: (text, from) => {
      let segmentEnd = text.length;
      let isOpen = false;
      readDirectives(text, from, text.length, (words, blocks, end) => {
        const opens = text[end - 1] === '{';
        if (opens || blocks.length > 0) {
          isOpen = true;
          return true;
        }
        if (words.length === 0 && !isOpen && text[end - 1] !== '}') return true;
        segmentEnd = end;
        return false;
      });
      return segmentEnd;
    },
    placeKind: (text, _from, offset) => lineContext(text, offset, '#'),
    likelyStart: (text, offset) => {
      const close = text.lastIndexOf('\n}', offset - 1);
      return close < 0 ? 0 : close + 2;
    },
    find: (text, from, to) => {
      const found: Found[] = [];
      readDirectives(text, from, to, (words, blocks) => {
        found.push(...index.find(words, blocks[blocks.length - 1]));
        return true;
      });
      return found;
    },
  };
}

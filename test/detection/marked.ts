import { expect } from 'vitest';
import type { Match } from '../../server/src/detection/detection';
import { createDetector } from '../../server/src/detection/createDetector';
import type { TriggeringConcept } from '../../server/src/detection/triggerIndex';

/** Code in which `<|` and `|>` mark the ranges of the expected matches. */
export interface Marked {
  readonly code: string;
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
}

function readMarked(marked: string): Marked {
  const ranges: { from: number; to: number }[] = [];
  let code = '';
  let from = -1;
  for (const part of marked.split(/(<\||\|>)/)) {
    if (part === '<|') from = code.length;
    else if (part === '|>') ranges.push({ from, to: code.length });
    else code += part;
  }
  return { code, ranges };
}

/** The matches of a text, checked to be the same whether they are asked for one by one or all at once. */
async function matchesOf(
  concepts: readonly TriggeringConcept[],
  languageId: string,
  code: string,
  path = 'file',
): Promise<readonly Match[]> {
  const detector = createDetector(concepts);
  const document = await detector.open(languageId, path, code);
  if (document === undefined) return [];
  const hovered = new Map<number, Match>();
  for (let offset = 0; offset <= code.length; offset++) {
    const match = document.matchAt(offset);
    if (match !== undefined) hovered.set(match.from, match);
  }
  const matches = (await document.matches()) ?? [];
  expect([...hovered.values()].sort((a, b) => a.from - b.from)).toEqual(matches);
  return matches;
}

/** Checks that exactly the marked ranges match. */
export async function check(...given: Parameters<typeof checkedMatches>): Promise<void> {
  await checkedMatches(...given);
}

/** The matches, after the same check. */
export async function checkedMatches(
  concepts: readonly TriggeringConcept[],
  languageId: string,
  marked: string,
  path?: string,
): Promise<readonly Match[]> {
  const { code, ranges } = readMarked(marked);
  const matches = await matchesOf(concepts, languageId, code, path);
  const shown = matches.map(({ from, to }) => code.slice(from, to));
  expect(shown).toEqual(ranges.map(({ from, to }) => code.slice(from, to)));
  expect(matches.map(({ from, to }) => ({ from, to }))).toEqual(ranges);
  return matches;
}

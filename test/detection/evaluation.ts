import type { Match } from '../../server/src/detection/detection';
import { createDetector } from '../../server/src/detection/createDetector';
import type { TriggeringConcept } from '../../server/src/detection/triggerIndex';
import type { Label, LabelledCode } from './readLabelled';

/** How often detection was right, wrong or silent. */
export class Tally {
  found = 0;
  wrong = 0;
  missed = 0;
  sides = 0;
  rightSides = 0;

  get precision(): number {
    return this.found + this.wrong === 0 ? 1 : this.found / (this.found + this.wrong);
  }

  get recall(): number {
    return this.found + this.missed === 0 ? 1 : this.found / (this.found + this.missed);
  }

  get sideAccuracy(): number {
    return this.sides === 0 ? 1 : this.rightSides / this.sides;
  }
}

export interface Evaluation {
  readonly positions: number;
  readonly traps: number;
  readonly total: Tally;
  readonly byLanguage: ReadonlyMap<string, Tally>;
  readonly byConcept: ReadonlyMap<string, Tally>;
  /** One line for everything that is not as labelled. */
  readonly confusions: readonly string[];
}

function tallyOf(tallies: Map<string, Tally>, key: string): Tally {
  const known = tallies.get(key) ?? new Tally();
  tallies.set(key, known);
  return known;
}

const isAt = (match: Match, label: Label): boolean => match.from === label.from && match.to === label.to;

/**
 * Compares what detection finds with the labels, place by place. The labels are complete for the small guide only, so
 * with another guide what lies outside of every mark says nothing and is `ignored`.
 */
export async function evaluate(
  concepts: readonly TriggeringConcept[],
  pieces: readonly LabelledCode[],
  unmarked: 'wrong' | 'ignored' = 'wrong',
): Promise<Evaluation> {
  const detector = createDetector(concepts);
  const total = new Tally();
  const byLanguage = new Map<string, Tally>();
  const byConcept = new Map<string, Tally>();
  const confusions: string[] = [];
  let traps = 0;
  let positions = 0;
  for (const { name, languageId, code, labels } of pieces) {
    const matches = (await (await detector.open(languageId, `/project/${name}`, code))?.matches()) ?? [];
    const tallies = (conceptId: string): Tally[] => [
      total,
      tallyOf(byLanguage, languageId),
      tallyOf(byConcept, conceptId),
    ];
    const place = (from: number, to: number): string => {
      const line = code.slice(0, from).split('\n').length;
      return `${name}:${String(line)} ${JSON.stringify(code.slice(from, to))}`;
    };
    positions += labels.length;
    traps += labels.filter((label) => label.conceptId === undefined).length;
    const expected = labels.filter((label) => label.conceptId !== undefined);
    for (const label of expected) {
      const conceptId = label.conceptId ?? '';
      const match = matches.find((one) => isAt(one, label) && one.conceptId === conceptId);
      for (const tally of tallies(conceptId)) {
        if (match === undefined) tally.missed++;
        else {
          tally.found++;
          if (label.optionId !== undefined) tally.sides++;
          if (label.optionId !== undefined && match.optionId === label.optionId) tally.rightSides++;
        }
      }
      if (match === undefined) confusions.push(`missed ${conceptId} at ${place(label.from, label.to)}`);
      else if (match.optionId !== label.optionId) {
        confusions.push(
          `side ${String(match.optionId)} for ${String(label.optionId)} at ${place(label.from, label.to)}`,
        );
      }
    }
    for (const match of matches) {
      if (expected.some((label) => isAt(match, label) && label.conceptId === match.conceptId)) continue;
      const isMarked = labels.some(({ from, to }) => from < match.to && match.from < to);
      if (!isMarked && unmarked === 'ignored') continue;
      for (const tally of tallies(match.conceptId)) tally.wrong++;
      confusions.push(`wrong ${match.triggerId} at ${place(match.from, match.to)}`);
    }
  }
  return { positions, traps, total, byLanguage, byConcept, confusions };
}

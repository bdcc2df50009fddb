import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import type { Found } from '../found';
import { addTo, type IndexedTrigger, type TriggerIndex } from '../triggerIndex';
import type { ShellWord } from '../shell/parse';
import type { Instruction } from './parse';

type InstructionTrigger = IndexedTrigger<TriggerOfKind<'instruction'>>;

/** The guide's Dockerfile instructions by keyword. */
export class InstructionIndex {
  private readonly byName = new Map<string, InstructionTrigger[]>();

  constructor(index: TriggerIndex) {
    for (const trigger of index.ofKind('instruction')) {
      for (const name of trigger.trigger.names) addTo(this.byName, name.toUpperCase(), trigger);
    }
  }

  find(instruction: Instruction): Found[] {
    return (this.byName.get(instruction.name) ?? []).flatMap((trigger) => {
      const { flags, words, images, form } = trigger.trigger;
      if (flags?.every((flag) => hasFlag(instruction, flag)) === false) return [];
      if (images?.some((image) => usesImage(instruction, image)) === false) return [];
      if (form !== undefined && form !== formOf(instruction)) return [];
      const range = words === undefined ? instruction.keyword : rangeOf(instruction, words);
      if (range === undefined) return [];
      const conditions = [flags, images, form, words].filter((condition) => condition !== undefined);
      return [{ from: range.from, to: range.to, trigger, weight: 4 + conditions.length * 4 }];
    });
  }
}

function hasFlag({ flags }: Instruction, wanted: string): boolean {
  return flags.some(({ text }) => text === wanted || text.startsWith(`${wanted}=`));
}

/** The image's beginning with or without its registry, or its end for conditions such as `:latest`. */
function usesImage({ words }: Instruction, wanted: string): boolean {
  const image = words[0]?.text ?? '';
  if (/^[:@-]/.test(wanted)) return image.endsWith(wanted);
  return image.startsWith(wanted) || image.slice(image.lastIndexOf('/') + 1).startsWith(wanted);
}

function formOf({ words }: Instruction): 'exec' | 'shell' | undefined {
  const first = words[0]?.text;
  if (first === undefined) return undefined;
  return first.startsWith('[') ? 'exec' : 'shell';
}

/** From the first to the last of the wanted words, which stand in one command; an entry may be several words in a row. */
function rangeOf(
  { words }: Instruction,
  wanted: readonly string[],
): { from: number; to: number } | undefined {
  for (const command of commandsOf(words)) {
    const places = wanted.map((entry) => placeOf(command, entry.split(/\s+/)));
    const [first] = places;
    const last = places.at(-1);
    const isOrdered = places.every(
      (place, index) => place !== undefined && place.from >= (places[index - 1]?.to ?? 0),
    );
    if (isOrdered && first !== undefined && last !== undefined) return { from: first.from, to: last.to };
  }
  return undefined;
}

/** The commands that a RUN puts behind one another. */
function commandsOf(words: readonly ShellWord[]): ShellWord[][] {
  const commands: ShellWord[][] = [[]];
  for (const word of words) {
    if (/^(?:&&|\|\|?|;)$/.test(word.text)) commands.push([]);
    else commands.at(-1)?.push(word);
    if (/[^\\];$/.test(word.text)) commands.push([]);
  }
  return commands;
}

function placeOf(
  words: readonly ShellWord[],
  wanted: readonly string[],
): { from: number; to: number } | undefined {
  for (let start = 0; start + wanted.length <= words.length; start++) {
    const isHere = wanted.every(
      (word, index) => words[start + index]?.text.toUpperCase() === word.toUpperCase(),
    );
    const first = words[start];
    const last = words[start + wanted.length - 1];
    if (isHere && first !== undefined && last !== undefined) return { from: first.from, to: last.to };
  }
  return undefined;
}

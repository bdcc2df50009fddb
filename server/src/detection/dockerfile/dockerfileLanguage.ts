import { lineContext } from '../codeContext';
import type { Found } from '../found';
import type { CommandIndex } from '../shell/commandIndex';
import { readShell, type ShellWord } from '../shell/parse';
import type { SegmentedLanguage } from '../text/segmentedDetection';
import type { InstructionIndex } from './instructionIndex';
import { instructionEnd, readInstructions, type Instruction } from './parse';

/** Instructions whose arguments are a command line. */
const runsCommand = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Dockerfiles: a piece is an instruction. */
export function dockerfileLanguage(
  instructions: InstructionIndex,
  commands: () => CommandIndex,
): SegmentedLanguage {
  return {
    segmentEnd: instructionEnd,
    placeKind: (text, _from, offset) => lineContext(text, offset, '#'),
    likelyStart: (text, offset) => text.lastIndexOf('\n', offset - 1) + 1,
    find: (text, from, to) =>
      readInstructions(text, from, to).flatMap((instruction) => [
        ...instructions.find(instruction),
        ...findCommands(instruction, text, commands),
      ]),
  };
}

function findCommands(instruction: Instruction, text: string, commands: () => CommandIndex): Found[] {
  if (!runsCommand.has(instruction.name)) return [];
  const [first] = instruction.words;
  if (first === undefined) return [];
  const isHealthcheck = instruction.name === 'HEALTHCHECK';
  const from = isHealthcheck ? first.to : instruction.argumentsFrom;
  if (isHealthcheck && first.text.toUpperCase() !== 'CMD') return [];
  const list = execWords(text, from, instruction.to);
  if (list !== undefined) return commands().findWords(list, text);
  const hereDocument = /^<<-?\s*(["']?)([A-Za-z_]\w*)\1[^\n]*\n/.exec(text.slice(from, instruction.to));
  const bodyFrom = hereDocument === null ? from : from + hereDocument[0].length;
  return commands().find(readShell(text, bodyFrom, instruction.to), text);
}

/** The words of the exec form, which is a JSON array of strings. */
function execWords(text: string, from: number, to: number): ShellWord[] | undefined {
  const written = text.slice(from, to);
  if (!/^\s*\[/.test(written)) return undefined;
  return [...written.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map((match) => ({
    text: match[1] ?? '',
    from: from + match.index + 1,
    to: from + match.index + match[0].length - 1,
  }));
}

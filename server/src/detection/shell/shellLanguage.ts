import { lineContext } from '../codeContext';
import type { SegmentedLanguage } from '../text/segmentedDetection';
import type { CommandIndex } from './commandIndex';
import { readShell, readShellLine } from './parse';

/** Shell scripts: a piece is a logical line. */
export function shellLanguage(index: CommandIndex): SegmentedLanguage {
  return {
    segmentEnd: (text, from) => readShellLine(text, from).end,
    placeKind: (text, _from, offset) => lineContext(text, offset, '#'),
    likelyStart: (text, offset) => text.lastIndexOf('\n', offset - 1) + 1,
    find: (text, from, to) => index.find(readShell(text, from, to), text),
  };
}

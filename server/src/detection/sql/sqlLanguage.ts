import type { SegmentedLanguage } from '../text/segmentedDetection';
import type { SqlIndex } from './sqlIndex';
import { sqlContext } from '../codeContext';
import { readStatement } from './tokenize';

/** SQL files: a piece is a statement. */
export function sqlLanguage(index: SqlIndex): SegmentedLanguage {
  return {
    segmentEnd: (text, from) => readStatement(text, from).to,
    likelyStart: (text, offset) => {
      const end = text.lastIndexOf(';\n', offset - 1);
      return end < 0 ? 0 : end + 2;
    },
    find: (text, from, to) => index.find(readStatement(text, from, to).tokens),
    placeKind: sqlContext,
  };
}

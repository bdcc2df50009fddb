/** What may be written at a place in languages that are read line by line or token by token. */
import type { PlaceKind } from './detection';
import { readStatement } from './sql/tokenize';

/** In languages whose comments run from a mark to the end of the line, and whose strings end with their line. */
export function lineContext(text: string, offset: number, comment: string): PlaceKind {
  let quote = '';
  for (let at = text.lastIndexOf('\n', offset - 1) + 1; at < offset; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (text.startsWith(comment, at) && /^\s?$/.test(text[at - 1] ?? '')) return 'text';
  }
  return quote === '' ? 'code' : 'text';
}

/** In SQL; `from` is the beginning of a statement. */
export function sqlContext(text: string, from: number, offset: number): PlaceKind {
  let at = from;
  for (const token of readStatement(text, from).tokens) {
    if (token.from >= offset) break;
    at = token.to;
    if (token.kind !== 'string' && token.kind !== 'quoted') continue;
    const isClosed = token.to - token.from > 1 && /['"`]/.test(text[token.to - 1] ?? '');
    if (offset < token.to || (offset === token.to && !isClosed)) return 'text';
  }
  return isInSqlComment(text, at, offset) ? 'text' : 'code';
}

/** `from` lies between two tokens, so there is nothing but blanks and comments up to `offset`. */
function isInSqlComment(text: string, from: number, offset: number): boolean {
  let at = from;
  while (at < offset) {
    const isLine = text.startsWith('--', at) || text.startsWith('# ', at);
    const isBlock = text.startsWith('/*', at);
    if (!isLine && !isBlock) {
      at++;
      continue;
    }
    const close = text.indexOf(isLine ? '\n' : '*/', at + 2);
    const end = close < 0 ? Infinity : close + (isLine ? 0 : 2);
    // The end of a line still belongs to its comment, the end of a block does not.
    if (offset < end || (isLine && offset === end)) return true;
    at = end;
  }
  return false;
}

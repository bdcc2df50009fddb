import type { SourceEdit } from './detection';

/**
 * The edits that lead from one text to the other. What the caller gave is used when it can be true;
 * otherwise the difference is one edit between the common beginning and the common end.
 */
export function editsBetween(
  before: string,
  after: string,
  given: readonly SourceEdit[] | undefined,
): readonly SourceEdit[] {
  if (given !== undefined && leadsTo(before.length, after, given)) return given;
  return difference(before, after);
}

function leadsTo(length: number, after: string, edits: readonly SourceEdit[]): boolean {
  for (const edit of edits) {
    if (edit.from < 0 || edit.to < edit.from || edit.to > length) return false;
    length += edit.insert.length - (edit.to - edit.from);
  }
  if (length !== after.length) return false;
  const [only] = edits;
  return edits.length !== 1 || only === undefined || after.startsWith(only.insert, only.from);
}

function difference(before: string, after: string): readonly SourceEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let tail = 0;
  while (
    tail < shorter - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return [{ from, to: before.length - tail, insert: after.slice(from, after.length - tail) }];
}

/** Names that somebody mistyped on a command line: a check of nothing must not look like a success. */

/** A line for each of `parts` that none of `names` holds; `noName` begins it, as in `no id of a concept`. */
export function partsOfNothing(
  parts: readonly string[],
  names: readonly string[],
  noName: string,
): readonly string[] {
  return parts
    .filter((part) => !names.some((name) => name.includes(part)))
    .map((part) => `${noName} contains "${part}", so nothing was checked for it`);
}

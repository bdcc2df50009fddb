/** Makes something when it is first asked for, and hands out the same afterwards. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

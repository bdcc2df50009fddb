/** When a dead language server is started again. Pure: the times are passed in. */

/** Crashes older than this are forgiven. */
const windowMs = 3 * 60_000;
/** More crashes than this within the window, and the user decides. */
const maximalCrashes = 5;
const firstDelayMs = 250;

/**
 * @param crashes When the server died, in milliseconds, oldest first; the last one is the one to answer.
 * @returns How long to wait before the next start, in milliseconds; undefined to give up.
 */
export function restartDelay(crashes: readonly number[]): number | undefined {
  const now = crashes.at(-1) ?? 0;
  const recent = crashes.filter((at) => now - at < windowMs).length;
  return recent > maximalCrashes ? undefined : firstDelayMs * 2 ** Math.max(0, recent - 1);
}

/** Assertions without Node.js, for the web worker extension host. */

export function ok(value: unknown, message: string): asserts value {
  if (value !== true && (value === undefined || value === null || value === false)) throw new Error(message);
}

export function equal<T>(actual: T, expected: T): void {
  if (actual !== expected)
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

export function startsWith(actual: string, expected: string): void {
  if (!actual.startsWith(expected))
    throw new Error(`expected a text that starts with ${expected}, got ${actual}`);
}

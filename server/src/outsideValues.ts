/** Reads an object that came from outside value by value: a wrong one costs only itself, and is named in a sentence. */
import * as v from 'valibot';

export class OutsideValues {
  readonly #root: unknown;
  readonly #nameOf: (path: string) => string;
  /** By what they are about, because a wrong object is met again by each of its values. */
  readonly #problems = new Map<string, string>();

  /** `nameOf` is what a person calls the value at a path; the path is empty for the whole. */
  constructor(root: unknown, nameOf: (path: string) => string) {
    this.#root = root;
    this.#nameOf = nameOf;
  }

  /** A sentence for each value that was not usable. */
  get problems(): readonly string[] {
    return [...this.#problems.values()];
  }

  /** The value at a path such as `hover.mode`. What is absent or null was not said, which is no mistake. */
  read<T, F>(path: string, schema: v.GenericSchema<unknown, T>, expected: string, fallback: F): T | F {
    const value = this.#at(path);
    if (value === undefined || value === null) return fallback;
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    this.#complain(path, value, `use ${expected}. The default is used.`);
    return fallback;
  }

  readSwitch(path: string, fallback: boolean): boolean {
    return this.read(path, v.boolean(), 'true or false', fallback);
  }

  /** The entries of a list that are what they should be. */
  readList<T>(path: string, schema: v.GenericSchema<unknown, T>, expected: string): readonly T[] {
    const entries = this.read(path, v.array(v.unknown()), `a list; each entry is ${expected}`, []);
    return entries.flatMap((entry, index) => {
      const result = v.safeParse(schema, entry);
      if (result.success) return [result.output];
      this.#complain(`${path}[${index}]`, entry, `use ${expected}. The entry is ignored.`);
      return [];
    });
  }

  #at(path: string): unknown {
    let value = this.#root;
    let parent = '';
    for (const key of path.split('.')) {
      if (value === undefined || value === null) return undefined;
      if (typeof value !== 'object') {
        this.#complain(parent, value, 'use an object. The defaults are used.');
        return undefined;
      }
      value = Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
      parent = parent === '' ? key : `${parent}.${key}`;
    }
    return value;
  }

  #complain(path: string, value: unknown, mend: string): void {
    this.#problems.set(path, `${this.#nameOf(path)} is ${short(value)}: ${mend}`);
  }
}

function short(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? typeof value : text.slice(0, 60);
}

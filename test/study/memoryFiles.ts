/** A folder in memory that fails, or is cut off in the middle of a write, when a test wants it to. */
import type { ProgressFiles } from '../../study/src/progressFiles';

export class MemoryFiles implements ProgressFiles {
  readonly content = new Map<string, string>();
  private readonly times = new Map<string, number>();
  private time = 0;
  /** Set to make every write fail with this message. */
  failure: string | undefined;
  writtenCharacters = 0;

  list = () =>
    Promise.resolve(
      [...this.content].map(([name, text]) => ({
        name,
        size: text.length,
        modifiedAt: this.times.get(name) ?? 0,
      })),
    );

  read = (name: string) => {
    const text = this.content.get(name);
    return text === undefined ? Promise.reject(new Error(`${name} does not exist`)) : Promise.resolve(text);
  };

  write = (name: string, text: string) => {
    if (this.failure !== undefined) return Promise.reject(new Error(this.failure));
    this.put(name, text);
    this.writtenCharacters += text.length;
    return Promise.resolve();
  };

  rename = (from: string, to: string) => {
    const text = this.content.get(from);
    if (text === undefined) return Promise.reject(new Error(`${from} does not exist`));
    this.content.delete(from);
    this.put(to, text);
    return Promise.resolve();
  };

  remove = (name: string) => {
    this.content.delete(name);
    return Promise.resolve();
  };

  put(name: string, text: string): void {
    this.time += 1;
    this.content.set(name, text);
    this.times.set(name, this.time);
  }
}

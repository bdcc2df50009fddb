/** Settings per document, asked from the client once and kept until they change. */
import type { Connection } from 'vscode-languageserver';
import { parseSettings, type Settings } from './settings';

export class SettingsCache {
  readonly #connection: Connection;
  readonly #canAsk: boolean;
  readonly #byUri = new Map<string, Promise<Settings>>();
  readonly #said = new Set<string>();
  #pushed: unknown;

  /** `initial` serves clients that cannot be asked. */
  constructor(connection: Connection, canAsk: boolean, initial: unknown) {
    this.#connection = connection;
    this.#canAsk = canAsk;
    this.#pushed = initial;
  }

  get(uri: string): Promise<Settings> {
    let settings = this.#byUri.get(uri);
    if (settings === undefined) {
      settings = this.#read(uri);
      this.#byUri.set(uri, settings);
    }
    return settings;
  }

  /** `workspace/didChangeConfiguration`: clients that can be asked send nothing useful along. */
  change(pushed: unknown): void {
    this.#byUri.clear();
    if (typeof pushed === 'object' && pushed !== null && 'backendGuide' in pushed)
      this.#pushed = pushed.backendGuide;
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  async #read(uri: string): Promise<Settings> {
    const section: unknown = this.#canAsk
      ? await this.#connection.workspace
          .getConfiguration({ scopeUri: uri, section: 'backendGuide' })
          .catch((error: unknown) => {
            this.#warnOnce(
              `The editor did not answer for its settings, so the defaults hold: ${String(error)}`,
            );
            return undefined;
          })
      : this.#pushed;
    const { settings, problems } = parseSettings(section);
    for (const problem of problems) this.#warnOnce(problem);
    return settings;
  }

  /** The same wrong value is asked for by every document; once is enough. */
  #warnOnce(problem: string): void {
    if (this.#said.has(problem)) return;
    this.#said.add(problem);
    this.#connection.console.warn(problem);
  }
}

/** Draws studying again when time alone has changed what is due, for a window that is left open and untouched. */
import type { Study } from './study';

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once, after so many milliseconds. Returns what calls it off. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}

/** What setTimeout can wait; with more it would not wait at all. */
const longestWaitMs = 2 ** 31 - 1;
/** Nobody notices a second, and whatever the schedule says, drawing must not call itself without a pause. */
const shortestWaitMs = 1_000;

export class RedrawTimer {
  readonly #study: Pick<Study, 'nextChangeAt' | 'onChange' | 'redraw'>;
  readonly #clock: Clock;
  readonly #subscription: { dispose(): void };
  #callOff: (() => void) | undefined;

  constructor(study: Pick<Study, 'nextChangeAt' | 'onChange' | 'redraw'>, clock: Clock) {
    this.#study = study;
    this.#clock = clock;
    this.#subscription = study.onChange(() => this.#set());
    this.#set();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #set(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    const at = this.#study.nextChangeAt;
    if (at === undefined) return;
    const wait = Math.min(longestWaitMs, Math.max(shortestWaitMs, at - this.#clock.now()));
    // Drawing is a change, which sets the timer again; one that came too early so only waits for the rest.
    this.#callOff = this.#clock.after(wait, () => this.#study.redraw());
  }
}

/** How long one slice of background work may hold the event loop, in milliseconds. */
const sliceMilliseconds = 5;

/** Lets waiting messages through; unlike a timer, it is not clamped to several milliseconds. */
function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(undefined);
  });
}

/** Yields whenever a slice is used up, and says whether the work is still wanted. */
export class Slices {
  private deadline = performance.now() + sliceMilliseconds;

  constructor(private readonly isWanted: () => boolean) {}

  get isOver(): boolean {
    return performance.now() >= this.deadline;
  }

  get end(): number {
    return this.deadline;
  }

  /** Resolves to false when the work was cancelled. */
  async next(): Promise<boolean> {
    await yieldToEventLoop();
    this.deadline = performance.now() + sliceMilliseconds;
    return this.isWanted();
  }
}

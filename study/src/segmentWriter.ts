/**
 * Appends events to files that only this window writes, where files cannot be appended to: the open segment is
 * rewritten whole for every event, and closed while it is small. So a write costs a segment and never the history,
 * and a closed segment is never touched again.
 */
import type { StudyEvent } from './events';
import { encodeLine } from './logLines';
import { logName, replaceFile, type ProgressFiles } from './progressFiles';
import { dayMs } from './studyDay';

export type WriteStatus =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** Nothing is lost while the window is open; the next event and `retry` try again. */
  | { readonly kind: 'memory-only'; readonly unsaved: number; readonly reason: string };

/** Events per segment: about 25 kB, rewritten in a few milliseconds. */
const segmentEvents = 100;
/** Events of one import per file; they arrive at once and are written at once. */
const batchEvents = 5_000;
/**
 * A segment that was begun longer ago than this gets no new events, so that another window may merge files that
 * have rested for twice that time without taking an event with them.
 */
export const segmentLifetimeMs = dayMs;

interface Segment {
  readonly name: string;
  readonly events: StudyEvent[];
  /** Milliseconds since 1970. */
  readonly begunAt: number;
  saved: number;
}

export class SegmentWriter {
  private readonly segments: Segment[] = [];
  private running: Promise<void> | undefined;
  private failure: string | undefined;

  constructor(
    private readonly files: ProgressFiles,
    private readonly writer: string,
    private nextNumber: number,
    private readonly onStatus: () => void,
  ) {}

  get status(): WriteStatus {
    const unsaved = this.segments.reduce((sum, segment) => sum + segment.events.length - segment.saved, 0);
    if (unsaved === 0) return { kind: 'saved' };
    if (this.failure !== undefined) return { kind: 'memory-only', unsaved, reason: this.failure };
    return { kind: 'saving' };
  }

  /** Names of the files that this window may still rewrite. */
  get openNames(): readonly string[] {
    return this.segments.map((segment) => segment.name);
  }

  append(event: StudyEvent, now: number): void {
    const open = this.segments.at(-1);
    const isUsable =
      open !== undefined &&
      open.events.length < segmentEvents &&
      Math.abs(now - open.begunAt) < segmentLifetimeMs;
    if (isUsable) open.events.push(event);
    else this.begin([event], now);
    void this.retry();
  }

  appendBatch(events: readonly StudyEvent[], now: number): void {
    for (let start = 0; start < events.length; start += batchEvents) {
      this.begin(events.slice(start, start + batchEvents), now);
    }
    void this.retry();
  }

  newName(): string {
    const name = logName(this.writer, this.nextNumber);
    this.nextNumber += 1;
    return name;
  }

  /** Settles when everything appended so far is on disk, or has failed; never rejects. */
  retry(): Promise<void> {
    this.running ??= this.writeAll();
    return this.running;
  }

  private begin(events: StudyEvent[], now: number): void {
    this.segments.push({ name: this.newName(), events, begunAt: now, saved: 0 });
  }

  private async writeAll(): Promise<void> {
    // Begins in a later turn, so that `running` is set before it can be cleared below.
    await Promise.resolve();
    // Events that arrive while a write is under way are written by the next round of the loop, all at once.
    for (let segment = this.nextUnsaved(); segment !== undefined; segment = this.nextUnsaved()) {
      const count = segment.events.length;
      try {
        await replaceFile(this.files, segment.name, segment.events.map(encodeLine).join(''));
      } catch (error) {
        this.failure = error instanceof Error ? error.message : String(error);
        break;
      }
      segment.saved = count;
      this.failure = undefined;
      // Closed and safe: forgotten, so that memory and writes stay bounded by what is open.
      while (this.segments.length > 1 && this.segments[0]?.saved === this.segments[0]?.events.length) {
        this.segments.shift();
      }
    }
    // In the same turn as the last look at the segments: an event that is appended next starts a new run.
    this.running = undefined;
    this.onStatus();
  }

  private nextUnsaved(): Segment | undefined {
    return this.segments.find((segment) => segment.saved < segment.events.length);
  }
}

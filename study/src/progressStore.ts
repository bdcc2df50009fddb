/**
 * The reader's progress: one log per window, merged on load, kept in memory, never lost while the window is open.
 * Nothing here waits for the disk before it answers; what could not be written is said in `status`.
 */
import { compareEvents, longestAnswerMs, unionOfEvents, type ReviewEvent, type StudyEvent } from './events';
import { addReview, emptyState, foldEvents, nextStamp, type StudyState } from './fold';
import { encodeLine, parseLog, sumQuarantine, type ParsedLog, type Quarantine } from './logLines';
import { eventVersion, parseEvent } from './migrations';
import {
  parseLogName,
  replaceFile,
  temporarySuffix,
  type ProgressFile,
  type ProgressFiles,
} from './progressFiles';
import type { Scheduler } from './scheduler';
import { SegmentWriter, segmentLifetimeMs, type WriteStatus } from './segmentWriter';
import type { StudyCalendar } from './studyDay';

export interface ProgressStoreOptions {
  readonly files: ProgressFiles;
  /** Names this window's logs; no other window that is open at the same time may have the same. Letters, digits, hyphens. */
  readonly writer: string;
  /** Letters, digits, dots, hyphens. */
  readonly device: string;
  readonly scheduler: Scheduler;
  readonly calendar: StudyCalendar;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new id at every call, unique on all machines, for example a UUID. */
  readonly newId: () => string;
}

export interface NewReview {
  readonly questionId: string;
  readonly conceptId: string;
  readonly rating: ReviewEvent['rating'];
  readonly durationMs: number;
}

export type ResetScope =
  | { readonly kind: 'card'; readonly questionId: string }
  | { readonly kind: 'concept'; readonly conceptId: string }
  | { readonly kind: 'all' };

export type ProgressStatus = WriteStatus | { readonly kind: 'unreadable'; readonly reason: string };

interface LoadedFile {
  readonly file: ProgressFile;
  readonly log: ParsedLog;
}

/** Bytes. A log of 100,000 reviews has about 25 MB; what is larger was not written by this store. */
const largestFile = 40 * 1024 * 1024;
/** Bytes that one merge may put together; far below what would be refused as too large when it is read again. */
const largestMerge = 8 * 1024 * 1024;
/** Closed logs of other days are merged when there are more than this many of them. */
const mostFiles = 40;

export class ProgressStore {
  private readonly union = new Map<string, StudyEvent>();
  private folded: StudyState = emptyState;
  private readonly loaded = new Map<string, LoadedFile>();
  private readFailure: string | undefined;
  private readonly listeners = new Set<() => void>();

  private constructor(
    private readonly options: ProgressStoreOptions,
    private readonly segments: SegmentWriter,
  ) {}

  /** Never rejects: where the folder cannot be read, studying begins in memory and `status` says why. */
  static async open(options: ProgressStoreOptions): Promise<ProgressStore> {
    if (!/^[\w-]{1,64}$/.test(options.writer)) {
      throw new RangeError(
        `The writer "${options.writer}" must consist of 1 to 64 letters, digits or hyphens.`,
      );
    }
    let failure: string | undefined;
    const files = await options.files.list().catch((error: unknown) => {
      failure = messageOf(error);
      return [];
    });
    // A writer that is used again, after a reload, goes on behind its own old files.
    const numbers = files
      .map((file) => parseLogName(file.name.replace(temporarySuffix, '')))
      .filter((name) => name?.writer === options.writer)
      .map((name) => name?.number ?? 0);
    const segments = new SegmentWriter(options.files, options.writer, Math.max(0, ...numbers) + 1, () => {
      store.notify();
    });
    const store = new ProgressStore(options, segments);
    store.readFailure = failure;
    await store.refresh();
    return store;
  }

  /** Progress as of now. The object changes only when progress does. */
  get state(): StudyState {
    return this.folded;
  }

  get events(): readonly StudyEvent[] {
    return [...this.union.values()].sort(compareEvents);
  }

  get status(): ProgressStatus {
    const status = this.segments.status;
    if (status.kind === 'saved' && this.readFailure !== undefined) {
      return { kind: 'unreadable', reason: this.readFailure };
    }
    return status;
  }

  /** What was set aside while reading. */
  get quarantine(): Quarantine | undefined {
    return sumQuarantine([...this.loaded.values()].map(({ log }) => log));
  }

  /** Called after every change of progress or status. Returns a function that ends it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  addReview(review: NewReview): ReviewEvent {
    // Not a number where the clock gave none; the answer counts all the same.
    const durationMs = Math.min(longestAnswerMs, Math.max(0, review.durationMs || 0));
    const event: ReviewEvent = { type: 'review', ...this.stamp(), ...review, durationMs };
    this.record(event);
    return event;
  }

  reset(scope: ResetScope): StudyEvent {
    const stamp = this.stamp();
    const event: StudyEvent =
      scope.kind === 'card'
        ? { type: 'reset-card', ...stamp, questionId: scope.questionId }
        : scope.kind === 'concept'
          ? { type: 'reset-concept', ...stamp, conceptId: scope.conceptId }
          : { type: 'reset-all', ...stamp };
    this.record(event);
    return event;
  }

  /**
   * Takes back one event, wherever it was made, and returns it; `undefined` when it is not known. Whoever did
   * something keeps its id: "the last thing that was done" may be somebody else's, in the palette or the view.
   */
  takeBack(id: string): StudyEvent | undefined {
    const event = this.union.get(id);
    if (event !== undefined) this.record({ type: 'undo', ...this.stamp(), undoes: id });
    return event;
  }

  /** Adds events from elsewhere; those that are known already change nothing. Returns how many were new. */
  merge(events: readonly StudyEvent[]): number {
    const fresh = [...unionOfEvents(events).values()].filter((event) => !this.union.has(event.id));
    if (fresh.length === 0) return 0;
    this.addToUnion(fresh);
    this.fold();
    this.segments.appendBatch(fresh, this.options.now());
    this.notify();
    return fresh.length;
  }

  /** Settles when everything so far is on disk, or has failed; see `status`. Never rejects. */
  async whenSaved(): Promise<void> {
    do {
      await this.segments.retry();
    } while (this.segments.status.kind === 'saving');
  }

  /** Tries again to write what is only in memory. */
  async retry(): Promise<ProgressStatus> {
    await this.segments.retry();
    return this.status;
  }

  /** Reads what other windows have written since. Returns whether progress has changed. Never rejects. */
  async refresh(): Promise<boolean> {
    const before = this.union.size;
    try {
      const open = new Set(this.segments.openNames);
      const unread: string[] = [];
      let failure: string | undefined;
      for (const file of await this.listLogs()) {
        const known = this.loaded.get(file.name)?.file;
        const isUnchanged = known?.size === file.size && known.modifiedAt === file.modifiedAt;
        if (isUnchanged || open.has(file.name)) continue;
        try {
          const log = await this.readLog(file);
          this.loaded.set(file.name, { file, log });
          this.addToUnion(log.events);
        } catch (error) {
          unread.push(file.name);
          failure = `${file.name}: ${messageOf(error)}`;
        }
      }
      const present = new Set((await this.listLogs()).map((file) => file.name));
      for (const name of this.loaded.keys()) if (!present.has(name)) this.loaded.delete(name);
      // A file that is gone by now was merged by another window into one that the next refresh reads.
      this.readFailure = unread.some((name) => present.has(name)) ? failure : undefined;
    } catch (error) {
      this.readFailure = messageOf(error);
    }
    const hasChanged = this.union.size !== before;
    // Also without new events: those of a clock that ran ahead may have come of age.
    if (hasChanged || this.folded.heldBack > 0) this.fold();
    if (hasChanged) this.notify();
    return hasChanged;
  }

  /**
   * Merges the small logs of past days into one file, so that starting stays fast after years.
   * The snapshot holds the events and not the cards: cards follow from events with every version of FSRS.
   * A log is removed only after a file with all its events was written and read back, only when every line of it
   * was understood, and only when its own window can no longer be writing to it.
   */
  async compact(): Promise<void> {
    const limit = this.options.now() - 2 * segmentLifetimeMs;
    const open = new Set(this.segments.openNames);
    const rested = [...this.loaded.values()].filter(
      ({ file, log }) =>
        !open.has(file.name) &&
        log.quarantinedCount === 0 &&
        log.events.length > 0 &&
        file.modifiedAt < limit,
    );
    rested.sort((left, right) => left.file.size - right.file.size);
    let size = 0;
    const closed = rested.filter(({ file }) => (size += file.size) <= largestMerge);
    if (closed.length <= mostFiles) return;
    const events = [...unionOfEvents(...closed.map(({ log }) => log.events)).values()].sort(compareEvents);
    const name = this.segments.newName();
    try {
      await replaceFile(this.options.files, name, events.map(encodeLine).join(''));
      const written = parseLog(await this.options.files.read(name), name);
      const safe = new Set(written.events.map((event) => event.id));
      if (!events.every((event) => safe.has(event.id))) return;
      const current = new Map((await this.listLogs()).map((file) => [file.name, file]));
      for (const { file } of closed) {
        const now = current.get(file.name);
        if (now?.size !== file.size || now.modifiedAt !== file.modifiedAt) continue;
        await this.options.files.remove(file.name);
        this.loaded.delete(file.name);
      }
    } catch {
      // Nothing depends on it: what was not merged today is merged another time.
    }
  }

  private async readLog(file: ProgressFile): Promise<ParsedLog> {
    if (file.size <= largestFile) return parseLog(await this.options.files.read(file.name), file.name);
    const reason = `the file has ${String(Math.round(file.size / 1024 / 1024))} MB, far more than a study log`;
    return {
      events: [],
      quarantined: [{ file: file.name, line: 1, reason, excerpt: '' }],
      quarantinedCount: 1,
    };
  }

  private async listLogs(): Promise<readonly ProgressFile[]> {
    return (await this.options.files.list()).filter(({ name }) => parseLogName(name) !== undefined);
  }

  private stamp() {
    const at = nextStamp(this.folded, Math.floor(this.options.now()));
    const utcOffset = this.options.calendar.utcOffsetAt(at);
    return { id: this.options.newId(), at, device: this.options.device, utcOffset };
  }

  private record(event: StudyEvent): void {
    // What could be written but not read again would be lost at the next start, so it is refused here and now.
    const readable = parseEvent(event, eventVersion);
    if (!readable.ok) throw new RangeError(`This ${event.type} cannot be recorded: ${readable.reason}.`);
    this.addToUnion([event]);
    if (event.type === 'review') {
      // The stamp is newer than everything known, so one card changes and no history has to be folded again.
      this.folded = addReview(this.folded, event, this.options.scheduler);
    } else {
      this.fold();
    }
    this.segments.append(event, this.options.now());
    this.notify();
  }

  private addToUnion(events: readonly StudyEvent[]): void {
    for (const [id, event] of unionOfEvents(
      events.flatMap((event) => this.union.get(event.id) ?? []),
      events,
    )) {
      this.union.set(id, event);
    }
  }

  private fold(): void {
    this.folded = foldEvents(this.union.values(), {
      scheduler: this.options.scheduler,
      asOf: this.options.now(),
    });
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

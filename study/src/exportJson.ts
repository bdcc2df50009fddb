/** Complete export and its import. The export holds the events, so that importing it anywhere merges. */
import * as v from 'valibot';
import { compareEvents, inCanonicalOrder, unionOfEvents, type StudyEvent } from './events';
import { eventVersion, parseEvent } from './migrations';

const formatName = 'backend-guide-progress';

export function exportJson(events: Iterable<StudyEvent>, exportedAt: number): string {
  const all = [...unionOfEvents(events).values()].sort(compareEvents);
  return `${JSON.stringify(
    {
      format: formatName,
      version: eventVersion,
      exportedAt: new Date(exportedAt).toISOString(),
      events: all.map(inCanonicalOrder),
    },
    null,
    2,
  )}\n`;
}

interface RejectedEvent {
  /** Place in the list of events, counted from 1. */
  readonly position: number;
  readonly reason: string;
}

export type ParsedImport =
  | {
      readonly ok: true;
      readonly events: readonly StudyEvent[];
      /** The first of the events that were refused. */
      readonly rejected: readonly RejectedEvent[];
      readonly rejectedCount: number;
    }
  | { readonly ok: false; readonly message: string };

/** Characters. */
const longestImport = 40 * 1024 * 1024;
const mostExamples = 20;

const envelope = v.object({
  format: v.literal(formatName),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  events: v.array(v.unknown()),
});

/** Never throws. An event that cannot be used costs only itself; a file that is not an export is refused whole. */
export function parseImport(text: string): ParsedImport {
  if (text.length > longestImport) {
    return refuse(
      `The file has ${String(Math.round(text.length / 1024 / 1024))} million characters; an export has at most 40. Choose the file that "Export Progress" wrote.`,
    );
  }
  let data: unknown;
  try {
    // Some editors put a byte order mark in front, which JSON does not allow.
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return refuse(
      `The file is not complete JSON (${error instanceof Error ? error.message : String(error)}). Export again, or choose the file that "Export Progress" wrote as JSON.`,
    );
  }
  const parsed = v.safeParse(envelope, data);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse(
      `The file is not an export of Backend Guide: "${v.getDotPath(issue) ?? 'the file'}" ${issue.received === 'undefined' ? 'is missing' : 'has another form'}. Choose the file that "Export Progress" wrote as JSON.`,
    );
  }
  const events: StudyEvent[] = [];
  const rejected: RejectedEvent[] = [];
  let rejectedCount = 0;
  parsed.output.events.forEach((candidate, index) => {
    const result = parseEvent(candidate, parsed.output.version);
    if (result.ok) {
      events.push(result.event);
    } else {
      rejectedCount += 1;
      if (rejected.length < mostExamples) rejected.push({ position: index + 1, reason: result.reason });
    }
  });
  return { ok: true, events, rejected, rejectedCount };
}

export interface ImportPreview {
  readonly new: number;
  readonly known: number;
  readonly rejected: number;
  /** New events that forget cards; worth a question before they are merged. */
  readonly resets: number;
  /** Milliseconds since 1970 of the first and last new event. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** What a merge would change, before anything is changed. */
export function previewImport(
  known: Iterable<StudyEvent>,
  parsed: Extract<ParsedImport, { ok: true }>,
): ImportPreview {
  const ids = new Set([...known].map((event) => event.id));
  const incoming = [...unionOfEvents(parsed.events).values()];
  const fresh = incoming.filter((event) => !ids.has(event.id)).sort(compareEvents);
  return {
    new: fresh.length,
    known: incoming.length - fresh.length,
    rejected: parsed.rejectedCount,
    resets: fresh.filter((event) => event.type.startsWith('reset-')).length,
    from: fresh[0]?.at,
    to: fresh.at(-1)?.at,
  };
}

function refuse(message: string): ParsedImport {
  return { ok: false, message };
}

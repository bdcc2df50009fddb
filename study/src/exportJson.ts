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
  | { readonly ok: false; readonly problem: ImportProblem };

/** Why a file is refused whole. */
export type ImportProblem =
  | { readonly kind: 'too-large'; readonly megabytes: number }
  /** It is no JSON, or only the beginning of one. */
  | { readonly kind: 'not-json'; readonly detail: string }
  /** It is JSON that something else wrote; `where` is the first field that says so. */
  | { readonly kind: 'foreign'; readonly where: string };

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
    return refuse({ kind: 'too-large', megabytes: Math.round(text.length / 1024 / 1024) });
  }
  let data: unknown;
  try {
    // Some editors put a byte order mark in front, which JSON does not allow.
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return refuse({ kind: 'not-json', detail: error instanceof Error ? error.message : String(error) });
  }
  const parsed = v.safeParse(envelope, data);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse({ kind: 'foreign', where: v.getDotPath(issue) ?? '' });
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

function refuse(problem: ImportProblem): ParsedImport {
  return { ok: false, problem };
}

/**
 * The log as text: one event per line, as JSON with its format version and a checksum. A line stands for itself,
 * so damage costs the lines it touches and no other; and a line without its end fails its own checksum.
 */
import { canonicalText, type StudyEvent } from './events';
import { eventVersion, parseEvent } from './migrations';
import { hashText } from './random';

/** Set aside, never thrown away: the file that holds it is left as it is. */
export interface QuarantinedLine {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
  /** The beginning of the line, without control characters. */
  readonly excerpt: string;
}

export interface ParsedLog {
  readonly events: readonly StudyEvent[];
  /** The first of the lines that could not be read. */
  readonly quarantined: readonly QuarantinedLine[];
  /** How many there are in all. */
  readonly quarantinedCount: number;
}

/** Characters; the longest event that the schema allows has about 800. */
const longestLine = 4_096;
/** Enough to find out what happened; a 50 MB file of noise must not become a list of a million reasons. */
const mostExamples = 20;
const longestExcerpt = 80;

const checksumPattern = /^(\{.*),"sum":"([\da-f]{8})"\}$/;

export function encodeLine(event: StudyEvent): string {
  const body = `{"v":${String(eventVersion)},"event":${canonicalText(event)}`;
  return `${body},"sum":"${checksum(body)}"}\n`;
}

export function parseLog(text: string, file: string): ParsedLog {
  const events: StudyEvent[] = [];
  const quarantined: QuarantinedLine[] = [];
  let quarantinedCount = 0;
  let line = 0;
  let start = 0;
  // Walks from line to line instead of splitting, which would copy a large file once more.
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    line += 1;
    const length = end - start;
    const content = text.slice(start, Math.min(end, start + longestLine + 1)).replace(/\r$/, '');
    start = end + 1;
    if (content.trim() === '') continue;
    const parsed =
      length > longestLine
        ? ({ ok: false, reason: `it is longer than ${String(longestLine)} characters` } as const)
        : parseLine(content);
    if (parsed.ok) {
      events.push(parsed.event);
    } else {
      quarantinedCount += 1;
      if (quarantined.length < mostExamples) {
        quarantined.push({ file, line, reason: parsed.reason, excerpt: excerptOf(content) });
      }
    }
  }
  return { events, quarantined, quarantinedCount };
}

/** What was set aside in all logs; `undefined` when nothing was. */
export interface Quarantine {
  readonly count: number;
  readonly first: QuarantinedLine;
  /** How many lines of each file; files that are whole are not among them. */
  readonly files: readonly { readonly file: string; readonly count: number }[];
  /** The first lines of each log, enough to find out what happened. */
  readonly examples: readonly QuarantinedLine[];
}

export function sumQuarantine(logs: readonly ParsedLog[]): Quarantine | undefined {
  const examples = logs.flatMap((log) => log.quarantined);
  const [first] = examples;
  if (first === undefined) return undefined;
  const files = logs.flatMap(({ quarantined: [line], quarantinedCount: count }) =>
    line === undefined ? [] : [{ file: line.file, count }],
  );
  return { count: files.reduce((sum, file) => sum + file.count, 0), first, files, examples };
}

function parseLine(content: string): ReturnType<typeof parseEvent> {
  const match = checksumPattern.exec(content);
  if (match === null) return { ok: false, reason: 'it is cut off, or not a line of a study log' };
  const [, body = '', sum = ''] = match;
  if (checksum(body) !== sum)
    return { ok: false, reason: 'its checksum does not fit: it was changed or damaged' };
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
  if (typeof data !== 'object' || data === null || !('event' in data) || !('v' in data)) {
    return { ok: false, reason: 'it holds no event' };
  }
  return parseEvent(data.event, data.v);
}

function checksum(body: string): string {
  return hashText(body).toString(16).padStart(8, '0');
}

function excerptOf(content: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is replaced.
  return content.slice(0, longestExcerpt).replace(/[\u0000-\u001f\u007f]/g, '\ufffd');
}

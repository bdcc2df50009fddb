/**
 * Versions of the stored events. A later version adds one step here; old logs are never rewritten, because a machine
 * that was not updated yet may still read them.
 */
import * as v from 'valibot';
import { eventSchema, type StudyEvent } from './events';

export const eventVersion = 1;

/** Turns an event of one version, as parsed JSON, into the next version. */
export type Migration = (event: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** `migrations[n]` leads from version n + 1 to n + 2. */
const eventMigrations: readonly Migration[] = [];

export type ParsedEvent =
  { readonly ok: true; readonly event: StudyEvent } | { readonly ok: false; readonly reason: string };

/** The one place where unknown data becomes an event. */
export function parseEvent(
  data: unknown,
  version: unknown,
  migrations: readonly Migration[] = eventMigrations,
): ParsedEvent {
  const newest = migrations.length + 1;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return rejected('it does not say which version of the format it has');
  }
  if (version > newest) {
    return rejected(
      `it was written by a newer Backend Guide (format ${String(version)}, this one reads up to ${String(newest)}): update the extension`,
    );
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return rejected('it is not an event but another kind of JSON');
  }
  // Object.keys and not `in`: JSON may hold "__proto__" as a key of its own, and that is never one of ours.
  if (Object.keys(data).some((key) => key === '__proto__' || key === 'constructor' || key === 'prototype')) {
    return rejected('it holds a key that could change how objects behave');
  }
  let event: Readonly<Record<string, unknown>> = { ...data };
  for (const migrate of migrations.slice(version - 1)) event = migrate(event);
  const result = v.safeParse(eventSchema, event, { abortEarly: true });
  if (result.success) return { ok: true, event: result.output };
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  return rejected(`${where === null ? 'the event' : `"${where}"`} is not valid: ${issue.message}`);
}

function rejected(reason: string): ParsedEvent {
  return { ok: false, reason };
}

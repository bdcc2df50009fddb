/** The day of the interview, kept as `2026-11-22` and taken along by Settings Sync. */
import type * as vscode from 'vscode';

export const interviewKey = 'study.interviewDate';

/** The morning of the day on the reader's clock, in milliseconds since 1970; undefined for anything but a real date. */
export function parseInterviewDate(text: unknown): number | undefined {
  const [, year, month, day] =
    /^(\d{4})-(\d{2})-(\d{2})$/.exec(typeof text === 'string' ? text.trim() : '') ?? [];
  if (year === undefined) return undefined;
  const date = new Date(Number(year), Number(month) - 1, Number(day), 9);
  // JavaScript turns 30 February into 2 March.
  const isReal = date.getMonth() === Number(month) - 1 && date.getDate() === Number(day);
  return isReal ? date.getTime() : undefined;
}

/**
 * The midnight after an interview, on the reader's clock: until then its day is not over. Counted by the calendar,
 * because a day on which the clock is moved has 23 or 25 hours.
 */
export function endOfInterviewDay(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** Undefined without an interview, and from the day after it. */
export function interviewAt(state: Pick<vscode.Memento, 'get'>, now: number): number | undefined {
  const at = parseInterviewDate(state.get(interviewKey));
  return at === undefined || endOfInterviewDay(at) <= now ? undefined : at;
}

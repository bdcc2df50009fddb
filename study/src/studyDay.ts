/**
 * The reader's own calendar. A study day ends in the small hours, not at midnight, so that a late evening
 * counts as one day; and it is counted on the reader's clock, so that neither UTC nor daylight saving
 * splits or doubles a day.
 */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Whole days since 1 January 1970 on the reader's calendar. */
export type StudyDay = number;

export interface StudyCalendar {
  /** Minutes that the reader's clock is ahead of UTC at an instant (milliseconds since 1970). */
  readonly utcOffsetAt: (at: number) => number;
  /** Hour of the local clock at which a new study day begins. */
  readonly dayStartsAtHour: number;
}

/** Offsets change only on quarter hours of UTC, everywhere and at any time since 1970. */
const offsetSlotMs = 15 * minuteMs;
const rememberedSlots = 4_000;

/** @param timeZone IANA name such as `Europe/Berlin`; an unknown name is a RangeError that quotes it. */
export function createCalendar(timeZone: string, dayStartsAtHour = 4): StudyCalendar {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  // Asking Intl costs microseconds and a heat map asks a thousand times, so answers are kept per slot.
  const known = new Map<number, number>();
  const measure = (instant: number): number => {
    const fields = new Map(
      format.formatToParts(instant).map((part): [string, number] => [part.type, Number(part.value)]),
    );
    const field = (name: string): number => fields.get(name) ?? 0;
    const local = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'));
    return (local - instant) / minuteMs;
  };
  return {
    dayStartsAtHour,
    utcOffsetAt: (at) => {
      const slot = Math.floor(at / offsetSlotMs);
      const remembered = known.get(slot);
      if (remembered !== undefined) return remembered;
      const offset = measure(slot * offsetSlotMs);
      if (known.size >= rememberedSlots) known.clear();
      known.set(slot, offset);
      return offset;
    },
  };
}

/**
 * The study day of an instant.
 * @param recordedOffset The offset that was noted when something happened. It wins over today's time zone:
 * what was studied on a Monday evening in Berlin stays on that Monday when the reader has moved to Tokyo.
 */
export function dayOf(calendar: StudyCalendar, at: number, recordedOffset?: number): StudyDay {
  const offset = recordedOffset ?? calendar.utcOffsetAt(at);
  return Math.floor((at + offset * minuteMs - calendar.dayStartsAtHour * hourMs) / dayMs);
}

/** The first instant that no longer belongs to the study day of `at`. */
export function endOfDay(calendar: StudyCalendar, at: number): number {
  const day = dayOf(calendar, at);
  const localEnd = (day + 1) * dayMs + calendar.dayStartsAtHour * hourMs;
  // The offset at the end decides, and the end depends on the offset: two rounds settle it,
  // and the loop walks on where the clock was moved within the last quarter hours of the day.
  let end = localEnd - calendar.utcOffsetAt(at) * minuteMs;
  end = localEnd - calendar.utcOffsetAt(end) * minuteMs;
  while (dayOf(calendar, end) <= day) end += offsetSlotMs;
  while (end - offsetSlotMs > at && dayOf(calendar, end - offsetSlotMs) > day) end -= offsetSlotMs;
  return end;
}

/** The same clock with days that end at midnight, for what the calendar on the wall decides. */
export function wallCalendar(calendar: StudyCalendar): StudyCalendar {
  return { ...calendar, dayStartsAtHour: 0 };
}

/** `2026-11-22`, for labels and file names. */
export function formatDay(day: StudyDay): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

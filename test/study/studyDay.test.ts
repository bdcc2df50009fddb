import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHeatMap } from '../../study/src/heatMap';
import { computeStreak } from '../../study/src/streak';
import { createCalendar, dayMs, dayOf, endOfDay, formatDay, hourMs } from '../../study/src/studyDay';
import { review } from './arbitraries';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Sao_Paulo',
  'Africa/Casablanca',
] as const;
const at = (text: string): number => Date.parse(text);
const on = (...times: readonly string[]) =>
  times.map((time, index) => review(`r-${String(index)}`, { at: at(time) }));

describe('study day', () => {
  const calendars = new Map(zones.map((zone) => [zone, createCalendar(zone)]));

  it('lasts until the small hours of the local clock', () => {
    const berlin = createCalendar('Europe/Berlin');
    expect(formatDay(dayOf(berlin, at('2026-01-05T23:30:00+01:00')))).toBe('2026-01-05');
    expect(formatDay(dayOf(berlin, at('2026-01-06T03:59:00+01:00')))).toBe('2026-01-05');
    expect(formatDay(dayOf(berlin, at('2026-01-06T04:00:00+01:00')))).toBe('2026-01-06');
  });

  it('ends exactly once in every zone, also where the clock is moved', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }),
        (zone, instant) => {
          const calendar = calendars.get(zone) ?? createCalendar(zone);
          const end = endOfDay(calendar, instant);
          const day = dayOf(calendar, instant);
          expect(end).toBeGreaterThan(instant);
          expect(end - instant).toBeLessThanOrEqual(26 * hourMs);
          expect(dayOf(calendar, end - 1)).toBe(day);
          expect(dayOf(calendar, end)).toBe(day + 1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has 23 or 25 hours when the clock is moved', () => {
    const berlin = createCalendar('Europe/Berlin', 1);
    const length = (text: string) =>
      (endOfDay(berlin, at(text)) - endOfDay(berlin, at(text) - 18 * hourMs)) / hourMs;
    expect(length('2026-03-29T12:00:00+02:00')).toBe(23);
    expect(length('2026-10-25T12:00:00+01:00')).toBe(25);
    expect(length('2026-11-25T12:00:00+01:00')).toBe(24);
  });

  it('names an unknown time zone', () => {
    expect(() => createCalendar('Mars/Olympus')).toThrow(/Mars\/Olympus/);
  });
});

describe('streak', () => {
  const berlin = createCalendar('Europe/Berlin');

  it('is empty without reviews', () => {
    expect(computeStreak([], at('2026-01-05T12:00:00Z'), berlin)).toEqual({
      current: 0,
      longest: 0,
      hasStudiedToday: false,
    });
  });

  it('counts days, not reviews, and lives on until tomorrow ends', () => {
    const reviews = on(
      '2026-03-27T20:00:00Z',
      '2026-03-28T06:00:00Z',
      '2026-03-28T21:00:00Z',
      '2026-03-29T21:30:00Z',
    );
    expect(computeStreak(reviews, at('2026-03-29T22:00:00Z'), berlin)).toMatchObject({
      current: 3,
      hasStudiedToday: true,
    });
    expect(computeStreak(reviews, at('2026-03-30T22:00:00Z'), berlin)).toMatchObject({
      current: 3,
      hasStudiedToday: false,
    });
    expect(computeStreak(reviews, at('2026-04-01T12:00:00Z'), berlin)).toMatchObject({
      current: 0,
      longest: 3,
    });
  });

  it('keeps a late evening every day across both changes of the clock, in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 300 }), (zone, start) => {
        const calendar = createCalendar(zone);
        // Half an hour before the study day ends is a quarter to four at night: the worst moment.
        let end = endOfDay(calendar, at('2026-01-01T12:00:00Z') + start * dayMs);
        const reviews = [];
        for (let day = 0; day < 60; day += 1) {
          reviews.push(review(`r-${String(day)}`, { at: end - 15 * 60_000 }));
          end = endOfDay(calendar, end);
        }
        expect(computeStreak(reviews, reviews.at(-1)?.at ?? 0, calendar).current).toBe(60);
      }),
      { numRuns: 40 },
    );
  });

  it('survives moving house, because every review knows the clock it was made by', () => {
    const tokyo = createCalendar('Asia/Tokyo');
    // 21:00 in Berlin on three days is already the next morning in Tokyo.
    const reviews = [5, 6, 7].map((day) =>
      review(`r-${String(day)}`, { at: Date.UTC(2026, 0, day, 20), utcOffset: 60 }),
    );
    const there = review('there', { at: Date.UTC(2026, 0, 8, 12), utcOffset: 540 });
    expect(computeStreak([...reviews, there], Date.UTC(2026, 0, 8, 13), tokyo).current).toBe(4);
  });

  it('does not miss the date that a flight over the date line skips', () => {
    const honolulu = review('a', { at: at('2026-06-01T20:00:00-10:00'), utcOffset: -600 });
    const auckland = review('b', { at: at('2026-06-03T12:00:00+12:00'), utcOffset: 720 });
    const calendar = createCalendar('Pacific/Auckland');
    expect(computeStreak([honolulu, auckland], auckland.at, calendar).current).toBe(2);
  });

  it('ignores days after today, which a wrong clock has written', () => {
    const reviews = on('2026-01-04T12:00:00Z', '2026-01-05T12:00:00Z', '2026-01-09T12:00:00Z');
    expect(computeStreak(reviews, at('2026-01-05T13:00:00Z'), berlin)).toEqual({
      current: 2,
      longest: 2,
      hasStudiedToday: true,
    });
  });
});

describe('heat map', () => {
  it('has every day from a Monday on, with levels by the busiest day', () => {
    const reviews = on(
      '2026-01-12T12:00:00Z',
      '2026-01-14T12:00:00Z',
      '2026-01-14T12:01:00Z',
      '2026-01-14T12:02:00Z',
      '2026-01-14T12:03:00Z',
    );
    const days = buildHeatMap(reviews, {
      now: at('2026-01-15T12:00:00Z'),
      calendar: createCalendar('UTC'),
      weeks: 2,
    });
    expect(days).toHaveLength(11);
    expect(days[0]).toMatchObject({ label: '2026-01-05', weekday: 0, reviews: 0, level: 0 });
    expect(days.map(({ level }) => level)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 4, 0]);
    expect(days[9]).toMatchObject({ label: '2026-01-14', weekday: 2, reviews: 4, recalled: 4 });
    expect(days[9]?.minutes).toBeCloseTo(0.6);
  });
});

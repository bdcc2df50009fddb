import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../study/src/fold';
import { encodeLine, parseLog, sumQuarantine } from '../../study/src/logLines';
import { parseEvent } from '../../study/src/migrations';
import { createScheduler } from '../../study/src/scheduler';
import { epoch, eventLog, review } from './arbitraries';

const sample = [
  review('a', { utcOffset: 60 }),
  review('b', { questionId: 'pagination/was-ist-ß-😀', durationMs: 1234.5 }),
  review('c', { rating: 1 }),
];
const text = sample.map(encodeLine).join('');

describe('log lines', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(eventLog, (events) => {
        const parsed = parseLog(events.map(encodeLine).join(''), 'log');
        expect(parsed.events).toEqual(events);
        expect(parsed.quarantinedCount).toBe(0);
      }),
    );
  });

  it('lose at most the line in flight when the file is cut at any byte', () => {
    const bytes = Buffer.from(text, 'utf8');
    const ends = sample.map((_, index) =>
      Buffer.byteLength(
        sample
          .slice(0, index + 1)
          .map(encodeLine)
          .join(''),
        'utf8',
      ),
    );
    for (let length = 0; length <= bytes.length; length += 1) {
      const parsed = parseLog(bytes.subarray(0, length).toString('utf8'), 'log');
      // A line is whole without its newline.
      const whole = ends.filter((end) => end - 1 <= length).length;
      expect(parsed.events).toEqual(sample.slice(0, whole));
      expect(parsed.quarantinedCount).toBeLessThanOrEqual(1);
    }
  });

  it('notice every single changed character, and the other lines stay', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('x', '0', '"', '\u0000', '}', ' '),
        (at, character) => {
          fc.pre(text[at] !== character && text[at] !== '\n');
          const damaged = text.slice(0, at) + character + text.slice(at + 1);
          const parsed = parseLog(damaged, 'log');
          expect(parsed.events).toHaveLength(2);
          for (const event of parsed.events) expect(sample).toContainEqual(event);
        },
      ),
    );
  });

  it.each([
    ['NUL bytes', '\u0000'.repeat(300)],
    ['another log', '{"level":"info","msg":"server started"}'],
    ['a list', '[1,2,3]'],
    ['prose', 'Dear diary,'],
    ['half a line', encodeLine(review('d')).slice(0, 90)],
    ['a very long line', `{"v":1,"event":"${'x'.repeat(100_000)}","sum":"00000000"}`],
    ['deep nesting', '['.repeat(4_000)],
  ])('set %s aside and keep the rest', (_, hostile) => {
    const parsed = parseLog(
      `${encodeLine(review('a'))}${hostile}\n${encodeLine(review('b'))}`,
      'log-x.jsonl',
    );
    expect(parsed.events.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(parsed.quarantined).toMatchObject([{ file: 'log-x.jsonl', line: 2 }]);
    expect(parsed.quarantined[0]?.excerpt).not.toContain('\u0000');
  });

  it('never throw and never change Object.prototype, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (noise) => {
        const parsed = parseLog(`${noise}\n${text}`, 'log');
        expect(parsed.events.slice(-3)).toEqual(sample);
      }),
    );
    parseEvent(JSON.parse('{"type":"review","__proto__":{"polluted":true}}'), 1);
    parseEvent(JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'), 1);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuse keys that change objects even beside a valid event', () => {
    const data: unknown = JSON.parse(
      JSON.stringify(review('a')).replace('{', '{"__proto__":{"polluted":true},'),
    );
    expect(parseEvent(data, 1)).toMatchObject({ ok: false });
  });

  it('read 50 MB of noise without a list of a million reasons', () => {
    const parsed = parseLog(`${'noise '.repeat(17)}\n`.repeat(500_000), 'log');
    expect(parsed.quarantinedCount).toBe(500_000);
    expect(parsed.quarantined).toHaveLength(20);
  });

  it('are summed up once, with the place of the first', () => {
    expect(sumQuarantine([parseLog(text, 'log')])).toBeUndefined();
    const logs = [parseLog(text, 'log-1.jsonl'), parseLog(`${text}noise\nmore\n`, 'log-2.jsonl')];
    expect(sumQuarantine(logs)).toMatchObject({
      count: 2,
      first: {
        file: 'log-2.jsonl',
        line: 4,
        reason: 'it is cut off, or not a line of a study log',
        excerpt: 'noise',
      },
      examples: [{ line: 4 }, { line: 5 }],
    });
  });
});

describe('versions', () => {
  it('of the future are set aside with the advice to update', () => {
    expect(JSON.stringify(parseEvent(review('a'), 2))).toContain('update the extension');
    expect(parseEvent(review('a'), '1')).toMatchObject({ ok: false });
  });

  it('of the past pass through every later step', () => {
    const steps = [
      (event: Readonly<Record<string, unknown>>) => ({ ...event, rating: Number(event['rating']) }),
      ({ seconds, ...event }: Readonly<Record<string, unknown>>) => ({
        ...event,
        durationMs: Number(seconds) * 1000,
      }),
    ];
    const old = Object.fromEntries(Object.entries(review('a')).filter(([field]) => field !== 'durationMs'));
    expect(parseEvent({ ...old, rating: '4', seconds: 9 }, 1, steps)).toEqual({
      ok: true,
      event: review('a', { rating: 4 }),
    });
    expect(parseEvent({ ...old, rating: 4, seconds: 9 }, 2, steps)).toMatchObject({ ok: true });
    expect(parseEvent(review('a'), 4, steps)).toMatchObject({ ok: false });
  });

  it('keep the golden log of version 1 readable for ever', () => {
    const golden = readFileSync(join(import.meta.dirname, 'golden', 'log-v1.jsonl'), 'utf8');
    const parsed = parseLog(golden, 'log-v1.jsonl');
    expect(parsed.quarantined).toEqual([]);
    expect(golden).toBe(parsed.events.map(encodeLine).join(''));
    const state = foldEvents(parsed.events, { scheduler: createScheduler(), asOf: epoch + 86_400_000 * 30 });
    expect({ cards: [...state.cards.values()], reviews: state.reviews.length }).toMatchInlineSnapshot(`
      {
        "cards": [
          {
            "conceptId": "pagination",
            "difficulty": 2.11121424,
            "due": 1768813209000,
            "firstReview": 1767603600000,
            "lapses": 0,
            "lastReview": 1767776409000,
            "learningSteps": 0,
            "questionId": "pagination/offset-cost",
            "reps": 2,
            "scheduledDays": 12,
            "stability": 10.96433194,
            "state": "review",
          },
        ],
        "reviews": 5,
      }
    `);
  });
});

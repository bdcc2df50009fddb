import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../protocol/src/concept';
import { createCatalogue } from '../../study/src/catalogue';
import { compareEvents } from '../../study/src/events';
import { exportAnki } from '../../study/src/exportAnki';
import { exportCsv } from '../../study/src/exportCsv';
import { exportJson, parseImport, previewImport } from '../../study/src/exportJson';
import { exportReport } from '../../study/src/exportReport';
import { foldEvents } from '../../study/src/fold';
import { createScheduler } from '../../study/src/scheduler';
import { toHtml } from '../../study/src/simpleHtml';
import { createCalendar, dayMs } from '../../study/src/studyDay';
import { compileRealGuide } from '../support/guide';
import { epoch, eventLog, review } from './arbitraries';
import { concept } from './concepts';

const catalogue = createCatalogue([concept('pagination', 'databases'), concept('event-loop', 'nodejs')]);

function parsed(text: string) {
  const result = parseImport(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result;
}

describe('JSON', () => {
  it('imports exactly what was exported', () => {
    fc.assert(
      fc.property(eventLog, (events) => {
        const result = parsed(exportJson(events, epoch));
        expect(result.events).toEqual([...events].sort(compareEvents));
        expect(result.rejectedCount).toBe(0);
        expect(exportJson(result.events, epoch)).toBe(exportJson(events, epoch));
      }),
    );
  });

  it('previews what is new, known and refused', () => {
    const mine = [review('a'), review('b')];
    const text = exportJson(
      [review('b'), review('c', { at: epoch + 5 }), review('d', { at: epoch + 9 })],
      epoch,
    )
      .replace('"id": "c"', '"id": "not an id!"')
      .replace('"rating": 3', '"rating": 3');
    expect(previewImport(mine, parsed(text))).toEqual({
      new: 1,
      known: 1,
      rejected: 1,
      resets: 0,
      from: epoch + 9,
      to: epoch + 9,
    });
    expect(parsed(text).rejected).toHaveLength(1);
    expect(parsed(text).rejected[0]?.position).toBe(2);
    expect(parsed(text).rejected[0]?.reason).toContain('"id" is not valid: use 1 to 64 letters');
  });

  it('keeps the golden export of version 1 readable for ever', () => {
    const golden = readFileSync(join(import.meta.dirname, 'golden', 'export-v1.json'), 'utf8');
    const result = parsed(golden);
    expect(result.rejectedCount).toBe(0);
    expect(result.events).toHaveLength(11);
    expect(exportJson(result.events, epoch + 6 * dayMs)).toBe(golden);
  });

  it.each([
    ['nothing', '', 'not-json'],
    ['half an export', exportJson([review('a')], epoch).slice(0, 60), 'not-json'],
    ['another program’s file', '{"name":"my-app","version":"1.0.0"}', 'foreign'],
    ['a list', '[]', 'foreign'],
    ['a number', '7', 'foreign'],
    ['NUL bytes', '\u0000'.repeat(100), 'not-json'],
    [
      'events that are no list',
      '{"format":"backend-guide-progress","version":1,"events":{"0":{}}}',
      'foreign',
    ],
    [
      'a hostile prototype',
      '{"__proto__":{"format":"backend-guide-progress","version":1,"events":[]}}',
      'foreign',
    ],
    ['deep nesting', '['.repeat(100_000), 'not-json'],
    ['50 MB', ' '.repeat(50 * 1024 * 1024), 'too-large'],
  ])('refuses %s whole and says why', (_, text, kind) => {
    expect(parseImport(text)).toMatchObject({ ok: false, problem: { kind } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes the good events beside hostile ones', () => {
    const good = JSON.stringify(review('good'));
    const bad = [
      good.replace('{', '{"__proto__":{"polluted":true},'),
      good.replace('"rating":3', '"rating":9'),
      good.replace(String(epoch), '1e300'),
      'null',
      '"text"',
      '[[[[]]]]',
      '{"type":"drop-table"}',
    ];
    const result = parsed(
      `\ufeff{"format":"backend-guide-progress","version":1,"events":[${[...bad, good].join(',')}]}`,
    );
    expect(result.events).toEqual([review('good')]);
    expect(result.rejectedCount).toBe(bad.length);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        parseImport(text);
        parseImport(`{"format":"backend-guide-progress","version":1,"events":[${text}]}`);
      }),
    );
  });

  it('reads the largest file that it takes within seconds, and merges only what is whole', () => {
    const line = JSON.stringify(review('a'));
    const count = Math.floor((39 * 1024 * 1024) / (line.length + 8));
    const events = Array.from({ length: count }, (_, index) =>
      // Every tenth is hostile, every seventh comes twice.
      index % 10 === 0
        ? line.replace('{', '{"__proto__":{"polluted":true},')
        : line.replace('"a"', `"e${index % 7 === 0 ? index - 1 : index}"`),
    );
    const begun = performance.now();
    const result = parsed(`{"format":"backend-guide-progress","version":1,"events":[${events.join(',')}]}`);
    const preview = previewImport([], result);
    console.log(
      `${String(count)} events, 39 MB: read and previewed in ${String(Math.round(performance.now() - begun))} ms`,
    );
    expect(result.rejectedCount).toBe(Math.ceil(count / 10));
    expect(result.rejected).toHaveLength(20);
    expect(preview.new + preview.known + result.rejectedCount).toBeLessThan(count);
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }, 60_000);

  it.each([
    ['an event as deep as a file can hold', `{"a":${'['.repeat(3_000)}${']'.repeat(3_000)}}`],
    ['NUL bytes in an id', JSON.stringify({ ...review('a'), id: 'a\u0000b' })],
    ['an event of the future', JSON.stringify({ ...review('a'), at: Date.UTC(2300, 0) })],
    ['a field too many', JSON.stringify({ ...review('a'), note: 'x' })],
    ['a review that says it is an undo', JSON.stringify({ ...review('u'), type: 'undo', undoes: 'u' })],
  ])('leaves out %s and takes the rest', (_, hostile) => {
    const good = JSON.stringify(review('good'));
    const result = parsed(`{"format":"backend-guide-progress","version":1,"events":[${hostile},${good}]}`);
    expect(result.events).toEqual([review('good')]);
    expect(result.rejectedCount).toBe(1);
  });

  it('asks to update for an export of a newer version', () => {
    const result = parsed(exportJson([review('a')], epoch).replace('"version": 1', '"version": 2'));
    expect(result.rejected[0]?.reason).toContain('update');
  });
});

describe('CSV', () => {
  it('has a row per review and no formulas', () => {
    const csv = exportCsv([review('a'), review('b', { questionId: '=1+1,"x"', rating: 1 })], catalogue);
    expect(csv).toMatchInlineSnapshot(`
      "time,question,concept,area,rating,seconds,device
      2026-01-05T09:00:00.000Z,pagination/question-1,pagination,databases,Good,9.0,laptop
      2026-01-05T09:00:00.000Z,"'=1+1,""x""",pagination,databases,Again,9.0,laptop
      "
    `);
  });
});

describe('Anki', () => {
  const questions: Question[] = [
    {
      kind: 'single-choice',
      id: 'pagination/cost',
      conceptId: 'pagination',
      difficulty: 1,
      prompt: 'What does `OFFSET 10000` cost?\n\n```sql\nSELECT *\n\tFROM "t" OFFSET 10000\n```',
      options: [
        { text: 'a <b>scan</b>', correct: true, reason: 'rows are read & dropped' },
        { text: 'nothing', correct: false, reason: 'they are read' },
      ],
    },
    {
      kind: 'order',
      id: 'pagination/steps',
      conceptId: 'pagination',
      difficulty: 2,
      prompt: 'Order them',
      steps: ['second first', 'a last'],
    },
  ];
  const text = exportAnki(createCatalogue([{ ...concept('pagination', 'system-design'), questions }]));
  const [lines, notes] = [text.trimEnd().split('\n'), text.trimEnd().split('\n').slice(6)];

  it('begins with the headers that name separator, guid, deck and tags', () => {
    expect(lines.slice(0, 6)).toEqual([
      '#separator:tab',
      '#html:true',
      '#notetype:Basic',
      '#guid column:1',
      '#deck column:2',
      '#tags column:3',
    ]);
  });

  it('writes one line of five fields per note, whatever the text holds', () => {
    expect(notes).toHaveLength(2);
    for (const note of notes) {
      expect(note.split('\t')).toHaveLength(5);
      expect(note).not.toContain('"');
    }
    const [guid, deck, tags, front, back] = (notes[0] ?? '').split('\t');
    expect([guid, deck, tags]).toEqual([
      'backend-guide/pagination/cost',
      'Backend Guide::System design',
      'backend-guide system-design pagination single-choice',
    ]);
    expect(front).toContain('<pre><code>SELECT *<br>&#9;FROM &quot;t&quot; OFFSET 10000</code></pre>');
    expect(front).toContain('a &lt;b&gt;scan&lt;/b&gt;');
    expect(back).toContain('Right: a &lt;b&gt;scan&lt;/b&gt;. rows are read &amp; dropped');
  });

  it('does not give the answer away on the front', () => {
    const [, , , front, back] = (notes[1] ?? '').split('\t');
    expect(front).toContain('<ul><li>a last</li><li>second first</li></ul>');
    expect(back).toContain('<ol><li>second first</li><li>a last</li></ol>');
  });

  it('is read by the rules of Anki’s manual: every question of the guide, whole, in its deck', () => {
    const { concepts } = compileRealGuide().guide;
    const all = createCatalogue(concepts);
    const imported = readAsAnki(exportAnki(all));
    expect(imported.settings).toEqual({ html: true, notetype: 'Basic' });
    expect(imported.notes).toHaveLength(all.entries.size);
    expect(new Set(imported.notes.map(({ guid }) => guid)).size).toBe(all.entries.size);
    for (const { guid, deck, tags, fields } of imported.notes) {
      const entry = all.entries.get(guid.replace('backend-guide/', ''));
      expect(deck.split('::')[0], guid).toBe('Backend Guide');
      expect(tags, guid).toContain(entry?.concept.id);
      // Front and back of Basic, and no third column that would be taken for something else.
      expect(fields, guid).toHaveLength(2);
      const [front = '', back = ''] = fields;
      expect(back, guid).not.toBe('');
      expect(front, guid).toContain(`<b>${entry?.concept.title ?? ''}</b>`);
      for (const field of fields) expect(openElements(field), guid).toEqual([]);
    }
  });

  it('shows no solution on a front, doubles no full stop and leaves no link of the guide, in any note', () => {
    const all = createCatalogue(compileRealGuide().guide.concepts);
    const { notes: imported } = readAsAnki(exportAnki(all));
    for (const { guid, fields } of imported) {
      const [front = '', back = ''] = fields;
      const question = all.entries.get(guid.replace('backend-guide/', ''))?.question;
      const shown = itemsOf(front);
      if (question?.kind === 'order') {
        expect(shown, guid).not.toEqual(itemsOf(back));
        expect(shown.toSorted(), guid).toEqual(itemsOf(back).toSorted());
      }
      if (question?.kind === 'match') {
        const half = shown.length / 2;
        const pairs = shown.slice(0, half).map((left, place) => `${left}: ${shown[half + place] ?? ''}`);
        expect(pairs, guid).not.toEqual(itemsOf(back));
      }
      for (const field of fields) {
        // Code may well hold two dots.
        const prose = field.replace(/<code>.*?<\/code>/gs, '');
        expect(prose, guid).not.toMatch(/(?<!\.)\.\.(?=\s|<|$)/);
        expect(field, guid).not.toContain('](concept:');
      }
    }
  });

  it('ends the text of an option like a sentence once', () => {
    const texts = ['nothing', 'Nothing.', 'Is it?', 'They say "no."', 'It waits (and sleeps).'];
    const [note = ''] = exportAnki(
      createCatalogue([
        {
          ...concept('pagination', 'system-design'),
          questions: [
            {
              kind: 'multiple-choice',
              id: 'pagination/stops',
              conceptId: 'pagination',
              difficulty: 1,
              prompt: 'Which?',
              options: texts.map((option) => ({ text: option, correct: false, reason: 'It is not.' })),
            },
          ],
        },
      ]),
    )
      .trimEnd()
      .split('\n')
      .slice(6);
    expect(itemsOf(note.split('\t').at(-1) ?? '')).toEqual([
      'Wrong: nothing. It is not.',
      'Wrong: Nothing. It is not.',
      'Wrong: Is it? It is not.',
      'Wrong: They say &quot;no.&quot; It is not.',
      'Wrong: It waits (and sleeps). It is not.',
    ]);
  });

  it('keeps the words of a link between concepts, also around code', () => {
    expect(toHtml('See [XSS](concept:xss) and [the `key` in **it**](concept:keys), not a[0](b).')).toBe(
      'See XSS and the <code>key</code> in <b>it</b>, not a[0](b).',
    );
  });

  it('exports only what is asked for', () => {
    expect(
      exportAnki(catalogue, new Set(['event-loop/question-2']))
        .trimEnd()
        .split('\n'),
    ).toHaveLength(7);
  });
});

/**
 * Reads a text file as Anki's manual describes it (docs.ankiweb.net/importing/text-files.html): `#key:value` lines at
 * the top, other lines with # are comments, quotes begin a field that may hold separators, and the columns that no
 * header claims are the fields of the note in their order.
 */
function readAsAnki(text: string) {
  const settings = new Map<string, string>();
  const lines = text.split('\n');
  while (lines[0]?.startsWith('#') === true) {
    const [key = '', value = ''] = (lines.shift() ?? '').slice(1).split(/:(.*)/s);
    settings.set(key, value);
  }
  expect(settings.get('separator')).toBe('tab');
  // With names, Anki would look for fields of these names, which are translated.
  expect(settings.has('columns')).toBe(false);
  const column = (name: string): number => Number(settings.get(`${name} column`)) - 1;
  const [guid, deck, tags] = [column('guid'), column('deck'), column('tags')];
  const notes = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const cells = line.split('\t');
      expect(cells.filter((cell) => cell.startsWith('"'))).toEqual([]);
      return {
        guid: cells[guid] ?? '',
        deck: cells[deck] ?? '',
        tags: (cells[tags] ?? '').split(' '),
        fields: cells.filter((_, index) => ![guid, deck, tags].includes(index)),
      };
    });
  return { settings: { html: settings.get('html') === 'true', notetype: settings.get('notetype') }, notes };
}

/** The items of the lists of a field, one after the other. */
function itemsOf(html: string): readonly string[] {
  return [...html.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) => item);
}

/** The elements of a piece of HTML that are not closed, or closed without having been opened. */
function openElements(html: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
    if (name === 'br') continue;
    if (slash === '/' && open.at(-1) === name) open.pop();
    else open.push(`${slash ?? ''}${name}`);
  }
  return open;
}

describe('report', () => {
  it('summarises progress', () => {
    const scheduler = createScheduler();
    const now = epoch + 4 * dayMs;
    const state = foldEvents(
      [review('a'), review('b', { at: epoch + 3 * dayMs, rating: 1 }), review('c', { at: now, rating: 1 })],
      { scheduler, asOf: now },
    );
    expect(exportReport({ catalogue, state, scheduler, calendar: createCalendar('UTC'), now }))
      .toMatchInlineSnapshot(`
        "# Backend Guide: progress

        2026-01-09: 3 answers in 0 minutes, streak 2 days (longest 2).

        | Area | Questions met | Recall today | Recall in 30 days |
        |---|---:|---:|---:|
        | databases | 1 of 2 | 50 % | 24 % |
        | nodejs | 0 of 2 | 0 % | 0 % |
        | **All** | 1 of 4 | 25 % | 12 % |

        ## Weak spots

        - The pagination: 2 of the last 3 answers missed, recall tomorrow 77 %

        ## Measured recall

        | Days since the last answer | Answers | Known |
        |---:|---:|---:|
        | 1 | 1 | 0 % |
        | 2 to 3 | 1 | 0 % |
        "
      `);
  });
});

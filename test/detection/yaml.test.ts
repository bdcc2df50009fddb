/** YAML is read in pieces; whatever is cut and edited, it has to mean what it means as a whole. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../server/src/detection/createDetector';
import type { DocumentDetection, Match } from '../../server/src/detection/detection';
import { Pieces } from '../../server/src/detection/text/pieces';
import { readEntries, type YamlEntry, type YamlLevel } from '../../server/src/detection/yaml/parse';
import {
  levelsAbove,
  readPiece,
  surePlace,
  type YamlPiece,
} from '../../server/src/detection/yaml/yamlPieces';
import { concept } from './fixtureTriggers';

const detector = createDetector([
  concept(
    'docker-compose',
    {
      kind: 'key-path',
      document: 'compose',
      paths: ['services', 'version', 'volumes', 'services.*.depends_on', 'services.*.image', '*.*.*.*'],
    },
    { kind: 'key-path', document: 'compose', paths: ['services.*.build'], values: ['.'] },
    { kind: 'key-path', document: 'compose', paths: ['services.*.environment'], show: 'first' },
  ),
  concept(
    'process-manager',
    { kind: 'command', commands: ['pm2 start'] },
    { kind: 'command', commands: ['pm2 save'], show: 'first' },
  ),
]);

/** What lines begin with; blanks are put before and comments behind. */
const contents = [
  ...[
    'services:',
    'services: |',
    'services: "',
    'services: {',
    'volumes:',
    'version: "3"',
    'x-a: &a',
    'name: x',
  ],
  ...[
    'web:',
    'db:',
    'image: x',
    '"image": x',
    "'image': x",
    'build: .',
    'environment:',
    'environment: { A: b }',
  ],
  ...[
    'depends_on:',
    'depends_on: [db, web]',
    'depends_on: [',
    'a: { image: y,',
    '{ b: c',
    '[',
    ']',
    '}',
    '},',
  ],
  ...[
    'command: pm2 start a',
    'command: |',
    'command: >-',
    'entrypoint: "pm2 start b',
    'pm2 start c"',
    "a: 'it''s",
  ],
  ...[
    "it's",
    '"',
    "'",
    'a: "b\\"',
    'pm2 start d',
    'pm2 save',
    '- run: pm2 save',
    '- run: |',
    'run: pm2 start e',
  ],
  ...[
    '- a',
    '-',
    '- - image: z',
    '- name: w',
    '- "x',
    '- [a',
    '- |',
    'half',
    '? x',
    ': y',
    '<<: *a',
    '*a',
    'a:b',
  ],
  ...['# image: x', '', '   ', '\t', '\timage: x', '---', '--- |', '...', '- # x', 'a: b: c', 'ä: "é"', '\0'],
];
const kinds = ['on: push', 'jobs:', 'kind: Service', 'apiVersion: v1', '"services":', 'openapi: 3'];

const line = fc
  .tuple(
    fc.nat({ max: 4 }).map((depth) => '  '.repeat(depth)),
    fc.constantFrom('', '', '', ' '),
    fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...contents) }, fc.constantFrom(...kinds)),
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n'),
  )
  .map(([indent, odd, content, end]) => ({ content: indent + odd + content, end }));

/** A service, as most of a Compose file is made of. */
const service = fc
  .record({ image: fc.constantFrom('x', '"y"', '|'), extra: fc.array(line, { maxLength: 2 }) })
  .map(({ image, extra }) => [
    ...['  web:', `    image: ${image}`, '    environment:', '      A: b', '    command: pm2 save'].map(
      (content) => ({ content, end: '\n' }),
    ),
    ...extra,
  ]);

/** Long lines make many pieces of few lines. */
const yaml = fc
  .record({
    head: fc.constantFrom('services:\n', 'services:\n', 'on: push\njobs:\n', 'version: 3\n', ''),
    lines: fc.array(fc.oneof(fc.array(line, { minLength: 1, maxLength: 8 }), service), { maxLength: 12 }),
    padding: fc.constantFrom('', '', ` # ${'x'.repeat(150)}`, ` # ${'y'.repeat(600)}`),
  })
  .map(
    ({ head, lines, padding }) =>
      head + lines.flatMap((some) => some.map(({ content, end }) => content + padding + end)).join(''),
  );

const file = fc.constantFrom('/p/compose.yaml', '/p/stack.yml', '/p/.github/workflows/ci.yml', '/p/x.yaml');
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  isAtLine: fc.boolean(),
  removed: fc.oneof(fc.constant(0), fc.nat({ max: 4 }), fc.nat({ max: 60 })),
  insert: fc.oneof(
    fc.constant(''),
    fc.constantFrom(' ', '  ', '\n', '\r', '"', "'", '[', ']', '{', '}', '|', '#', ':', '- ', 'x', '---\n'),
    line.map(({ content, end }) => content + end),
  ),
  isTold: fc.boolean(),
});

async function opened(path: string, text: string): Promise<DocumentDetection> {
  const document = await detector.open('yaml', path, text);
  if (document === undefined) throw new Error('no detector for YAML');
  return document;
}

const fresh = async (path: string, text: string): Promise<readonly Match[]> =>
  (await (await opened(path, text)).matches()) ?? [];

/** Every offset of a short text; of a long one those at the beginnings of lines. */
function* offsetsOf(text: string): Iterable<number> {
  let lineStart = 0;
  for (let offset = 0; offset <= text.length; offset++) {
    if (text.length < 2_000 || offset - lineStart < 24) yield offset;
    if (text[offset] === '\n') lineStart = offset + 1;
  }
}

function expectEveryOffset(document: DocumentDetection, text: string, all: readonly Match[]): void {
  for (const offset of offsetsOf(text)) {
    const expected = all.filter((match) => match.from <= offset && offset <= match.to).at(-1);
    expect([offset, document.matchAt(offset)]).toEqual([offset, expected]);
  }
}

/** The entries of pieces, with their paths from the top of the document. */
function entriesOf(
  text: string,
  from: number,
  above: readonly YamlLevel[],
  isKnown: (offset: number) => boolean,
): YamlEntry[] {
  const pieces: YamlPiece[] = [
    { length: 0, indent: 0, isItem: false, levels: above, containerDepths: new Set() },
  ];
  const all: YamlEntry[] = [];
  for (let at = from; at < text.length; at += pieces.at(-1)?.length ?? 0) {
    const { piece, entries } = readPiece(text, at, isKnown);
    const keys = levelsAbove(pieces, pieces.push(piece) - 1).map(({ key }) => key);
    expect(readEntries(text, at, at + piece.length)).toEqual(entries);
    all.push(...entries.map((entry) => ({ ...entry, path: [...keys, ...entry.path] })));
  }
  return all;
}

describe('YAML in pieces', () => {
  it('means the same wherever it is cut', () => {
    fc.assert(
      fc.property(yaml, fc.infiniteStream(fc.boolean()), (text, cuts) => {
        const whole = readEntries(text, 0, text.length);
        const atSome = new Map<number, boolean>();
        const isKnown = (offset: number): boolean => {
          const known = atSome.get(offset) ?? cuts.next().value === true;
          atSome.set(offset, known);
          return known;
        };
        expect(entriesOf(text, 0, [], isKnown)).toEqual(whole);
        expect(entriesOf(text, 0, [], () => true)).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  it('means the same when it is read from a sure place', () => {
    fc.assert(
      fc.property(yaml, (text) => {
        const whole = readEntries(text, 0, text.length);
        for (let offset = 0; offset <= text.length; offset += text.length < 2_000 ? 1 : 37) {
          const place = surePlace(text, offset);
          if (place === undefined) continue;
          expect(place.from).toBeLessThanOrEqual(offset);
          expect(entriesOf(text, place.from, place.above, () => false)).toEqual(
            whole.filter((entry) => entry.from >= place.from),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is understood after edits as if it were new', async () => {
    await fc.assert(
      fc.asyncProperty(
        file,
        yaml,
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        async (path, start, edits) => {
          let text = start;
          const document = await opened(path, text);
          await document.matches();
          for (const { at, isAtLine, removed, insert, isTold } of edits) {
            const near = Math.floor(at * text.length);
            const from = isAtLine ? text.lastIndexOf('\n', near) + 1 : near;
            const to = Math.min(text.length, from + removed);
            text = text.slice(0, from) + insert + text.slice(to);
            document.update(text, isTold ? [{ from, to, insert }] : undefined);
            const all = await fresh(path, text);
            expect(document.matchAt(from)).toEqual(
              all.filter((match) => match.from <= from && from <= match.to).at(-1),
            );
            // Some versions are edited before all of them is known.
            if (isAtLine) expect(await document.matches()).toEqual(all);
          }
          const all = await fresh(path, text);
          expectEveryOffset(document, text, all);
          expect(await document.matches()).toEqual(all);
        },
      ),
      { numRuns: 250 },
    );
  }, 60_000);

  it('answers every offset before it is read as it does afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(file, yaml, async (path, text) => {
        expectEveryOffset(await opened(path, text), text, await fresh(path, text));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('answers far below what is read as it does afterwards', async () => {
    const filler = '  filler:\n    image: x\n    command: pm2 start a\n'.repeat(500);
    await fc.assert(
      fc.asyncProperty(file, yaml, yaml, async (path, above, below) => {
        const text = `${above}services:\n${filler}${below}`;
        const all = await fresh(path, text);
        const document = await opened(path, text);
        for (const offset of offsetsOf(below)) {
          const there = text.length - below.length + offset;
          const expected = all.filter((match) => match.from <= there && there <= match.to).at(-1);
          expect([there, document.matchAt(there)]).toEqual([there, expected]);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  const long = `services:\n${'  web:\n    image: x\n    environment:\n      - a\n    command: pm2 start a\n'.repeat(1_500)}`;

  it.each(['/p/compose.yaml', '/p/stack.yml'])(
    'follows edits that mean something to a long %s',
    async (path) => {
      let text = long;
      const document = await opened(path, text);
      await document.matches();
      const top = 'services:'.length;
      const edits: [from: number, to: number, insert: string][] = [
        [top, top, ' |'],
        [top, top + 2, ''],
        [top, top, ' "'],
        [top, top + 2, ''],
        [0, 0, 'x-'],
        [0, 2, ''],
        [0, 0, ' '],
        [0, 0, 'kind: X\n'],
        [0, 8, ''],
        [0, 1, ''],
        [top, top, ' {'],
        [top, top + 2, '\n  a:'],
        [long.length - 40, long.length - 39, '\n---\n'],
      ];
      for (const [from, to, insert] of edits) {
        text = text.slice(0, from) + insert + text.slice(to);
        document.update(text, [{ from, to, insert }]);
        const all = await fresh(path, text);
        for (const offset of [0, 300, text.length - 200, text.length - 10, 60_000, text.length - 500]) {
          const expected = all.filter((match) => match.from <= offset && offset <= match.to).at(-1);
          expect([insert, offset, document.matchAt(offset)]).toEqual([insert, offset, expected]);
        }
        if (to === from) expect(await document.matches()).toEqual(all);
      }
      expect(await document.matches()).toEqual(await fresh(path, text));
    },
  );

  it('follows what is appended to a last line that began a piece', async () => {
    let text = `services:\n  web:\n    a: ${'x'.repeat(5_000)}\n  b:`;
    const document = await opened('/p/compose.yaml', text);
    for (const insert of ['x', '\n    image: y', ' z\n', '  build: .']) {
      await document.matches();
      document.update(text + insert, [{ from: text.length, to: text.length, insert }]);
      text += insert;
      expect(await document.matches()).toEqual(await fresh('/p/compose.yaml', text));
    }
    expect(text.slice((await document.matches())?.at(-1)?.from)).toMatch(/^image: y z/);
  });

  it('reads no more of a long file for an edit than what lies around it', () => {
    let read = 0;
    let text = long;
    const pieces = new Pieces<YamlPiece>(text, {
      read: (whole, from, isKnown) => {
        const { piece } = readPiece(whole, from, isKnown);
        read += piece.length;
        return piece;
      },
      find: () => [],
    });
    pieces.divideTo(text.length);
    expect(read).toBe(text.length);
    for (let count = 0; count < 200; count++) {
      const near = (count * 7_919) % text.length;
      const from = count % 3 === 0 ? near : text.lastIndexOf('\n', near) + 1;
      const insert = ['x', ' ', '"', '\n', ': ', '#', '- ', "'"][count % 8] ?? '';
      text = text.slice(0, from) + insert + text.slice(from);
      read = 0;
      pieces.update(text, [{ from, to: from, insert }]);
      expect(pieces.dividedTo).toBe(text.length);
      expect(read).toBeGreaterThan(0);
      expect(read).toBeLessThan(12_000);
    }
  });
});

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../server/src/detection/createDetector';
import { fixtureConcepts } from './fixtureTriggers';
import { readLabelled } from './readLabelled';

const detector = createDetector(fixtureConcepts);
const pieces = readLabelled(path.join(import.meta.dirname, 'labelled'));

/** A generator of numbers that is the same in every run. */
function seeded(state: number): () => number {
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const inserted = [
  'x',
  ' ',
  '\n',
  '{',
  '}',
  '(',
  ')',
  "'",
  '`',
  '"',
  ';',
  '/*',
  '*/',
  '#',
  '.',
  'FOR UPDATE',
  'setTimeout',
  '<<EOF\n',
  '\r\n',
];

describe('edits', () => {
  it.each(pieces.map((piece) => [piece.name, piece] as const))(
    '%s is understood as if it were new',
    async (name, piece) => {
      const random = seeded(name.length * 7919 + piece.code.length);
      const file = `/project/${name}`;
      let text = piece.code;
      const document = await detector.open(piece.languageId, file, text);
      if (document === undefined) return;
      await document.matches();
      for (let round = 0; round < 12; round++) {
        const from = Math.floor(random() * (text.length + 1));
        const to = Math.min(text.length, from + Math.floor(random() * random() * 12));
        const insert = random() < 0.7 ? (inserted[Math.floor(random() * inserted.length)] ?? '') : '';
        text = text.slice(0, from) + insert + text.slice(to);
        document.update(text, random() < 0.8 ? [{ from, to, insert }] : undefined);
        const hovered = document.matchAt(from);
        const fresh = (await (await detector.open(piece.languageId, file, text))?.matches()) ?? [];
        const known = (await document.matches()) ?? [];
        expect(known).toEqual(fresh);
        expect(hovered).toEqual(document.matchAt(from));
      }
    },
  );

  it('answers every offset of every piece as the whole match does', async () => {
    for (const { languageId, name, code } of pieces) {
      const one = await detector.open(languageId, `/project/${name}`, code);
      const all = (await (await detector.open(languageId, `/project/${name}`, code))?.matches()) ?? [];
      for (let offset = 0; offset <= code.length; offset++) {
        const expected = all.filter((match) => match.from <= offset && offset <= match.to).at(-1);
        expect([name, offset, one?.matchAt(offset)]).toEqual([name, offset, expected]);
      }
    }
  });

  it('reads the last piece again when something is appended to it', async () => {
    let text = 'SELECT 1;\nSELECT * FROM t FOR';
    const document = await detector.open('sql', 'a.sql', text);
    for (const insert of [' UP', 'DATE']) {
      expect(await document?.matches()).toEqual([]);
      text += insert;
      document?.update(text, [
        { from: text.length - insert.length, to: text.length - insert.length, insert },
      ]);
    }
    expect(document?.matchAt(text.length)).toMatchObject({ conceptId: 'locks' });
    expect(await document?.matches()).toMatchObject([{ conceptId: 'locks' }]);
  });

  it('keeps no piece that an edit has reached, whatever its length is', async () => {
    const text = 'SELECT 0;\nLOCK TABLE t;\nSELECT 12345;\nSELECT 0;\n';
    const document = await detector.open('sql', 'a.sql', text);
    expect(await document?.matches()).toHaveLength(1);
    // As much is removed as one of the statements is long.
    const [from, to] = [text.indexOf('t;'), text.indexOf('5;')];
    const edited = text.slice(0, from) + text.slice(to);
    document?.update(edited, [{ from, to, insert: '' }]);
    expect(await document?.matches()).toHaveLength(1);
  });

  it('gives up when the text changes or the request is cancelled', async () => {
    const code = 'setImmediate(f);\n'.repeat(20_000);
    const document = await detector.open('javascript', 'a.js', code);
    const pending = document?.matches();
    document?.update(`${code}x`, [{ from: code.length, to: code.length, insert: 'x' }]);
    expect(await pending).toBeUndefined();
    expect(await document?.matches(() => true)).toBeUndefined();
  });

  it('answers in a long file before all of it is parsed', async () => {
    const code = `import { sign as make } from 'jsonwebtoken';\n${'function f() { return [1, 2, { a: 3 }]; }\n'.repeat(30_000)}make({});\n`;
    const document = await detector.open('typescript', 'a.ts', code);
    const before = performance.now();
    expect(document?.matchAt(code.length - 7)).toMatchObject({
      conceptId: 'jwt-vs-sessions',
      optionId: 'jwt',
    });
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Match } from '../../server/src/detection/detection';
import { createDetector } from '../../server/src/detection/createDetector';
import { compileRealGuide } from '../support/guide';
import { fixtureConcepts } from './fixtureTriggers';
import { readLabelled } from './readLabelled';

const detector = createDetector(fixtureConcepts);
const pieces = readLabelled(path.join(import.meta.dirname, 'labelled'));
const languageIds = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'python',
  'sql',
  'pgsql',
  'mysql',
  'dockerfile',
  'yaml',
  'dockercompose',
  'shellscript',
  'prisma',
  'nginx',
  'http',
  'rest',
];

async function checked(languageId: string, text: string): Promise<readonly Match[]> {
  const document = await detector.open(languageId, '/project/compose.yaml', text);
  const matches = (await document?.matches()) ?? [];
  let end = 0;
  for (const { from, to } of matches) {
    expect(from).toBeGreaterThanOrEqual(end);
    expect(to).toBeGreaterThan(from);
    expect(to).toBeLessThanOrEqual(text.length);
    end = to;
  }
  for (const offset of [-1, 0, 1, Math.floor(text.length / 2), text.length, text.length + 1])
    document?.matchAt(offset);
  document?.dispose();
  return matches;
}

/** Triggers differ in what they ask of a text, so long texts are read with all that the guide has. */
const realDetector = createDetector(compileRealGuide().guide.concepts);

describe('bad input', () => {
  it.each(languageIds)('%s code under every other language id', async (languageId) => {
    for (const piece of pieces) await checked(languageId, piece.code);
  });

  it.each(languageIds)('%s cut off anywhere', async (languageId) => {
    const piece = pieces.find((one) => one.languageId === languageId) ?? pieces[0];
    const code = piece?.code ?? '';
    for (let end = 0; end < code.length; end += 17) await checked(languageId, code.slice(0, end));
  });

  it.each(languageIds)('%s made of strange characters', async (languageId) => {
    const strange = [
      '',
      '\0',
      '\0'.repeat(1000),
      '\r\r\n\n\r',
      '\uD800\uDC00\uDFFF',
      '\uFEFFSELECT 1 FROM t FOR UPDATE',
      '${`${`${`',
      '{{{{[[[[((((',
      '\'"`',
      '\\',
      '<<',
      '<<EOF',
      '/*',
      '--',
      '$$',
      '$tag$',
      ': - ? | >\n- - - -',
      "f'{",
      '"""',
      '@',
      '###',
    ];
    for (const text of strange) {
      await checked(languageId, text);
      await checked(languageId, `${text}\nSELECT 1;\nsetTimeout(f);\n${text}`);
    }
  });

  it.each(languageIds)(
    '%s spliced with other code and with strange characters',
    async (languageId) => {
      const own = pieces.filter((one) => one.languageId === languageId);
      const cut = fc
        .tuple(fc.constantFrom(...(own.length === 0 ? pieces : own)), fc.nat(), fc.nat({ max: 400 }))
        .map(([{ code }, start, length]) => code.slice(start % (code.length + 1)).slice(0, length));
      const strange = fc.constantFrom('\0', '\uD800', '\uFEFF', '`', '${', '"', '*/', '}', ')', '\r', ' - ');
      const texts = fc.array(fc.oneof({ weight: 3, arbitrary: cut }, strange), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(texts, async (parts) => {
          await checked(languageId, parts.join(''));
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );

  it.each(languageIds)('%s with mixed line ends', async (languageId) => {
    for (const piece of pieces.filter((one) => one.languageId === languageId)) {
      let count = 0;
      await checked(
        languageId,
        piece.code.replaceAll('\n', () => ['\r\n', '\n', '\r'][count++ % 3] ?? '\n'),
      );
    }
  });

  it('keeps Windows line ends out of the ranges', async () => {
    const unix = 'SELECT *\nFROM t\nFOR\nUPDATE;\nDELETE FROM t WHERE id = 1;\n';
    const windows = unix.replaceAll('\n', '\r\n');
    expect((await checked('sql', windows)).length).toBe((await checked('sql', unix)).length);
  });

  it.each([
    ['javascript', '['.repeat(20_000)],
    ['javascript', `x = ${"'a' + ".repeat(20_000)}'b';`],
    ['javascript', `a${'.b()'.repeat(20_000)};`],
    ['javascript', '{ f(() => '.repeat(5_000)],
    ['python', `x = ${'('.repeat(10_000)}`],
    ['python', 'if x:\n '.repeat(1_000)],
    ['sql', `SELECT ${'('.repeat(50_000)}`],
    ['sql', `SELECT '${'a'.repeat(500_000)}`],
    ['yaml', '{a: '.repeat(20_000)],
    ['yaml', `${'- '.repeat(20_000)}a: 1`],
    ['shellscript', '$('.repeat(20_000)],
    ['nginx', 'a { '.repeat(20_000)],
    ['dockerfile', `RUN ${'a \\\n'.repeat(20_000)}`],
  ])(
    '%s nested or chained without end',
    async (languageId, text) => {
      const before = performance.now();
      await checked(languageId, text);
      expect(performance.now() - before).toBeLessThan(20_000);
    },
    30_000,
  );

  it('reads a minified file of a single line', async () => {
    const text = `!function(){${'var a=1,b=function(c){return c?a:b(c-1)};'.repeat(10_000)}setImmediate(f)}();`;
    expect(await checked('javascript', text)).toHaveLength(1);
  }, 30_000);

  it.each([
    ['dockerfile', `${'{%a%}'.repeat(60)}x`],
    ['shellscript', `x=$(${'a;'.repeat(200_000)})`],
    ['javascript', `const q = [${"'select a from b',".repeat(2_000)}''].join(' ');`],
    ['python', `q = (${"'select a from b '\n".repeat(2_000)})`],
    ['sql', `SELECT a FROM t ${'JOIN b ON a.x = b.y '.repeat(10_000)}`],
    ['sql', `${'/* a '.repeat(100_000)}*/`],
    ['yaml', `${'- '.repeat(20_000)}{${'a,'.repeat(20_000)}}`],
    ['prisma', `model A {\n${'@id( '.repeat(50_000)}\n}`],
  ])('a line of %s that repeats itself, with the triggers of the guide', async (languageId, text) => {
    const document = await realDetector.open(languageId, '/project/compose.yaml', text);
    document?.matchAt(text.length >> 1);
    expect(await document?.matches()).toBeDefined();
  });
});

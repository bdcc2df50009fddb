import { describe, expect, it } from 'vitest';
import { isPlainJavaScript } from '../../compiler/src/plainJavaScript';

describe('isPlainJavaScript', () => {
  it.each([
    'const a = await b.query(`SELECT 1`);',
    "import { Pool } from 'pg';\nconst pool = new Pool({ max: 10 });",
    "class A extends B {\n  #c = 1;\n  get d() { return typeof this.#c === 'number' ? 1 : 0; }\n}",
    'if (a < b && c > d) { e(); }',
    'app.use((error, req, res, next) => next(error));',
    'const { rows } = await pool.query(`SELECT 1`);\nconst next = rows[0]?.id ?? null;',
  ])('accepts %s', (code) => {
    expect(isPlainJavaScript(code)).toBe(true);
  });

  it.each([
    'const a: number = 1;',
    'function f(a?: string) {}',
    'const a = b as string;',
    'const a = { b: 1 } satisfies C;',
    'interface A { b: string }',
    'type A = string;',
    'enum A { B }',
    'pool.query<Row>(`SELECT 1`);',
    'class A { constructor(private readonly b: B) {} }',
    '@Injectable()\nclass A {}',
    "import type { A } from 'a';",
    'const a = b!.c;',
    'const = ;',
  ])('refuses %s', (code) => {
    expect(isPlainJavaScript(code)).toBe(false);
  });
});

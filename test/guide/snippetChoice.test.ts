import { describe, expect, it } from 'vitest';
import type { Snippet } from '../../protocol/src/concept';
import { isImported, parseLibrary, snippetFits, variantsFor } from '../../guide/src/snippetChoice';
import { indentedByTabs } from '../../guide/src/snippetIndentation';

function snippet(fields: Partial<Snippet>): Snippet {
  const id = `concept/bg-x/${fields.library ?? ''}`;
  return {
    id,
    prefix: 'bg-x',
    title: 'X',
    conceptId: 'concept',
    language: 'ts',
    body: 'x',
    verify: 'types',
    ...fields,
  };
}

describe('snippetFits', () => {
  it.each([
    [{ language: 'ts' }, 'typescriptreact', true],
    [{ language: 'ts' }, 'javascript', false],
    [{ language: 'ts', plainJavaScript: true as const }, 'javascriptreact', true],
    [{ language: 'js' }, 'typescript', true],
    [{ language: 'sql' }, 'pgsql', true],
    [{ language: 'compose' }, 'yaml', true],
    [{ language: 'python' }, 'typescript', false],
    [{ language: 'constructor' }, 'constructor', false],
  ])('%j in %s: %s', (fields, languageId, expected) => {
    expect(snippetFits(snippet(fields), languageId)).toBe(expected);
  });
});

describe('libraries', () => {
  it('are named with or without a major version and a scope', () => {
    expect(parseLibrary('express@5')).toEqual({ name: 'express', major: 5 });
    expect(parseLibrary('@prisma/client')).toEqual({ name: '@prisma/client' });
    expect(parseLibrary('@nestjs/common@11')).toEqual({ name: '@nestjs/common', major: 11 });
  });

  it.each([
    ['pg', ['pg'], true],
    ['pg', ['pg-promise'], false],
    ['mysql2', ['mysql2/promise'], true],
    ['express@5', ['express'], true],
    ['sqlalchemy', ['sqlalchemy.orm'], true],
    ['pyjwt', ['jwt'], true],
    ['pg', [], false],
  ])('%s is imported by %j: %s', (library, modules, expected) => {
    expect(isImported(snippet({ library }), modules)).toBe(expected);
  });

  it('choose the variants: the imported ones, else the one without a library, else the first', () => {
    const [pg, prisma, plain] = [{ library: 'pg' }, { library: '@prisma/client' }, {}].map(snippet) as [
      Snippet,
      Snippet,
      Snippet,
    ];
    expect(variantsFor([pg, prisma, plain], ['pg', '@prisma/client'])).toEqual([pg, prisma]);
    expect(variantsFor([pg, prisma, plain], ['fs'])).toEqual([plain]);
    expect(variantsFor([pg, prisma], [])).toEqual([pg]);
  });
});

describe('indentedByTabs', () => {
  it.each([
    ['a {\n  b {\n    c\n  }\n}', 'a {\n\tb {\n\t\tc\n\t}\n}'],
    ['def a():\n    if b:\n        c', 'def a():\n\tif b:\n\t\tc'],
    ['f(\n  `SELECT a\n   FROM b`,\n)', 'f(\n\t`SELECT a\n\t FROM b`,\n)'],
    ['SELECT a,\n       b', 'SELECT a,\n       b'],
    ['one line', 'one line'],
    ['', ''],
  ])('%j becomes %j', (body, expected) => {
    expect(indentedByTabs(body)).toBe(expected);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import {
  contributedFiles,
  contributedSnippetFiles,
  isNamedInManifest,
} from '../../guide/src/contributedSnippets';
import { compileRealGuide, repository } from '../support/guide';

const { guide } = compileRealGuide();
const files = contributedSnippetFiles(guide.concepts);
const folder = path.join(repository, 'snippets');
const fileSchema = v.record(
  v.string(),
  v.strictObject({
    scope: v.optional(v.string()),
    prefix: v.pipe(v.string(), v.regex(/^bg-[a-z0-9]+(-[a-z0-9]+)*$/)),
    body: v.pipe(v.array(v.string()), v.minLength(1)),
    description: v.pipe(v.string(), v.minLength(20)),
    include: v.optional(v.array(v.string())),
  }),
);

describe('the contributed snippet files', () => {
  it('are the ones that the guide gives (run "npm run build" after a change of content)', () => {
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) expect(readFileSync(path.join(folder, name), 'utf8'), name).toBe(text);
  });

  it('hold every prefix of their language once, under a name of its own', () => {
    for (const [name, text] of files) {
      const entries = Object.values(v.parse(fileSchema, JSON.parse(text)));
      const prefixes = entries.map(({ prefix }) => prefix);
      expect(new Set(prefixes).size, name).toBe(prefixes.length);
    }
    const typescript = Object.keys(JSON.parse(files.get('typescript.code-snippets') ?? '{}') as object);
    const all = guide.concepts.flatMap(({ snippets }) => snippets);
    const wanted = new Set(
      all.filter(({ language }) => language === 'ts' || language === 'js').map(({ prefix }) => prefix),
    );
    expect(typescript).toHaveLength(wanted.size);
  });

  it('are contributed to their languages by the manifest, and to nothing else', () => {
    const { contributes } = v.parse(
      v.object({ contributes: v.object({ snippets: v.array(v.unknown()) }) }),
      JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')),
    );
    const expected = Object.entries(contributedFiles).flatMap(([name, languages]) => {
      const path = `./snippets/${name}.code-snippets`;
      return isNamedInManifest(languages) ? languages.map((language) => ({ language, path })) : [{ path }];
    });
    expect(contributes.snippets).toEqual(expected);
  });

  it('name their languages themselves where VS Code does not know them', () => {
    const scopes = (name: string): unknown[] => {
      const entries = v.parse(fileSchema, JSON.parse(files.get(`${name}.code-snippets`) ?? ''));
      return [...new Set(Object.values(entries).map(({ scope }) => scope))];
    };
    expect(scopes('sql')).toEqual(['sql,pgsql,mysql']);
    expect(scopes('prisma')).toEqual(['prisma']);
    expect(scopes('http')).toEqual(['http,rest']);
    expect(scopes('python')).toEqual([undefined]);
  });
});

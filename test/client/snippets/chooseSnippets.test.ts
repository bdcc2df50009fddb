import { describe, expect, it } from 'vitest';
import {
  createSnippetSearch,
  offerSnippets,
  projectFit,
  snippetsNamed,
} from '../../../client/src/snippets/chooseSnippets';
import { readProject, unknownProject } from '../../../client/src/snippets/project';
import { parseLibrary } from '../../../guide/src/snippetChoice';
import { compileRealGuide } from '../../support/guide';

const { concepts } = compileRealGuide().guide;
const packages = (dependencies: Record<string, string>) =>
  readProject([{ name: 'package.json', text: JSON.stringify({ dependencies }) }]);
const snippetOf = (id: string) => {
  const snippet = concepts.flatMap(({ snippets }) => snippets).find((one) => one.id === id);
  if (snippet === undefined) throw new Error(`no snippet ${id}`);
  return snippet;
};

describe('projectFit', () => {
  it('heeds the major version where a variant is for one', () => {
    const versioned = concepts
      .flatMap(({ snippets }) => snippets)
      .find(({ library }) => /@\d+$/.test(library ?? ''));
    if (versioned === undefined) throw new Error('the guide has no variant for a major version');
    const { name, major = 0 } = parseLibrary(versioned.library ?? '');
    expect(projectFit(versioned, packages({ [name]: `^${major}.1.0` }))).toBe('uses');
    expect(projectFit(versioned, packages({ [name]: `^${major + 1}.0.0` }))).toBe('lacks');
    expect(projectFit(versioned, packages({ [name]: '*' }))).toBe('uses');
    expect(projectFit(versioned, packages({ other: '1' }))).toBe('lacks');
    expect(projectFit(versioned, unknownProject)).toBe('neutral');
  });

  it('takes the engine of SQL from the Compose file', () => {
    const sql = snippetOf('pagination/bg-page-cursor');
    const compose = (image: string) => readProject([{ name: 'compose.yaml', text: `services:\n  db:\n    image: ${image}\n` }]);
    expect(projectFit(sql, compose('postgres:17'))).toBe('uses');
    expect(projectFit(sql, compose('mysql:8'))).toBe('lacks');
    expect(projectFit(sql, unknownProject)).toBe('neutral');
  });
});

describe('offerSnippets', () => {
  it('puts what fits the file first, and of that what the project uses', () => {
    const offered = offerSnippets(concepts, 'typescript', packages({ '@prisma/client': '6.1.0' }));
    expect(offered).toHaveLength(concepts.flatMap(({ snippets }) => snippets).length);
    expect(offered[0]?.snippet.library).toBe('@prisma/client');
    const firstOther = offered.findIndex(({ fitsFile }) => !fitsFile);
    expect(offered.slice(firstOther).every(({ fitsFile }) => !fitsFile)).toBe(true);
  });
});

describe('snippetsNamed', () => {
  const name = (id: string, languageId: string, dependencies: Record<string, string> = {}): string[] =>
    snippetsNamed(offerSnippets(concepts, languageId, packages(dependencies)), id).map(({ snippet }) => snippet.id);

  it('finds a snippet by its id, and the best variant by an id without its library', () => {
    expect(name('pagination/bg-page-offset', 'sql')).toEqual(['pagination/bg-page-offset']);
    expect(name('pagination/bg-page-cursor-handler/pg', 'typescript', { '@prisma/client': '6' })).toEqual([
      'pagination/bg-page-cursor-handler/pg',
    ]);
    expect(name('pagination/bg-page-cursor-handler', 'typescript')).toEqual(['pagination/bg-page-cursor-handler/pg']);
    expect(name('pagination/bg-page-cursor-handler', 'typescript', { '@prisma/client': '6' })).toEqual([
      'pagination/bg-page-cursor-handler/@prisma/client',
    ]);
  });

  it('gives the snippets of a concept for the language, or all of them', () => {
    const sql = name('pagination', 'sql');
    expect(sql).toEqual(['pagination/bg-page-offset', 'pagination/bg-page-cursor']);
    expect(name('pagination', 'dockerfile').length).toBeGreaterThan(sql.length);
    for (const id of ['', 'no-such-concept', '__proto__', 'pagination/', '../x']) expect(name(id, 'sql')).toEqual([]);
  });
});

describe('the search of the picker', () => {
  const search = createSnippetSearch(offerSnippets(concepts, 'typescript', unknownProject));

  it.each([
    ['cursor prisma', 'pagination/bg-page-cursor-handler/@prisma/client'],
    ['crsor pagintion prisma', 'pagination/bg-page-cursor-handler/@prisma/client'],
    ['jwt sign jose', 'jwt-vs-sessions/bg-jwt-sign/jose'],
    ['bullmq worker', 'message-queues/bg-queue-worker/bullmq'],
    ['bg-retry', 'retry-strategy/bg-retry'],
  ])('finds for "%s" %s', (query, id) => {
    expect(
      search(query)
        .slice(0, 3)
        .map(({ snippet }) => snippet.id),
    ).toContain(id);
  });

  it('keeps what does not fit the file below what does', () => {
    const found = search('pagination sql');
    const fits = found.map(({ fitsFile }) => fitsFile);
    expect(fits).toContain(false);
    expect(fits.indexOf(false)).toBeGreaterThan(fits.lastIndexOf(true));
  });
});

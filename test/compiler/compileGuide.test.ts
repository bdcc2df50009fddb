import { readFileSync } from 'node:fs';
import nodePath from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileGuide } from '../../compiler/src/compileGuide';
import { conceptSchema } from '../../protocol/src/concept';
import * as v from 'valibot';
import { compileRealGuide, readCatalog, readOutputs, repository } from '../support/guide';

const model = readFileSync(nodePath.join(repository, 'content', 'databases', 'pagination.md'), 'utf8');
const modelPath = 'databases/pagination.md';

/** Compiles the model concept after replacing `from` by `to`; gives the messages as `line:column reason`. */
function messagesAfter(from: string | RegExp, to: string, at = modelPath): string[] {
  const text = model.replace(from, to);
  if (text === model) throw new Error(`the model holds no ${String(from)}`);
  const { files, guide } = compileGuide([{ path: at, text }], readCatalog(), new Map());
  const messages = files.flatMap((file) =>
    file.messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`),
  );
  expect(guide.concepts).toHaveLength(messages.length === 0 ? 1 : 0);
  return messages;
}

describe('compileGuide', () => {
  it('compiles every concept of the guide without a message', () => {
    const { guide, files } = compileRealGuide();
    expect(files.flatMap((file) => file.messages.map(String))).toEqual([]);
    expect(guide.concepts).toHaveLength(files.length);
    for (const concept of guide.concepts) expect(v.is(conceptSchema, concept), concept.id).toBe(true);
  });

  it('derives the parts of a concept from its sections', () => {
    const [concept] = compileGuide([{ path: modelPath, text: model }], readCatalog(), new Map()).guide
      .concepts;
    expect(concept).toMatchObject({
      id: 'pagination',
      definition: 'Pagination returns a long result in pages of a fixed size.',
      criteria: [
        { name: 'Cost of a deep page', cells: ['grows with the number of skipped rows', expect.any(String)] },
        ...new Array<unknown>(5).fill(expect.anything()),
      ],
      interview: { followUps: [{ question: 'How do you page backwards with a cursor?' }, {}, {}] },
    });
    expect(concept?.pitfalls[0]).toEqual({
      said: '"OFFSET skips rows for free."',
      truth: 'The database reads the skipped rows and throws them away; only the transfer is saved.',
    });
    expect(concept?.questions.map(({ kind }) => kind)).toContain('fill-gap');
    expect(concept?.snippets.find(({ library }) => library === 'pg')).toMatchObject({
      id: 'pagination/bg-page-cursor-handler/pg',
      option: 'cursor',
      language: 'ts',
    });
  });

  it('keeps the notes about verification out of the reader’s text', () => {
    const [concept] = compileGuide([{ path: modelPath, text: model }], readCatalog(), new Map()).guide
      .concepts;
    expect(JSON.stringify(concept?.sections)).not.toContain('verify=');
  });

  it.each([
    [
      'a quote',
      '> The extra row answers',
      '> ```sql verify=postgresql\n> SELECT 1;\n> ```\n>\n> The extra row answers',
    ],
    [
      'a list',
      '\n  A B-tree orders the keys but',
      '\n  ```sql verify=postgresql\n  SELECT 1;\n  ```\n\n  A B-tree orders the keys but',
    ],
    ['a longer fence', '## Remember\n', '## Remember\n\n````sql verify=postgresql\nSELECT 1;\n````\n'],
  ])('keeps the notes out of %s too, and verifies what they stand for', (_, from, to) => {
    const text = model.replace(from, to);
    const { guide, codeBlocks } = compileGuide([{ path: modelPath, text }], readCatalog(), new Map());
    expect(JSON.stringify(guide.concepts[0])).toMatch(/```sql\\n *SELECT 1;\\n *```/);
    expect(JSON.stringify([guide.concepts[0]?.sections, guide.concepts[0]?.questions])).not.toContain(
      'verify=',
    );
    expect(codeBlocks).toContainEqual(expect.objectContaining({ text: 'SELECT 1;', verify: 'postgresql' }));
  });

  it('is the same whatever ends the lines and comes before the first', () => {
    const path = 'nodejs/buffers.md';
    const { guide } = compileRealGuide();
    const text = readFileSync(nodePath.join(repository, 'content', path), 'utf8');
    const outputs = readOutputs();
    const buffers = guide.concepts.find(({ id }) => id === 'buffers');
    expect(buffers?.questions.map(({ kind }) => kind)).toContain('predict-output');
    for (const other of [text.replaceAll('\n', '\r\n'), `\uFEFF${text}`]) {
      const { files, guide: compiled } = compileGuide([{ path, text: other }], readCatalog(), outputs);
      expect(files.flatMap(({ messages }) => messages.map(String))).toEqual([]);
      expect(compiled.concepts[0]?.questions).toEqual(buffers?.questions);
      expect(compiled.concepts[0]?.sections).toEqual(buffers?.sections);
    }
  });

  it('leaves out links to concepts that are not written yet', () => {
    const [concept] = compileGuide([{ path: modelPath, text: model }], readCatalog(), new Map()).guide
      .concepts;
    expect(concept?.related).toEqual([]);
  });

  it('reports all files in one run and keeps the good ones', () => {
    const files = [
      { path: 'databases/broken.md', text: 'no front matter' },
      { path: modelPath, text: model },
      { path: 'nodejs/also-broken.md', text: '---\nid: [\n---\n' },
    ];
    const compiled = compileGuide(files, readCatalog(), new Map());
    expect(compiled.files.map((file) => file.messages.length)).toEqual([1, 0, expect.any(Number)]);
    expect(compiled.files[2]?.messages.length).toBeGreaterThan(0);
    expect(compiled.guide.concepts.map(({ id }) => id)).toEqual(['pagination']);
  });

  describe('says what is wrong, where, and how to mend it', () => {
    const cases: readonly (readonly [what: string, from: string | RegExp, to: string, expected: string])[] = [
      [
        'an unknown field',
        'difficulty: 2\n',
        'difficulty: 2\nlevel: 3\n',
        '"level": this field is not known here; remove it or mend its spelling',
      ],
      ['a missing field', 'title: Pagination\n', '', '"title": this field is missing; add it'],
      [
        'a wrong value',
        'difficulty: 2',
        'difficulty: 7',
        '6:13 "difficulty": choose 1 (basic), 2 or 3 (advanced)',
      ],
      ['broken YAML', 'aliases: [', 'aliases: [[', 'The front matter is not valid YAML'],
      [
        'a text that YAML reads as a reference',
        'title: Pagination',
        'title: *Pagination',
        '3:8 The front matter uses "*Pagination" as a reference to nothing: put a text that begins with "*" into quotes',
      ],
      [
        'references to references',
        'title: Pagination\n',
        `title: Pagination\nx: &a [${'1,'.repeat(20)}]\ny: &b [${'*a,'.repeat(20)}]\nz: [${'*b,'.repeat(20)}]\n`,
        'write the values out instead of referring to them with "*"',
      ],
      [
        'a target without a module',
        "receivers: ['mongoose#model', ",
        "receivers: ['model', ",
        'write a target as "module#export"',
      ],
      [
        'a bare member name',
        '    arguments: [{ is: object, keys: [skip, take], absentKeys: [cursor] }]\n',
        '',
        'a member name alone proves nothing',
      ],
      [
        'an unknown side',
        'option: cursor\n    note: Prisma starts',
        'option: keyset\n    note: Prisma starts',
        '"keyset" is none of the concept\'s options',
      ],
      [
        'a long note',
        'note: Prisma starts at the row',
        `note: ${'Prisma starts at the row and so on '.repeat(4)}`,
        'shorten the note to 140 characters',
      ],
      [
        'a long card',
        /in pages of a fixed size\. .*/,
        `in pages${' of one fixed size'.repeat(13)}.`,
        'The card of trigger "prisma-cursor" needs',
      ],
      [
        'an id outside the catalogue',
        'id: pagination\n',
        'id: paging\n',
        '"paging" is not in content/catalog.yaml',
      ],
      ['a link to nowhere', 'related: [query-plans', 'related: [query-plan', '"query-plan" is no concept'],
      ['an unknown section', '## Remember', '## Do not forget', 'Unknown section "Do not forget"'],
      [
        'a missing section',
        /## Remember[\s\S]*?(?=## Questions)/,
        '',
        'The section "Remember" is missing: add "## Remember"',
      ],
      ['a section out of order', '## Why it matters', '## Remember', 'stands too late'],
      [
        'an empty section',
        /(## Remember\n)[\s\S]*?(?=## Questions)/,
        '$1\n',
        'The section "Remember" is empty: fill it',
      ],
      [
        'a long lead',
        'Pagination returns a long result',
        `Pagination ${'returns a very long result '.repeat(9)}`,
        'characters too long: shorten it to 280',
      ],
      [
        'a cell without words',
        '| Index needed | one',
        '| Index needed | ✅ | one',
        'Every cell of the tradeoffs table needs words',
      ],
      [
        'wrong columns',
        '| Criterion | offset | cursor |',
        '| Criterion | cursor | offset |',
        'The columns of the tradeoffs table must be: Criterion, offset, cursor',
      ],
      [
        'a fence without a mark',
        '```sql verify=postgresql\nCREATE INDEX',
        '```sql\nCREATE INDEX',
        'does not say how it is checked',
      ],
      [
        'a fence without a mark among the tradeoffs',
        '\n| Criterion | offset | cursor |',
        '\n```sql\nSELECT 1;\n```\n\n| Criterion | offset | cursor |',
        'does not say how it is checked',
      ],
      [
        'a fence without a mark in what is to be remembered',
        '## Remember\n',
        '## Remember\n\n```sql\nSELECT 1;\n```\n',
        'does not say how it is checked',
      ],
      [
        'a fence without a mark in the reason of an option',
        '\n  A B-tree orders the keys but',
        '\n  ```sql\n  SELECT 1;\n  ```\n\n  A B-tree orders the keys but',
        'does not say how it is checked',
      ],
      [
        'a fence without a mark in an explanation',
        '> The extra row answers',
        '> ```sql\n> SELECT 1;\n> ```\n>\n> The extra row answers',
        'does not say how it is checked',
      ],
      [
        'a fence in an unknown language',
        '```sql verify=postgresql\nCREATE INDEX',
        '```cobol verify=parse\nCREATE INDEX',
        'Unknown code language "cobol"',
      ],
      [
        'a question heading',
        '### deep-page-cost · single-choice · 1',
        '### deep-page-cost · quiz · 1',
        'Cannot read the heading "deep-page-cost · quiz · 1"',
      ],
      [
        'two right options',
        '- [ ] It jumps over them',
        '- [x] It jumps over them',
        'needs exactly one right option marked [x]',
      ],
      [
        'an option without a reason',
        '\n  A B-tree orders the keys but does not count them, so there is no position to jump to.\n',
        '',
        'has no reason',
      ],
      [
        'an order question without explanation',
        '> The extra row answers',
        'The extra row answers',
        'needs a closing "> …"',
      ],
      ['two gaps', '(created_at, id) > (___)', '(___, id) > (___)', 'exactly one gap "___"'],
      [
        'a snippet heading',
        '### bg-page-offset · offset · A page by number',
        '### page-offset · A page',
        'Cannot read the heading "page-offset · A page"',
      ],
      [
        'a pitfall without its saying',
        '- **"OFFSET skips rows for free."** The',
        '- The',
        'Write a pitfall as',
      ],
    ];
    it.each(cases)('%s', (_, from, to, expected) => {
      const messages = messagesAfter(from, to);
      expect(messages.join('\n')).toContain(expected);
      for (const message of messages) expect(message).toMatch(/^\d+:\d+ \S/);
    });

    it('a file in the wrong place', () => {
      expect(messagesAfter('difficulty: 2', 'difficulty: 1', 'nodejs/pagination.md').join()).toContain(
        'belongs at content/databases/pagination.md',
      );
    });

    it('prerequisites in a circle', () => {
      const other = model
        .replaceAll('id: pagination', 'id: database-indexes')
        .replace('prerequisites: [database-indexes]', 'prerequisites: [pagination]')
        .replace(/## Snippets[\s\S]*/, '')
        .replace(/options:\n[\s\S]*?(?=prerequisites)/, '')
        .replaceAll(/\n {4}option: \w+/g, '');
      const { files } = compileGuide(
        [
          { path: 'databases/database-indexes.md', text: other },
          { path: modelPath, text: model },
        ],
        readCatalog(),
        new Map(),
      );
      const messages = files.flatMap((file) => file.messages.map(({ reason }) => reason)).join('\n');
      expect(messages).toContain('"options" must be b-tree, hash');
      expect(messages).toContain('Prerequisites go in a circle');
    });
  });
});

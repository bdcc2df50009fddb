/** The editorial rules: each with text that breaks it, with its place, and text that comes close and does not. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { compileGuide } from '../../compiler/src/compileGuide';
import { parseEditorialLists } from '../../compiler/src/editorial/lists';
import { isClause } from '../../compiler/src/editorial/proseRules';
import { balanceOf, checkBalance } from '../../compiler/src/editorial/questionRules';
import type { Choice, Concept, Question } from '../../protocol/src/concept';
import { compileRealGuide, readCatalog, repository } from '../support/guide';

const model = readFileSync(path.join(repository, 'content', 'databases', 'pagination.md'), 'utf8');
const lists = parseEditorialLists(readFileSync(path.join(repository, 'content', 'editorial.yaml'), 'utf8'));

function compileModel(text: string): { messages: string[]; concept: Concept | undefined } {
  const { files, guide } = compileGuide(
    [{ path: 'databases/pagination.md', text }],
    readCatalog(),
    new Map(),
    undefined,
    lists,
  );
  const messages = files.flatMap((file) =>
    file.messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`),
  );
  return { messages, concept: guide.concepts[0] };
}

function messagesAfter(from: string | RegExp, to: string): string[] {
  const text = model.replace(from, to);
  if (text === model) throw new Error(`the model holds no ${String(from)}`);
  return compileModel(text).messages;
}

/** Puts a paragraph on the line below "## Remember" and gives the messages about it, with that line as line 1. */
function messagesAbout(paragraph: string): string[] {
  const text = model.replace('## Remember\n', `## Remember\n\n${paragraph}\n`);
  const line = text.slice(0, text.indexOf('## Remember\n')).split('\n').length + 1;
  return compileModel(text).messages.map((message) =>
    message.replace(/^\d+/, (number) => String(Number(number) - line)),
  );
}

describe('editorial rules', () => {
  it('find nothing to mend in the guide', () => {
    const { files } = compileRealGuide(lists);
    expect(files.flatMap((file) => file.messages.map(String))).toEqual([]);
  });

  it('do not mind the style of a guide without lists', () => {
    const text = model.replace('## Remember\n', '## Remember\n\nJust simply 🚀 it.\n');
    const { files } = compileGuide([{ path: 'databases/pagination.md', text }], readCatalog(), new Map());
    expect(files[0]?.messages).toEqual([]);
  });

  describe('about prose', () => {
    const forty = `${'one more row '.repeat(13)}comes`;
    const cases: readonly (readonly [rule: string, wrong: string, expected: string, fine: string])[] = [
      [
        'sentence length',
        `First. O${forty.slice(1)} again.`,
        '1:8 The sentence "One more row one more row one …" has 41 words: cut it',
        `First. O${forty.slice(1)}.`,
      ],
      [
        'reading level',
        'Administrative responsibilities necessitate organisational communication, interdepartmental coordination, institutional documentation, methodological standardisation, professional qualification, technological modernisation, international collaboration, operational optimisation, continuous experimentation, philosophical consideration, organisational transformation, multidimensional evaluation.',
        '1:1 The paragraph reads at grade',
        'The index is read from the left to the right. A row that was found once is not read again. The page ends when it is full, and the next page begins there.',
      ],
      [
        'filler',
        'The index is\nsimply read, and adjust it.',
        '2:1 "simply" says nothing here: leave it out',
        'The index is read; adjust it. Code such as `simply()` may be called so.',
      ],
      [
        'unexplained abbreviation',
        'Every page needs an XYZ and one more XYZ.',
        '1:21 "XYZ" is not explained on this page: write what it stands for',
        'SQL needs no words, an exact yellow zone (XYZ) some, an ABC (a bare case) too, and Large Memory Nodes make LMNs.',
      ],
      [
        'emoji',
        'Pages are fast 🚀 here.',
        '1:16 "🚀" is an emoji: use words',
        'Pages → rows, © 2026, 10 × 2.',
      ],
      [
        'links',
        'See [the manual](https://example.com) or [there](query-plans.md).',
        '1:5 The link to "https://example.com" leads out of the guide',
        'See [the plans](concept:query-plans).',
      ],
      [
        'secrets',
        `Send ghp_${'a1B2'.repeat(9)} with it.`,
        '1:6 "ghp_a1B2a1B2a1B2…" looks like a secret',
        'Send ghp_<token> with it.',
      ],
      [
        'private keys',
        ['-----BEGIN', 'RSA PRIVATE KEY-----'].join(' '),
        '1:1 "-----BEGIN RSA P…" looks like a secret',
        'The key file begins with a PEM (privacy enhanced mail) line.',
      ],
    ];
    it.each(cases)('%s', (_, wrong, expected, fine) => {
      expect(messagesAbout(wrong).join('\n')).toContain(expected);
      expect(messagesAbout(fine)).toEqual([]);
    });

    it('say an abbreviation once and see each link', () => {
      expect(messagesAbout('An XYZ, an XYZ.')).toHaveLength(1);
      expect(messagesAbout('[a](b.md) and [c](d.md)')).toHaveLength(2);
    });

    it('take a link to its concept for an explanation', () => {
      expect(messagesAbout('The [XYZ](concept:query-plans) is an XYZ.')).toEqual([]);
    });

    it('point at the field of the front matter', () => {
      expect(
        messagesAfter('note: Prisma starts at the row', 'note: Prisma simply starts at the row'),
      ).toEqual([expect.stringMatching(/^\d+:11 "simply" says nothing/)]);
    });
  });

  describe('about sources', () => {
    const url = 'https://www.postgresql.org/docs/current/queries-limit.html';
    it.each(['https://medium.com/paging', 'https://www.postgresql.org.evil.example/docs'])(
      'refuse %s',
      (other) => {
        expect(messagesAfter(url, other)).toEqual([
          expect.stringMatching(/^26:10 ".*" is not known as primary documentation/),
        ]);
      },
    );
    it('heed the path of an entry', () => {
      expect(messagesAfter(url, 'https://github.com/somebody/notes')).toHaveLength(1);
      expect(messagesAfter(url, 'https://github.com/redis/ioredis')).toEqual([]);
    });
  });

  describe('about what a side gives and takes', () => {
    it('point at a clause', () => {
      expect(
        messagesAfter('pay: a read of every skipped row, and', 'pay: reads every skipped row, and'),
      ).toEqual([expect.stringMatching(/^15:10 "reads every.*does not complete "You pay …"/)]);
    });
    it.each([
      'you read every row',
      'it grows',
      'reads the skipped rows',
      'avoid a join',
      'every write must find all copies',
      'the rows are read twice',
    ])('know "%s" for a clause', (phrase) => {
      expect(isClause(phrase)).toBe(true);
    });
    it.each([
      'a read of every skipped row, and rows that shift between pages',
      'values that may be missing',
      'rows of the shop',
      'the simplest query there is',
      'less memory than a list must have',
      'no jump to page 40, and an index that fits the sort order',
    ])('know "%s" for a noun phrase', (phrase) => {
      expect(isClause(phrase)).toBe(false);
    });
  });

  describe('about questions', () => {
    it('ask for eight', () => {
      const withoutOne = messagesAfter(/### match-need-to-paging[\s\S]*?(?=### fill-tie-breaker)/, '');
      expect(withoutOne).toEqual([expect.stringMatching(/^\d+:1 7 questions are too few: write at least 8/)]);
      expect(compileModel(model).concept?.questions).toHaveLength(8);
    });

    it('ask for three kinds', () => {
      const choices = /### deep-page-cost[\s\S]*?(?=### keyset-tie)/.exec(model)?.[0] ?? '';
      const copies = ['a', 'b', 'c', 'd'].map((letter) =>
        choices
          .replace('### deep-page-cost', `### deep-page-cost-${letter}`)
          .replace('### drift-after-insert', `### drift-after-insert-${letter}`),
      );
      const oneKind = messagesAfter(/(## Questions\n\n)[\s\S]*?(?=## Snippets)/, `$1${copies.join('')}`);
      expect(oneKind).toEqual([expect.stringMatching(/The questions are of 1 kinds: use at least 3/)]);
    });

    it('refuse options about options', () => {
      expect(messagesAfter('- [ ] It jumps over them, because', '- [ ] All of the above, because')).toEqual([
        expect.stringMatching(/^\d+:7 The option "All of the above.*refers to the others/),
      ]);
      expect(messagesAfter('- [ ] It jumps over them, because', '- [ ] All of the rows, because')).toEqual(
        [],
      );
    });
  });

  describe('about the balance of the whole guide', () => {
    const { concept } = compileModel(model);
    if (concept === undefined) throw new Error('the model does not compile');

    /** Forty questions of four options; `right` and `longest` say where the right and the longest option stand. */
    function balanceMessages(right: (index: number) => number, longest: (index: number) => number): string[] {
      const questions = Array.from({ length: 40 }, (_, index): Question => {
        const options = [0, 1, 2, 3].map((place): Choice => ({
          text: place === longest(index) ? 'a long option' : 'an option',
          correct: place === right(index),
          reason: 'because',
        }));
        const id = `pagination/question-${index}`;
        return { id, conceptId: 'pagination', difficulty: 1, prompt: '?', kind: 'single-choice', options };
      });
      const file = new VFile({ path: 'databases/pagination.md', value: model });
      checkBalance([{ file, concept: { ...concept, questions } as Concept }]);
      return file.messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
    }

    it('accepts right options everywhere that are seldom the longest', () => {
      expect(
        balanceMessages(
          (index) => index % 4,
          (index) => (index + 1) % 4,
        ),
      ).toEqual([]);
    });
    it('refuses right options that give themselves away by length', () => {
      expect(
        balanceMessages(
          (index) => index % 4,
          (index) => (index % 2 === 0 ? index % 4 : (index + 1) % 4),
        ),
      ).toEqual([
        expect.stringMatching(
          /^\d+:1 In 50 % of the guide's choice questions the right option is the longest/,
        ),
      ]);
    });
    it('refuses a favourite place', () => {
      const messages = balanceMessages(
        (index) => (index % 2 === 0 ? 1 : index % 4),
        () => 0,
      );
      expect(messages.join('\n')).toMatch(
        /Of 40 questions with 4 options 30 have the right one in place 2: move some away/,
      );
      expect(messages.join('\n')).toMatch(/0 have the right one in place 1: move some there/);
    });
    it('counts every choice question of the guide', () => {
      expect(balanceOf([concept])).toMatchObject({
        choiceQuestions: 3,
        positions: new Map([[4, [0, 3, 0, 0]]]),
      });
    });
  });
});

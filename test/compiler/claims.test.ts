import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordedClaims } from '../../compiler/src/claims';
import { compileGuide, type CompiledGuide } from '../../compiler/src/compileGuide';
import { readCatalog, repository } from '../support/guide';

const model = readFileSync(path.join(repository, 'content', 'databases', 'pagination.md'), 'utf8')
  // The claims of the model itself would only be in the way here.
  .replace(/\[\]\(claim:[a-z-]+\)/g, '');
const anchor = 'No order is promised.';

function compile(text: string, recorded?: RecordedClaims): CompiledGuide {
  return compileGuide([{ path: 'databases/pagination.md', text }], readCatalog(), new Map(), recorded);
}

/** Compiles the model with `text` in place of a sentence of a pitfall. */
function withSentence(text: string, recorded?: RecordedClaims): CompiledGuide {
  if (!model.includes(anchor)) throw new Error(`the model holds no "${anchor}"`);
  return compile(model.replace(anchor, text), recorded);
}

function messagesOf({ files }: CompiledGuide): string[] {
  return files.flatMap((file) =>
    file.messages.map(({ line, column, reason }) => `${line}:${column} ${reason}`),
  );
}

function statements(compiled: CompiledGuide): string[] {
  return compiled.claims.map(({ statement }) => statement);
}

describe('claims', () => {
  it('collect the marked sentence and leave the mark out of the reader’s text', () => {
    const recorded = new Map([['pagination/no-order', ['PostgreSQL 15.18']]]);
    const { guide } = withSentence(`${anchor}[](claim:no-order)`, recorded);
    expect(guide.concepts[0]?.claims).toEqual([
      { id: 'no-order', statement: 'No order is promised.', checkedOn: ['PostgreSQL 15.18'] },
    ]);
    expect(JSON.stringify(guide)).not.toContain('claim:');
    expect(guide.concepts[0]?.pitfalls.map(({ truth }) => truth).join()).toContain(
      'No order is promised. After',
    );
  });

  it('know where a sentence begins', () => {
    const cases: readonly (readonly [text: string, statement: string])[] = [
      ['One. Two is true.', 'Two is true.'],
      ['npm ci stops. npm install does not.', 'npm install does not.'],
      ['`a. B` and *c* are `d`.', 'a. B and c are d.'],
      ['Version 15.18 is out.', 'Version 15.18 is out.'],
      ['It says "no." It means it.', 'It means it.'],
      ['Broken\n  over lines.', 'Broken over lines.'],
    ];
    for (const [text, statement] of cases) {
      expect(statements(withSentence(`${text}[](claim:no-order)`)), text).toEqual([statement]);
    }
  });

  it('do not take what people say, or an earlier claim, for a part of the sentence', () => {
    const compiled = withSentence('node is one.[](claim:first) node is two.[](claim:second)');
    expect(statements(compiled)).toEqual(['node is one.', 'node is two.']);
  });

  it('are collected without questions when the guide records none', () => {
    expect(messagesOf(withSentence(`${anchor}[](claim:no-order)`))).toEqual([]);
  });

  describe('say what is wrong, where, and how to mend it', () => {
    const none: RecordedClaims = new Map();
    const mark = '[](claim:no-order)';
    const proven: RecordedClaims = new Map([['pagination/no-order', ['PostgreSQL 15.18']]]);
    const cases: readonly (readonly [what: string, compiled: () => CompiledGuide, expected: string])[] = [
      [
        'a claim without a proof',
        () => withSentence(`${anchor}${mark}`, none),
        'The claim "no-order" has not been proven: write its proof in proofs/pagination.mts',
      ],
      [
        'a proof without a claim',
        () => compile(model, proven),
        '1:1 The proven claim "no-order" belongs to no sentence: mark the sentence with [](claim:no-order)',
      ],
      [
        'a mark with words',
        () => withSentence(`${anchor}[proven](claim:no-order)`),
        'must be a link without words behind the full stop',
      ],
      [
        'a mark inside a sentence',
        () => withSentence(`No order${mark} is promised.`),
        'must be a link without words behind the full stop',
      ],
      [
        'a mark in a table',
        () => compile(model.replace('| Index needed | one', `| Index needed |${mark} one`)),
        'must be a link without words behind the full stop',
      ],
      [
        'two claims of one name',
        () => withSentence(`${anchor}${mark} Never.${mark}`),
        'A second claim "no-order": choose another id',
      ],
      [
        'a strange id',
        () => withSentence(`${anchor}[](claim:No_Order)`),
        '"No_Order" is no id of a claim: use lower-case words with hyphens',
      ],
      [
        'a claim in a question',
        () => compile(model.replace('- [ ] It jumps over them', `- [ ] It jumps over them.${mark}`)),
        'A claim cannot stand in the section "Questions"',
      ],
      [
        'a claim in the memory hook',
        () => compile(model.replace(/## Remember\n\n/, `## Remember\n\nAlways.${mark} `)),
        'A claim cannot stand in the section "Remember"',
      ],
    ];
    it.each(cases)('%s', (_, compiled, expected) => {
      const { guide, ...rest } = compiled();
      expect(messagesOf({ guide, ...rest }).join('\n')).toContain(expected);
      expect(guide.concepts).toEqual([]);
    });
  });
});

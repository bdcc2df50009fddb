import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { readInterfaceTexts, textsOf } from '../../scripts/lib/interfaceTexts.mts';
import { repository } from '../support/guide';

const bundleSchema = v.record(v.string(), v.pipe(v.string(), v.nonEmpty()));

function bundle(file: string): Readonly<Record<string, string>> {
  return v.parse(bundleSchema, JSON.parse(readFileSync(path.join(repository, file), 'utf8')));
}

/** `{0}`, `[…](command:…)` and `#setting#`: what a translation must carry over unchanged. */
function fixedParts(text: string): string[] {
  return [...text.matchAll(/\{\d+\}|\(command:[^)]*\)|`#?[\w.-]+#?`/g)].map(([part]) => part).sort();
}

const languages = ['de'] as const;

describe('the texts of the interface', () => {
  it('are all translated: no words in client/src go past vscode.l10n', async () => {
    expect((await readInterfaceTexts()).raw).toEqual([]);
  });

  it('are all in l10n/bundle.l10n.json, and nothing else is (npm run texts writes it)', async () => {
    const { translated } = await readInterfaceTexts();
    expect(Object.keys(bundle('l10n/bundle.l10n.json'))).toEqual(translated);
  });

  it.each(languages)('have every text of the client in "%s"', (language) => {
    const translated = bundle(`l10n/bundle.l10n.${language}.json`);
    expect(Object.keys(translated)).toEqual(Object.keys(bundle('l10n/bundle.l10n.json')));
    for (const [text, words] of Object.entries(translated)) {
      expect(fixedParts(words), text).toEqual(fixedParts(text));
    }
  });

  it.each(languages)('have every text of the manifest in "%s"', (language) => {
    const texts = bundle('package.nls.json');
    const translated = bundle(`package.nls.${language}.json`);
    expect(Object.keys(translated)).toEqual(Object.keys(texts));
    for (const [key, words] of Object.entries(translated)) {
      expect(fixedParts(words), key).toEqual(fixedParts(texts[key] ?? ''));
    }
  });
});

describe('the words that count', () => {
  it('put no number before what they count, because vscode.l10n knows no plurals and "1 answers" is wrong', async () => {
    const counting =
      /(?<!of )\{\d\} (?:\w+ )?(?:more|answers|cards|concepts|days|entries|lines|minutes|places|questions)\b/;
    const { translated } = await readInterfaceTexts();
    expect(translated.filter((text) => counting.test(text))).toEqual([
      // These days are as many at all times, and more than one.
      'Cards that fall due in the next {1} days: {0}',
      '{0} % today, {1} % in {2} days',
      // One place is told by its line.
      '{0} places',
      // A drill has five or ten.
      '{0} questions',
    ]);
  });
});

describe('the search for texts that nobody translates', () => {
  const raw = (source: string): readonly string[] => textsOf('file.ts', source).raw;

  it('finds a plain literal, a template and a single word that begins like a sentence', () => {
    expect(raw("item.tooltip = 'two words';")).toEqual(['file.ts:1 two words']);
    expect(raw('item.label = `found ${count} places`;')).toHaveLength(1);
    expect(raw("item.label = 'Search';")).toHaveLength(1);
    expect(raw('vscode.l10n.t(`found ${count} places`);')).toHaveLength(1);
  });

  it('leaves out translated texts, ids, imports and the log', () => {
    const source = `
      import { one } from 'two words';
      item.label = vscode.l10n.t('two words');
      item.id = 'backendGuide.concepts';
      item.when = 'view == backendGuide.concepts';
      output.warn('the server died');
    `;
    expect(textsOf('file.ts', source)).toEqual({ translated: ['two words'], raw: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { defaultSettings, languageSwitchOf, parseSettings } from '../../server/src/settings';

describe('parseSettings', () => {
  it.each([undefined, null, 'text', 7, [], {}])('gives the defaults for %j', (section) => {
    expect(parseSettings(section)).toEqual({ settings: defaultSettings, problems: [] });
  });

  it('reads every key', () => {
    const section = {
      hover: { mode: 'full' },
      languages: { sql: false, python: true },
      mutedConcepts: ['pagination'],
      tradeoffHints: { enabled: true },
      completion: { enabled: false },
      codeActions: { enabled: false },
    };
    expect(parseSettings(section)).toEqual({
      settings: {
        hoverMode: 'full',
        disabledLanguages: new Set(['sql']),
        mutedConcepts: new Set(['pagination']),
        tradeoffHints: true,
        completion: false,
        codeActions: false,
      },
      problems: [],
    });
  });

  it('lets a wrong value cost only itself, and names it', () => {
    const section = { hover: { mode: 'loud' }, languages: { sql: 'no' }, mutedConcepts: ['pagination'] };
    const { settings, problems } = parseSettings(section);
    expect(settings).toEqual({ ...defaultSettings, mutedConcepts: new Set(['pagination']) });
    expect(problems).toEqual([
      'Setting "backendGuide.hover.mode" is "loud": use "off", "brief" or "full". The default is used.',
      'Setting "backendGuide.languages" is {"sql":"no"}: use an object such as { "sql": false }. The default is used.',
    ]);
  });

  it('ignores keys of other versions and hostile ones', () => {
    const section: unknown = JSON.parse('{"__proto__": {"hover": {"mode": "off"}}, "future": 1}');
    expect(parseSettings(section)).toEqual({ settings: defaultSettings, problems: [] });
  });
});

describe('languageSwitchOf', () => {
  it.each([
    ['typescriptreact', 'typescript'],
    ['pgsql', 'sql'],
    ['dockercompose', 'yaml'],
    ['python', 'python'],
    ['markdown', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('puts %s under %s', (languageId, expected) => {
    expect(languageSwitchOf(languageId)).toBe(expected);
  });
});

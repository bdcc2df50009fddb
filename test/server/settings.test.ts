import { describe, expect, it } from 'vitest';
import { defaultSettings, languageSwitchOf, parseSettings } from '../../server/src/settings';

describe('parseSettings', () => {
  it.each([undefined, null, [], {}])('gives the defaults for %j', (section) => {
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
    const section = {
      hover: { mode: 'loud' },
      languages: { sql: false, python: 'no' },
      mutedConcepts: ['pagination', 7, 'event-loop'],
    };
    const { settings, problems } = parseSettings(section);
    expect(settings).toEqual({
      ...defaultSettings,
      disabledLanguages: new Set(['sql']),
      mutedConcepts: new Set(['pagination', 'event-loop']),
    });
    expect(problems).toEqual([
      'Setting "backendGuide.hover.mode" is "loud": use "off", "brief" or "full". The default is used.',
      'Setting "backendGuide.languages.python" is "no": use true or false. The default is used.',
      'Setting "backendGuide.mutedConcepts[1]" is 7: use the id of a concept. The entry is ignored.',
    ]);
  });

  it('names a value of the wrong kind once, whatever was expected below it', () => {
    expect(parseSettings({ languages: 'none', mutedConcepts: 'pagination', hover: 7 })).toEqual({
      settings: defaultSettings,
      problems: [
        'Setting "backendGuide.hover" is 7: use an object. The defaults are used.',
        'Setting "backendGuide.languages" is "none": use an object. The defaults are used.',
        'Setting "backendGuide.mutedConcepts" is "pagination": use a list; each entry is the id of a concept. The default is used.',
      ],
    });
    expect(parseSettings('text')).toEqual({
      settings: defaultSettings,
      problems: [
        'The section "backendGuide" of the settings is "text": use an object. The defaults are used.',
      ],
    });
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

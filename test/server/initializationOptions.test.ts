import { describe, expect, it } from 'vitest';
import { parseInitializationOptions } from '../../server/src/initializationOptions';

const nothing = {
  commandLinks: false,
  contributedSnippets: false,
  guideText: undefined,
  settings: undefined,
  problems: [],
};

describe('parseInitializationOptions', () => {
  it.each([undefined, null, [], {}, { commandLinks: null, guideText: null, settings: null }])(
    'gives the defaults for %j',
    (options) => {
      expect(parseInitializationOptions(options)).toEqual(nothing);
    },
  );

  it('keeps what is right beside what is wrong, and names that', () => {
    const settings = { mutedConcepts: ['pagination'] };
    expect(
      parseInitializationOptions({ commandLinks: true, contributedSnippets: 'yes', guideText: 7, settings }),
    ).toEqual({
      ...nothing,
      commandLinks: true,
      settings,
      problems: [
        'The initialization option "contributedSnippets" is "yes": use true or false. The default is used.',
        'The initialization option "guideText" is 7: use the text of guide.json. The default is used.',
      ],
    });
  });

  it('names a value that is no object', () => {
    expect(parseInitializationOptions('text')).toEqual({
      ...nothing,
      problems: ['The value of "initializationOptions" is "text": use an object. The defaults are used.'],
    });
  });
});

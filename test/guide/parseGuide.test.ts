import { describe, expect, it } from 'vitest';
import { parseGuide } from '../../guide/src/parseGuide';
import { compileRealGuide } from '../support/guide';

describe('parseGuide', () => {
  const { guide } = compileRealGuide();

  it('reads what the compiler writes', () => {
    expect(parseGuide(JSON.stringify(guide))).toEqual({ ok: true, guide });
  });

  const damaged: readonly (readonly [what: string, text: string, expected: string])[] = [
    ['nothing', '', 'not valid JSON'],
    ['half a file', JSON.stringify(guide).slice(0, 1000), 'not valid JSON'],
    ['another version', JSON.stringify({ ...guide, version: 99 }), 'has another version than 1'],
    ['something else', '{"version":1,"concepts":[{"id":7}]}', 'damaged at "concepts.0'],
    ['null', 'null', 'damaged'],
  ];
  it.each(damaged)('says what is wrong with %s', (_, text, expected) => {
    const parsed = parseGuide(text);
    expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining(expected) as string });
    expect(parsed).toMatchObject({ problem: expect.stringContaining('Reinstall the extension') as string });
  });
});

import { describe, expect, it } from 'vitest';
import { LazyConceptIndex } from '../../guide/src/lazyConceptIndex';
import { outlineGuide, parseGuide } from '../../guide/src/parseGuide';
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
    for (const parsed of [parseGuide(text), outlineGuide(text)]) {
      expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining(expected) as string });
      expect(parsed).toMatchObject({ problem: expect.stringContaining('Reinstall the extension') as string });
    }
  });
});

describe('LazyConceptIndex', () => {
  const { guide } = compileRealGuide();
  const open = (text: string) => {
    const problems: string[] = [];
    const outline = outlineGuide(text);
    if (!outline.ok) throw new Error(outline.problem);
    return { problems, index: new LazyConceptIndex(outline.guide, (problem) => problems.push(problem)) };
  };

  it('holds what the guide holds', () => {
    const { index, problems } = open(JSON.stringify(guide));
    expect(index.concepts).toEqual(guide.concepts);
    const [concept] = guide.concepts;
    const [trigger] = concept?.triggers ?? [];
    expect(index.trigger(`${concept?.id ?? ''}/${trigger?.id ?? ''}`)).toEqual(trigger);
    for (const id of ['', 'nothing', '__proto__', 'a/b/c']) {
      expect(index.concept(id)).toBeUndefined();
      expect(index.trigger(id)).toBeUndefined();
    }
    expect(problems).toEqual([]);
  });

  it('loses only the concept that is damaged, and says so once', () => {
    const [first, ...others] = guide.concepts;
    const { index, problems } = open(
      JSON.stringify({ version: 1, concepts: [{ ...first, definition: 7 }, ...others] }),
    );
    expect(index.concepts).toEqual(others);
    expect(index.concept(first?.id ?? '')).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`"${first?.id ?? ''}" in the guide is damaged at "definition"`);
  });
});

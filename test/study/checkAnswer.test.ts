import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../protocol/src/concept';
import { answerSchema, type GivenAnswer } from '../../protocol/src/studyMessages';
import { checkAnswer } from '../../study/src/checkAnswer';
import { presentQuestion } from '../../study/src/presentation';
import { expectedSeconds, suggestRating } from '../../study/src/suggestRating';

const common = { id: 'c/q', conceptId: 'c', difficulty: 1 as const, prompt: 'Which of these are true?' };
const option = (correct: boolean) => ({ text: correct ? 'yes' : 'no', correct, reason: 'because' });
const multiple: Question = {
  ...common,
  kind: 'multiple-choice',
  options: [option(true), option(false), option(true), option(false)],
};
const single: Question = { ...common, kind: 'single-choice', options: [option(false), option(true)] };
const order: Question = { ...common, kind: 'order', steps: ['a', 'b', 'c', 'd', 'e'] };
const match: Question = {
  ...common,
  kind: 'match',
  pairs: [
    { left: '1', right: 'one' },
    { left: '2', right: 'two' },
    { left: 'II', right: 'two' },
  ],
};
const explain: Question = { ...common, kind: 'explain-aloud', rubric: ['p', 'q', 'r', 's'] };
const gapIn = (language: string, text: string, ...answers: string[]): Question => ({
  ...common,
  kind: 'fill-gap',
  code: { language, text },
  answers,
});
const all = [multiple, single, order, match, explain, gapIn('js', 'await ___();', 'load')];

describe('choices', () => {
  it.each([
    [[0, 2], 1],
    [[2, 0, 0], 1],
    [[0], 0.5],
    [[0, 1], 0],
    [[0, 1, 2, 3], 0],
    [[0, 2, 1], 0.5],
    [[], 0],
    [[0, 2, 99], 0.5],
  ])('%j scores %d', (chosen, score) => {
    expect(checkAnswer(multiple, { kind: 'choice', chosen })).toMatchObject({
      score,
      isCorrect: score === 1,
    });
  });

  it('say which options were right and which were chosen', () => {
    expect(checkAnswer(single, { kind: 'choice', chosen: [0] })).toEqual({
      kind: 'choice',
      isCorrect: false,
      score: 0,
      options: [
        { chosen: true, correct: false },
        { chosen: false, correct: true },
      ],
    });
  });
});

describe('order', () => {
  it.each([
    ['abcde', [0, 1, 2, 3, 4], 1, [true, true, true, true, true]],
    ['one step moved far', [4, 0, 1, 2, 3], 0.75, [true, true, true, true, false]],
    ['two halves swapped', [3, 4, 0, 1, 2], 0.5, [true, true, true, false, false]],
    ['reversed', [4, 3, 2, 1, 0], 0, undefined],
    ['incomplete', [0, 1, 2], 0, undefined],
    ['a step twice', [0, 1, 2, 3, 3], 0, undefined],
    ['no such step', [0, 1, 2, 3, 9], 0, undefined],
  ])('%s', (_, given, score, inPlace) => {
    const verdict = checkAnswer(order, { kind: 'order', order: given });
    expect(verdict).toMatchObject({ score, ...(inPlace === undefined ? {} : { inPlace }) });
  });

  it('lets equal steps stand for each other', () => {
    const twins: Question = { ...common, kind: 'order', steps: ['await', 'log', 'await'] };
    expect(checkAnswer(twins, { kind: 'order', order: [2, 1, 0] })).toMatchObject({ isCorrect: true });
  });
});

describe('match', () => {
  it('is graded per pair', () => {
    expect(checkAnswer(match, { kind: 'match', rights: [0, null, 1] })).toMatchObject({
      score: 2 / 3,
      pairs: [true, false, true],
    });
  });

  it('lets equal right sides stand for each other, each once', () => {
    expect(checkAnswer(match, { kind: 'match', rights: [0, 2, 1] })).toMatchObject({ isCorrect: true });
    expect(checkAnswer(match, { kind: 'match', rights: [1, 1, 1] })).toMatchObject({ score: 0 });
  });
});

describe('fill the gap', () => {
  const js = gapIn('js', `res.___('Cache-Control', "no-store");`, 'setHeader');
  const where = gapIn('sql', 'SELECT id FROM posts\n___\nORDER BY id LIMIT 20;', 'WHERE id > $1');
  const call = gapIn('ts', 'const rows = ___', `await pool.query('SELECT 1', [id]);`);
  it.each([
    ['spaces', js, '  setHeader ', true],
    ['another name', js, 'set', false],
    ['another case in JavaScript', js, 'setheader', false],
    ['keywords in lower case in SQL', where, 'where  ID>$1', true],
    ['a comment', where, 'where id > $1 -- the last one seen', true],
    ['another column', where, 'WHERE no > $1', false],
    ['a semicolon too few', call, 'await pool.query("SELECT 1", [ id ])', true],
    ['a semicolon too many', call, "await pool.query('SELECT 1',[id]);;", true],
    ['template quotes', call, 'await pool.query(`SELECT 1`, [id])', true],
    ['another string', call, "await pool.query('SELECT 2', [id])", false],
    ['a name instead of a string', call, 'await pool.query(SELECT, [id])', false],
    ['the case of a value in a string', gapIn('sql', 'WHERE status = ___', `'Open'`), `'open'`, false],
    ['a value in double quotes in SQL', gapIn('sql', 'WHERE status = ___', `'open'`), `"open"`, false],
    ['a quoted name in SQL', gapIn('sql', 'SELECT ___ FROM t', 'id'), '"id"', true],
    ['both signs for unequal', gapIn('sql', 'WHERE a ___ b', '<>'), '!=', true],
    ['a gap inside a string', gapIn('js', `header('___')`, 'no-store'), 'no-store', true],
    [
      'spaces inside a string',
      gapIn('js', `header('___')`, 'max-age=60, public'),
      'max-age=60,public',
      false,
    ],
    ['a string that is closed too early', gapIn('js', `header('___')`, 'no-store'), `no-store', '`, false],
    ['a number with separators', gapIn('js', 'setTimeout(f, ___)', '10000'), '10_000', true],
    ['a comment that hides the rest', gapIn('js', 'f(___, b)', 'a'), 'a /*', false],
    ['nothing', gapIn('js', 'f(___)', 'a'), '  ', false],
    ['the second accepted answer', gapIn('js', 'f(___)', 'a', 'b'), 'b', true],
    [
      'the depth of a line in Python',
      gapIn('python', '___', 'if a:\n    b()\n    c()'),
      'if a:\n    b()\nc()',
      false,
    ],
    [
      'the width of indentation in Python',
      gapIn('python', '___', 'if a:\n    b()'),
      'if a:\n\n  b()\n',
      true,
    ],
    ['quotes in Python', gapIn('python', 'x = ___', '"a"'), "'a'", true],
    ['an instruction in Docker', gapIn('dockerfile', '___ npm ci', 'RUN'), 'RUN', true],
    ['quotes in YAML', gapIn('compose', 'ports:\n  - ___', '"80:80"'), "'80:80'", true],
    ['a header in another case', gapIn('http', '___: "abc"', 'If-None-Match'), 'if-none-match', true],
    ['a regular expression', gapIn('js', 'text.replace(___, "")', '/a b/g'), '/ab/g', false],
    ['a division', gapIn('js', 'const half = ___', 'a / b / c'), 'a/b/c', true],
  ])('%s', (_, question, text, isCorrect) => {
    expect(checkAnswer(question, { kind: 'fill-gap', text })).toMatchObject({ isCorrect });
  });

  it('says where an answer leaves the nearest accepted one', () => {
    expect(
      checkAnswer(call, { kind: 'fill-gap', text: `await pool.execute('SELECT 1', [id])` }),
    ).toMatchObject({
      expected: `await pool.query('SELECT 1', [id]);`,
      difference: { expected: 'query', given: 'execute' },
    });
  });
});

describe('explain aloud', () => {
  it('is graded by the points that were covered', () => {
    const verdict = checkAnswer(explain, { kind: 'explain-aloud', covered: [0, 1, 3] });
    expect(verdict).toMatchObject({ score: 0.75, covered: [true, true, false, true] });
    expect(suggestRating(verdict, 600_000, 30)).toBe(3);
  });
});

describe('any answer', () => {
  const answer: fc.Arbitrary<GivenAnswer> = fc.oneof(
    fc.record({ kind: fc.constant('choice' as const), chosen: fc.array(fc.nat(12)) }),
    fc.record({ kind: fc.constant('order' as const), order: fc.array(fc.nat(12)) }),
    fc.record({ kind: fc.constant('match' as const), rights: fc.array(fc.option(fc.nat(12))) }),
    fc.record({ kind: fc.constant('fill-gap' as const), text: fc.string({ unit: 'binary' }) }),
    fc.record({ kind: fc.constant('explain-aloud' as const), covered: fc.array(fc.nat(12)) }),
  );

  it('gets a verdict with a score from 0 to 1, also for the wrong kind of question', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), answer, (question, given) => {
        const verdict = checkAnswer(question, given);
        expect(verdict.score).toBeGreaterThanOrEqual(0);
        expect(verdict.score).toBeLessThanOrEqual(1);
        expect(verdict.isCorrect).toBe(verdict.score === 1);
      }),
    );
  });

  it('is parsed before it is checked', () => {
    expect(v.is(answerSchema, { kind: 'choice', chosen: [0] })).toBe(true);
    expect(v.is(answerSchema, { kind: 'choice', chosen: ['0'] })).toBe(false);
    expect(v.is(answerSchema, { kind: 'choice', chosen: [-1] })).toBe(false);
    expect(v.is(answerSchema, JSON.parse('{"kind":"choice","chosen":[],"__proto__":{}}'))).toBe(false);
  });
});

describe('presentation', () => {
  it('is a permutation, the same for the same seed, and never solved already', () => {
    fc.assert(
      fc.property(fc.constantFrom(order, match, multiple), fc.string(), (question, seed) => {
        const shown = presentQuestion(question, seed);
        expect(presentQuestion(question, seed)).toEqual(shown);
        const places = 'order' in shown ? shown.order : [];
        expect([...places].sort()).toEqual(places.map((_, index) => index));
        if (question.kind === 'order') {
          expect(checkAnswer(question, { kind: 'order', order: [...places] }).isCorrect).toBe(false);
        }
        if (question.kind === 'match') {
          expect(checkAnswer(question, { kind: 'match', rights: [...places] }).isCorrect).toBe(false);
        }
      }),
    );
    const orders = Array.from({ length: 20 }, (_, seed) =>
      JSON.stringify(presentQuestion(multiple, String(seed))),
    );
    expect(new Set(orders).size).toBeGreaterThan(8);
  });
});

describe('suggested rating', () => {
  const right = checkAnswer(multiple, { kind: 'choice', chosen: [0, 2] });
  const wrong = checkAnswer(multiple, { kind: 'choice', chosen: [1] });
  const nearly = checkAnswer(order, { kind: 'order', order: [4, 0, 1, 2, 3] });
  it.each([
    ['quick and right', right, 4, 4],
    ['right', right, 10, 3],
    ['right after long thought', right, 40, 2],
    ['wrong', wrong, 4, 1],
    ['one step out of place', nearly, 4, 2],
  ])('%s', (_, verdict, seconds, rating) => {
    expect(suggestRating(verdict, seconds * 1000, 10)).toBe(rating);
  });

  it('gives every kind of question some time', () => {
    for (const question of all) expect(expectedSeconds(question)).toBeGreaterThan(4);
  });
});

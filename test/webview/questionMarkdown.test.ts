import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { move, outputLines, plain, toggle } from '../../webview/src/study/answers';
import { parseBlocks, parseInline } from '../../webview/src/study/questionMarkdown';

describe('the Markdown of questions', () => {
  it('knows code, bold, emphasis and links, and leaves everything else as text', () => {
    expect(
      parseInline('Use `a * b` or **bold** and *soft*, see [indexes](concept:database-indexes).'),
    ).toEqual([
      { type: 'text', text: 'Use ' },
      { type: 'code', text: 'a * b' },
      { type: 'text', text: ' or ' },
      { type: 'strong', text: 'bold' },
      { type: 'text', text: ' and ' },
      { type: 'em', text: 'soft' },
      { type: 'text', text: ', see ' },
      { type: 'link', text: 'indexes', href: 'concept:database-indexes' },
      { type: 'text', text: '.' },
    ]);
    expect(parseInline('``a ` b``')).toEqual([{ type: 'code', text: 'a ` b' }]);
    expect(parseInline('2 * 3 * 4 and <b>x</b>')).toEqual([{ type: 'text', text: '2 * 3 * 4 and <b>x</b>' }]);
  });

  it('splits paragraphs, lists and fences', () => {
    const markdown =
      'What prints?\n\n```js verify=node\nconst a = `x`;\n```\n\nGiven:\n- one\n  more\n- `two`\n\n1. first';
    expect(parseBlocks(markdown)).toEqual([
      { type: 'paragraph', inline: [{ type: 'text', text: 'What prints?' }] },
      { type: 'code', language: 'js', text: 'const a = `x`;' },
      { type: 'paragraph', inline: [{ type: 'text', text: 'Given:' }] },
      {
        type: 'list',
        ordered: false,
        items: [[{ type: 'text', text: 'one more' }], [{ type: 'code', text: 'two' }]],
      },
      { type: 'list', ordered: true, items: [[{ type: 'text', text: 'first' }]] },
    ]);
  });

  it('never throws and never hangs on hostile text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('`', '*', '[', ']', '(', ')', '\n', '-', 'a', ' ') }),
        (text) => {
          parseBlocks(text);
        },
      ),
    );
    const started = performance.now();
    for (const character of ['`', '*', '[', '`a', '**a', '[a](']) parseBlocks(character.repeat(5_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('answers', () => {
  it('move entries, and not beyond the ends', () => {
    expect(move(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(move(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(move(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(move(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });

  it('toggle, and read output and plain text', () => {
    expect(toggle([1, 2], 2)).toEqual([1]);
    expect(toggle([1], 2)).toEqual([1, 2]);
    expect(plain('a `b` **c**')).toBe('a b c');
    expect(outputLines('`1 ⏎  2 ⏎ ⏎ 3`')).toEqual(['1', ' 2', '', '3']);
  });
});

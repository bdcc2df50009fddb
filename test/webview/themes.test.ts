import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/guide';

/** Colours that a style sheet names itself instead of taking them from the theme, as `line: value`. */
function literalColours(css: string): string[] {
  const literal =
    /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|\b(?:white|black|gr[ae]y|red|green|blue|yellow|orange|purple|silver)\b/i;
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .split('\n')
    .flatMap((line, index) => {
      // Names of variables may hold the name of a colour, as those of the theme's charts do.
      const value = /^\s*[\w-]+:\s*(.+);/.exec(line)?.[1]?.replaceAll(/--[\w-]+/g, '') ?? '';
      return literal.test(value) ? [`${index + 1}: ${line.trim()}`] : [];
    });
}

const folder = path.join(repository, 'webview', 'src');
const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.css'),
);

describe('the style sheets of the views', () => {
  it.each(sheets)('%s takes every colour from the theme', (name) => {
    expect(literalColours(readFileSync(path.join(folder, name), 'utf8'))).toEqual([]);
  });

  it('are looked through for colours of their own', () => {
    const css = `a {
  /* color: red; */
  color: var(--vscode-charts-red);
  border: 1px solid currentColor;
  color: #fff;
  background: rgba(0, 0, 0, 0.5);
  outline: 1px solid Red;
  fill: var(--vscode-foreground, white);
}`;
    expect(literalColours(css)).toEqual([
      '5: color: #fff;',
      '6: background: rgba(0, 0, 0, 0.5);',
      '7: outline: 1px solid Red;',
      '8: fill: var(--vscode-foreground, white);',
    ]);
  });
});

/**
 * Writes media/walkthrough/<step>-<theme>.svg: what the steps of the walkthrough talk about, drawn in the colours of
 * VS Code's own themes. One drawing for all themes, so that they never differ in what they show.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/paths.mts';

interface Palette {
  readonly back: string;
  readonly panel: string;
  readonly border: string;
  readonly text: string;
  readonly quiet: string;
  readonly link: string;
  readonly keyword: string;
  readonly text2: string;
  readonly accent: string;
  readonly onAccent: string;
}

const palettes: Readonly<Record<string, Palette>> = {
  dark: {
    back: '#1f1f1f',
    panel: '#252526',
    border: '#454545',
    text: '#cccccc',
    quiet: '#9d9d9d',
    link: '#4daafc',
    keyword: '#c586c0',
    text2: '#ce9178',
    accent: '#0078d4',
    onAccent: '#ffffff',
  },
  light: {
    back: '#ffffff',
    panel: '#f8f8f8',
    border: '#c8c8c8',
    text: '#3b3b3b',
    quiet: '#616161',
    link: '#005fb8',
    keyword: '#9b46b0',
    text2: '#a31515',
    accent: '#005fb8',
    onAccent: '#ffffff',
  },
  hc: {
    back: '#000000',
    panel: '#000000',
    border: '#6fc3df',
    text: '#ffffff',
    quiet: '#ffffff',
    link: '#21a6ff',
    keyword: '#ffffff',
    text2: '#f48771',
    accent: '#f38518',
    onAccent: '#000000',
  },
  hcLight: {
    back: '#ffffff',
    panel: '#ffffff',
    border: '#0f4a85',
    text: '#292929',
    quiet: '#292929',
    link: '#0f4a85',
    keyword: '#292929',
    text2: '#a31515',
    accent: '#0f4a85',
    onAccent: '#ffffff',
  },
};

const width = 460;
const height = 270;
const sans = "font-family='Segoe UI, system-ui, -apple-system, Ubuntu, sans-serif'";
const mono = "font-family='Consolas, Menlo, DejaVu Sans Mono, monospace'";

interface TextStyle {
  readonly fill: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly code?: boolean;
}

function words(x: number, y: number, content: string, { fill, size = 13, bold, code }: TextStyle): string {
  const weight = bold === true ? " font-weight='600'" : '';
  const safe = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x='${x}' y='${y}' fill='${fill}' font-size='${size}'${weight} ${code === true ? mono : sans} xml:space='preserve'>${safe}</text>`;
}

function box(x: number, y: number, w: number, h: number, fill: string, stroke: string): string {
  return `<rect x='${x}' y='${y}' width='${w}' height='${h}' rx='4' fill='${fill}' stroke='${stroke}'/>`;
}

/** What each step shows. */
const drawings: Readonly<Record<string, (palette: Palette) => readonly string[]>> = {
  hover: (p) => [
    words(24, 40, 'SELECT id, total FROM orders', { fill: p.text2, code: true }),
    words(24, 62, 'ORDER BY id', { fill: p.text2, code: true }),
    `<rect x='20' y='70' width='150' height='20' rx='2' fill='none' stroke='${p.accent}'/>`,
    words(24, 84, 'LIMIT 20 OFFSET $1', { fill: p.text2, code: true }),
    box(20, 102, 420, 150, p.panel, p.border),
    words(34, 126, 'Pagination · offset', { fill: p.text, bold: true, size: 14 }),
    words(34, 148, 'The database reads and drops the skipped rows.', { fill: p.text }),
    words(34, 178, 'You get a jump to any page number.', { fill: p.text }),
    words(34, 198, 'You pay a read of every skipped row; switch when', { fill: p.text }),
    words(34, 216, 'people scroll deep.', { fill: p.text }),
    words(34, 240, 'Open concept · Insert snippet · Quiz me · Mute', { fill: p.link }),
  ],
  read: (p) => [
    words(24, 46, 'Pagination', { fill: p.text, bold: true, size: 24 }),
    words(24, 76, 'Offset paging counts rows to skip; a cursor', { fill: p.text }),
    words(24, 95, 'asks for the rows after the last key.', { fill: p.text }),
    box(24, 116, 142, 130, p.panel, p.border),
    words(36, 138, 'offset', { fill: p.text, bold: true }),
    words(36, 160, 'You get', { fill: p.quiet, size: 12 }),
    words(36, 177, 'page numbers', { fill: p.text }),
    words(36, 201, 'You pay', { fill: p.quiet, size: 12 }),
    words(36, 218, 'skipped rows', { fill: p.text }),
    box(178, 116, 142, 130, p.panel, p.border),
    words(190, 138, 'cursor', { fill: p.text, bold: true }),
    words(190, 160, 'You get', { fill: p.quiet, size: 12 }),
    words(190, 177, 'steady cost', { fill: p.text }),
    words(190, 201, 'You pay', { fill: p.quiet, size: 12 }),
    words(190, 218, 'no jumps', { fill: p.text }),
    words(344, 46, 'On this page', { fill: p.quiet, size: 12 }),
    ...['Tradeoffs', 'Example', 'Pitfalls', 'In an interview', 'Sources'].map((title, index) =>
      words(344, 70 + index * 22, title, { fill: p.link }),
    ),
  ],
  inThisFile: (p) => [
    box(24, 20, 412, 230, p.panel, p.border),
    words(40, 46, 'BACKEND GUIDE: IN THIS FILE', { fill: p.quiet, size: 12, bold: true }),
    ...[
      ['Connection pooling', 'pooled · Line 4'],
      ['Pagination', 'offset · Line 11'],
      ['Event loop', 'Line 16'],
      ['Microtasks vs macrotasks', 'microtask · Line 17'],
    ].flatMap(([title = '', where = ''], index) => {
      const y = 82 + index * 42;
      return [
        ...(index === 1
          ? [`<rect x='30' y='${y - 24}' width='400' height='36' rx='3' fill='none' stroke='${p.accent}'/>`]
          : []),
        `<circle cx='48' cy='${y - 5}' r='5' fill='none' stroke='${p.link}' stroke-width='2'/>`,
        words(64, y, title, { fill: p.text, size: 14 }),
        words(260, y, where, { fill: p.quiet }),
      ];
    }),
  ],
  snippet: (p) => [
    words(24, 46, 'bg-page', { fill: p.text, code: true, size: 15 }),
    `<rect x='88' y='31' width='2' height='20' fill='${p.text}'/>`,
    box(24, 60, 290, 66, p.panel, p.border),
    `<rect x='26' y='62' width='286' height='30' rx='3' fill='${p.accent}'/>`,
    words(36, 82, 'bg-page-offset', { fill: p.onAccent, code: true }),
    words(186, 82, 'Pagination', { fill: p.onAccent }),
    words(36, 114, 'bg-page-cursor', { fill: p.text, code: true }),
    words(186, 114, 'Pagination', { fill: p.quiet }),
    box(24, 140, 412, 110, p.panel, p.border),
    words(38, 164, 'A page by number · offset', { fill: p.text, bold: true }),
    words(38, 190, 'SELECT', { fill: p.keyword, code: true }),
    words(96, 190, 'id, created_at', { fill: p.text, code: true }),
    words(38, 210, 'FROM', { fill: p.keyword, code: true }),
    words(96, 210, 'orders', { fill: p.text, code: true }),
    words(38, 230, 'LIMIT 20 OFFSET 0', { fill: p.keyword, code: true }),
  ],
  quiz: (p) => [
    words(24, 42, 'What happens to the skipped rows?', { fill: p.text, size: 15, bold: true }),
    ...[
      'It jumps over them.',
      'It reads them and throws them away.',
      'It keeps them for the next page.',
      'It answers with an error.',
    ].flatMap((answer, index) => {
      const y = 60 + index * 36;
      const isRight = index === 1;
      return [
        box(24, y, 412, 28, p.panel, isRight ? p.accent : p.border),
        words(36, y + 19, `${index + 1}`, { fill: p.quiet }),
        words(58, y + 19, answer, { fill: p.text, ...(isRight ? { bold: true } : {}) }),
        ...(isRight
          ? [`<path d='M408 ${y + 14} l6 6 l11 -12' fill='none' stroke='${p.accent}' stroke-width='2.5'/>`]
          : []),
      ];
    }),
    words(24, 226, 'OFFSET is applied to rows that were already produced,', { fill: p.text }),
    words(24, 246, 'so the work grows with the offset.', { fill: p.text }),
  ],
  settings: (p) => [
    words(24, 34, 'Backend Guide › Hover', { fill: p.quiet }),
    words(24, 56, 'Mode', { fill: p.text, size: 15, bold: true }),
    words(24, 76, 'How much a hover explains.', { fill: p.text }),
    box(24, 92, 260, 30, p.panel, p.border),
    words(36, 112, 'brief', { fill: p.text }),
    `<path d='M262 104 l6 6 l6 -6' fill='none' stroke='${p.text}' stroke-width='1.5'/>`,
    box(24, 128, 260, 100, p.panel, p.border),
    words(36, 152, 'off', { fill: p.text }),
    `<rect x='26' y='163' width='256' height='28' rx='3' fill='${p.accent}'/>`,
    words(36, 182, 'brief', { fill: p.onAccent }),
    words(36, 212, 'full', { fill: p.text }),
  ],
};

for (const [step, draw] of Object.entries(drawings)) {
  for (const [theme, palette] of Object.entries(palettes)) {
    const frame = `<rect width='${width}' height='${height}' rx='6' fill='${palette.back}' stroke='${palette.border}'/>`;
    const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}' viewBox='0 0 ${width} ${height}'>${frame}${draw(palette).join('')}</svg>\n`;
    await writeFile(path.join(root, 'media', 'walkthrough', `${step}-${theme}.svg`), svg);
  }
}

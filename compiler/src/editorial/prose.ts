/** What a reader reads in a concept file, apart from code, with the place of every character. */
import type { Nodes, Root, Yaml } from 'mdast';
import { visit } from 'unist-util-visit';
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit as visitYaml } from 'yaml';

export interface Point {
  readonly line: number;
  readonly column: number;
}

/** A paragraph, heading, table cell or field of the front matter. */
export interface Prose {
  /** Inline code stands as the word "Code", so that sentences keep their length and their borders. */
  readonly text: string;
  readonly isParagraph: boolean;
  pointAt(index: number): Point;
}

const codeWord = 'Code';
const proseFields = new Set(['note', 'get', 'pay', 'switchWhen']);

/** All prose of a file, in its order. */
export function proseOf(tree: Root): Prose[] {
  const prose: Prose[] = [];
  visit(tree, (node) => {
    if (node.type === 'yaml') prose.push(...frontMatterFields(node).map(({ prose: field }) => field));
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
      prose.push(proseOfNode(node));
  });
  return prose;
}

interface Piece {
  readonly start: number;
  readonly value: string;
  readonly point: Point;
}

function proseOfNode(node: Nodes): Prose {
  const pieces: Piece[] = [];
  let text = '';
  const add = (value: string, point: Point | undefined): void => {
    pieces.push({ start: text.length, value, point: point ?? { line: 1, column: 1 } });
    text += value;
  };
  visit(node, (child) => {
    if (child.type === 'text') add(child.value, child.position?.start);
    else if (child.type === 'inlineCode') add(codeWord, child.position?.start);
  });
  return {
    text,
    isParagraph: node.type === 'paragraph',
    pointAt(index) {
      const piece = pieces.findLast(({ start }) => start <= index);
      if (piece === undefined) return node.position?.start ?? { line: 1, column: 1 };
      const lines = piece.value.slice(0, index - piece.start).split('\n');
      const last = lines.at(-1) ?? '';
      const line = piece.point.line + lines.length - 1;
      return { line, column: lines.length > 1 ? last.length + 1 : piece.point.column + last.length };
    },
  };
}

export interface Field {
  readonly key: string;
  readonly prose: Prose;
}

/** The fields of the front matter that readers see, with the address of each source under the key "url". */
export function frontMatterFields(node: Yaml): Field[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(node.value, { lineCounter });
  // The YAML text begins on the line behind the opening "---".
  const firstLine = node.position?.start.line ?? 1;
  const fields: Field[] = [];
  visitYaml(document, (_, item) => {
    if (!isPair(item) || !isScalar(item.key) || !isScalar(item.value) || isMap(item.value)) return;
    const { value } = item.value;
    const key = String(item.key.value);
    if (typeof value !== 'string' || !(proseFields.has(key) || key === 'url')) return;
    const { line, col } = lineCounter.linePos(item.value.range?.[0] ?? 0);
    const pointAt = (): Point => ({ line: line + firstLine, column: col });
    fields.push({ key, prose: { text: value, isParagraph: false, pointAt } });
  });
  return fields;
}

export interface Sentence {
  readonly text: string;
  readonly words: readonly string[];
  /** Where it begins in the prose. */
  readonly index: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

export function sentencesOf(text: string): Sentence[] {
  return [...segmenter.segment(text)].flatMap(({ segment, index }) => {
    const words = segment.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu) ?? [];
    const indent = segment.length - segment.trimStart().length;
    return words.length === 0 ? [] : [{ text: segment.trim(), words, index: index + indent }];
  });
}

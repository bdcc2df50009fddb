/** What may be written at a place of a program: code, SQL inside a string, or nothing but text. */
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Place } from '../detection';
import { readsAsSql } from '../sql/embedded';
import type { SourceLanguage } from './language';

const strings = /^(?:String|TemplateString|FormatString)$/;
const comments = /^(?:LineComment|BlockComment|Comment|Hashbang)$/;
/** Parts of strings and of JSX that hold code again. */
const holes = /^(?:Interpolation|FormatReplacement|JSXEscape|JSXSpreadAttribute)$/;

type PlaceOfCode = Omit<Place, 'modules'>;

const code: PlaceOfCode = { kind: 'code' };
const prose: PlaceOfCode = { kind: 'text' };

export function placeIn(tree: Tree, text: string, language: SourceLanguage, offset: number): PlaceOfCode {
  for (let node: SyntaxNode | null = tree.resolveInner(offset, -1); node !== null; node = node.parent) {
    const isInside = node.from < offset && offset < node.to;
    if (holes.test(node.name) && isInside) return code;
    if (strings.test(node.name)) {
      const body = language.stringBody(node, text);
      if (body.from <= offset && offset <= body.to)
        return inString(node, withoutWordBefore(text, offset), language);
    } else if (comments.test(node.name)) {
      const isOpen = node.name !== 'BlockComment' || !text.startsWith('*/', node.to - 2);
      if (isInside || (isOpen && offset === node.to)) return prose;
    } else if ((node.name === 'RegExp' || node.name.startsWith('JSX')) && isInside) return prose;
  }
  return code;
}

/** A word that is just being typed makes no statement of what stands before it, and spoils none. */
function withoutWordBefore(text: string, offset: number): string {
  const word = /[\w-]*$/.exec(text.slice(Math.max(0, offset - 60), offset))?.[0] ?? '';
  const from = offset - word.length;
  return text.slice(0, from) + ' '.repeat(word.length) + text.slice(offset);
}

function inString(node: SyntaxNode, text: string, language: SourceLanguage): PlaceOfCode {
  const evidence = language.stringEvidence(node, text);
  const embedded = language.embeddedAt(node, text);
  const isSql =
    evidence === 'tag' || evidence === 'query' || (embedded !== undefined && readsAsSql(embedded));
  if (!isSql) return prose;
  const opening = text.slice(node.from, language.stringBody(node, text).from);
  const quote = opening.replace(/^[A-Za-z]+/, '');
  return node.name === 'FormatString' ? { kind: 'sql', quote, hasBraceHoles: true } : { kind: 'sql', quote };
}

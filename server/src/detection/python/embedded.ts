import type { SyntaxNode } from '@lezer/common';
import { addEscaped } from '../sql/escapes';
import { EmbeddedText, mayBeSql } from '../sql/embedded';
import { evidenceOfCall, longestLiteral, mostParts } from '../sql/host';
import type { Evidence } from '../sql/looksLikeSql';
import { decoratorOrigin, originOf, stringBody, unwrap } from './origin';

/** The SQL that the string at this node is a part of, put together over `+`, adjacent strings and holes. */
export function pythonSql(node: SyntaxNode, text: string): EmbeddedText | undefined {
  const literal = literalAt(node);
  if (literal === undefined) return undefined;
  let top = literal;
  while (isJoined(top.parent, top)) top = top.parent ?? top;
  if (top.to - top.from > longestLiteral) return undefined;
  const parts = partsOf(top, text);
  const first = parts.findIndex(isText);
  const begin = parts[first];
  if (begin === undefined || !mayBeSql(text, stringBody(begin, text).from)) return undefined;
  const embedded = new EmbeddedText(evidenceOf(top, text));
  for (const part of parts.slice(first)) addPart(embedded, part, text);
  return embedded;
}

/** What the code around the string at this node says about its text. */
export function pythonEvidence(node: SyntaxNode, text: string): Evidence {
  let top = node;
  while (isJoined(top.parent, top)) top = top.parent ?? top;
  return evidenceOf(top, text);
}

const isText = (node: SyntaxNode): boolean => node.name === 'String' || node.name === 'FormatString';

function literalAt(node: SyntaxNode): SyntaxNode | undefined {
  let here: SyntaxNode | null = node;
  if (here.name === '{' || here.name === '}' || here.name === 'Escape') here = here.parent;
  if (here?.name === 'FormatReplacement') here = here.parent;
  return here !== null && isText(here) ? here : undefined;
}

function isJoined(parent: SyntaxNode | null, child: SyntaxNode): boolean {
  if (parent?.name === 'ContinuedString') return true;
  if (parent?.name === 'ParenthesizedExpression') return parent.parent !== null;
  if (parent?.name !== 'BinaryExpression' || parent.getChild('ArithOp') === null) return false;
  return isText(child) || child.name !== 'Number';
}

function partsOf(top: SyntaxNode, text: string): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  const pending = [top];
  while (pending.length > 0 && parts.length < mostParts) {
    const node = unwrap(pending.pop() ?? null);
    if (node === null) continue;
    const children: SyntaxNode[] = [];
    if (node.name === 'ContinuedString') {
      for (let child = node.firstChild; child !== null; child = child.nextSibling)
        if (isText(child)) children.push(child);
    } else if (node.name === 'BinaryExpression' && node.getChild('ArithOp') !== null) {
      if (node.firstChild !== null) children.push(node.firstChild);
      // The values behind `%` fill the holes of the string, they do not continue it.
      const isFormat = text[node.getChild('ArithOp')?.from ?? -1] === '%';
      if (node.lastChild !== null && !isFormat) children.push(node.lastChild);
    } else parts.push(node);
    pending.push(...children.reverse());
  }
  return parts;
}

function addPart(embedded: EmbeddedText, part: SyntaxNode, text: string): void {
  if (!isText(part)) {
    embedded.addHole(part.from, part.to - part.from);
    return;
  }
  const { from, to } = stringBody(part, text);
  const isRaw = /^[A-Za-z]*[rR]/.test(text.slice(part.from, from));
  const add = (start: number, end: number): void => {
    if (isRaw) embedded.addPlain(text.slice(start, end), start);
    else addEscaped(embedded, text, start, end);
  };
  let at = from;
  for (const hole of part.getChildren('FormatReplacement')) {
    add(at, hole.from);
    embedded.addHole(hole.from, hole.to - hole.from);
    at = hole.to;
  }
  add(at, to);
}

/** What the code around a string says about it. */
function evidenceOf(literal: SyntaxNode, text: string): Evidence {
  let node = literal;
  while (node.parent?.name === 'ParenthesizedExpression') node = node.parent;
  const { parent } = node;
  if (parent === null) return 'refused';
  switch (parent.name) {
    case 'ArgList': {
      return evidenceOfCall(calledName(parent.parent, text));
    }
    case 'MemberExpression':
      return parent.parent?.name === 'CallExpression' ? evidenceOf(parent.parent, text) : 'refused';
    case 'ExpressionStatement':
    case 'RaiseStatement':
    case 'AssertStatement':
    case 'TypeDef':
      return 'refused';
    case 'DictionaryExpression':
      return node.nextSibling?.name === ':' ? 'refused' : 'none';
    case 'BinaryExpression':
      return parent.getChild('CompareOp') === null && parent.getChild('in') === null ? 'none' : 'refused';
    default:
      return 'none';
  }
}

function calledName(call: SyntaxNode | null, text: string): string {
  if (call?.name === 'Decorator') {
    const origin = decoratorOrigin(call, text);
    return origin?.steps[origin.steps.length - 1] ?? origin?.root ?? '';
  }
  const callee = unwrap(call?.firstChild ?? null);
  const name = callee?.name === 'MemberExpression' ? callee.getChild('PropertyName') : null;
  if (name !== null) return `.${text.slice(name.from, name.to)}`;
  return originOf(callee, text)?.root ?? '';
}

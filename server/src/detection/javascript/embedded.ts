import type { SyntaxNode } from '@lezer/common';
import { EmbeddedText, mayBeSql } from '../sql/embedded';
import { addEscaped } from '../sql/escapes';
import { evidenceOfCall, longestLiteral, mostParts } from '../sql/host';
import type { Evidence } from '../sql/looksLikeSql';
import { originOf, unwrap } from './origin';

/** The names under which libraries offer a template tag for SQL. */
const sqlTag = /^\.?(?:sql|SQL|pgsql|psql|mysql|\$queryRaw|\$executeRaw|queryRaw|executeRaw|sqlFragment)$/;
/** The SQL that the string at this node is a part of, put together over `+` and holes. */
export function javascriptSql(node: SyntaxNode, text: string): EmbeddedText | undefined {
  const literal = literalAt(node);
  if (literal === undefined) return undefined;
  let top = literal;
  while (isJoined(top.parent, text)) top = top.parent ?? top;
  if (top.to - top.from > longestLiteral) return undefined;
  const array = joinedArray(top, text);
  const parts = array === undefined ? partsOf(top) : elementsOf(array);
  const first = parts.findIndex(isText);
  const begin = parts[first];
  const evidence = evidenceOf(array?.parent?.parent ?? top, text);
  if (begin === undefined || (evidence !== 'tag' && !mayBeSql(text, begin.from + 1))) return undefined;
  const embedded = new EmbeddedText(evidence);
  for (const part of parts.slice(first)) {
    addPart(embedded, part, text);
    if (array !== undefined) embedded.addBreak(part.to);
  }
  return embedded;
}

/** What the code around the string at this node says about its text. */
export function javascriptEvidence(node: SyntaxNode, text: string): Evidence {
  let top = node;
  while (isJoined(top.parent, text)) top = top.parent ?? top;
  return evidenceOf(joinedArray(top, text)?.parent?.parent ?? top, text);
}

/** Where the text of a string begins and ends, without its quotes. */
export function javascriptStringBody(
  node: SyntaxNode,
  text: string,
): { readonly from: number; readonly to: number } {
  const isClosed = node.to - node.from > 1 && text[node.to - 1] === text[node.from];
  return { from: node.from + 1, to: isClosed ? node.to - 1 : node.to };
}

const isText = (node: SyntaxNode): boolean => node.name === 'String' || node.name === 'TemplateString';

function literalAt(node: SyntaxNode): SyntaxNode | undefined {
  let here: SyntaxNode | null = node;
  if (here.name === 'Escape' || here.name === 'InterpolationStart' || here.name === 'InterpolationEnd')
    here = here.parent;
  if (here?.name === 'Interpolation') here = here.parent;
  return here !== null && isText(here) ? here : undefined;
}

function isJoined(parent: SyntaxNode | null, text: string): boolean {
  if (parent?.name === 'ParenthesizedExpression') return isJoined(parent.parent, text);
  const operator = parent?.name === 'BinaryExpression' ? parent.getChild('ArithOp') : null;
  return operator != null && text[operator.from] === '+';
}

/** The operands of a chain of `+`, from left to right. */
function partsOf(top: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  const pending = [top];
  while (pending.length > 0 && parts.length < mostParts) {
    const node = unwrap(pending.pop() ?? null);
    if (node === null) continue;
    if (node.name === 'BinaryExpression' && node.getChild('ArithOp') !== null) {
      const { firstChild, lastChild } = node;
      if (lastChild !== null) pending.push(lastChild);
      if (firstChild !== null) pending.push(firstChild);
    } else parts.push(node);
  }
  return parts;
}

/** `['SELECT …', 'FROM …'].join(' ')` is one text as well. */
function joinedArray(node: SyntaxNode, text: string): SyntaxNode | undefined {
  const array = node.parent;
  const member = array?.name === 'ArrayExpression' ? array.parent : null;
  if (array === null || member?.name !== 'MemberExpression' || member.lastChild === null) return undefined;
  return text.slice(member.lastChild.from, member.lastChild.to) === 'join' ? array : undefined;
}

function elementsOf(array: SyntaxNode): SyntaxNode[] {
  const elements: SyntaxNode[] = [];
  for (
    let child = array.firstChild;
    child !== null && elements.length < mostParts;
    child = child.nextSibling
  ) {
    if (/^[A-Z]/.test(child.name) && !child.name.endsWith('Comment')) elements.push(...partsOf(child));
  }
  return elements;
}

function addPart(embedded: EmbeddedText, part: SyntaxNode, text: string): void {
  if (!isText(part)) {
    embedded.addHole(part.from, part.to - part.from);
    return;
  }
  let at = part.from + 1;
  const quote = text[part.from];
  const end = text[part.to - 1] === quote && part.to > at ? part.to - 1 : part.to;
  for (const hole of part.getChildren('Interpolation')) {
    addEscaped(embedded, text, at, hole.from);
    embedded.addHole(hole.from, hole.to - hole.from);
    at = hole.to;
  }
  addEscaped(embedded, text, at, end);
}

/** What the code around a string says about it. */
function evidenceOf(literal: SyntaxNode, text: string): Evidence {
  let node = literal;
  while (node.parent?.name === 'ParenthesizedExpression') node = node.parent;
  const { parent } = node;
  if (parent === null) return 'refused';
  switch (parent.name) {
    case 'TaggedTemplateExpression':
      return sqlTag.test(calledName(parent.firstChild, text)) ? 'tag' : 'refused';
    case 'ArgList': {
      const callee =
        parent.parent?.name === 'NewExpression' ? parent.prevSibling : (parent.parent?.firstChild ?? null);
      return evidenceOfCall(calledName(callee, text));
    }
    case 'Property':
      return parent.firstChild?.from === node.from ? 'refused' : 'none';
    case 'ImportDeclaration':
    case 'ExportDeclaration':
    case 'ImportAttribute':
    case 'ExpressionStatement':
    case 'CaseLabel':
    case 'JSXAttribute':
    case 'LiteralType':
    case 'UnionType':
    case 'TypeAnnotation':
    case 'TypeArgList':
    case 'ThrowStatement':
    case 'MemberExpression':
      return 'refused';
    case 'BinaryExpression':
      return parent.getChild('CompareOp') === null ? 'none' : 'refused';
    default:
      return hasSqlComment(node, text) ? 'tag' : 'none';
  }
}

function calledName(callee: SyntaxNode | null, text: string): string {
  const value = unwrap(callee);
  if (value?.name === 'CallExpression') return calledName(value.firstChild, text);
  const origin = originOf(value, text);
  const last = origin?.steps[origin.steps.length - 1] ?? origin?.root ?? '';
  if (last === '' && value?.name === 'MemberExpression' && value.lastChild !== null) {
    return `.${text.slice(value.lastChild.from, value.lastChild.to)}`;
  }
  return last;
}

/** Editors colour a template as SQL when this comment stands before it, and people write it for that. */
function hasSqlComment(node: SyntaxNode, text: string): boolean {
  const before = node.prevSibling;
  return before?.name === 'BlockComment' && /^\/\*\s*sql\s*\*\/$/i.test(text.slice(before.from, before.to));
}

import type { SyntaxNode } from '@lezer/common';
import type { ArgumentShape, CallShape, Literal } from '../source/roles';
import { positionalArguments, stringBody, stringValue, unwrap } from './origin';

/** Arguments beyond this are data, not the shape of a call. */
const mostArguments = 20;

/** The arguments of a call or a decorator; keyword arguments have the shape of an object. */
export function callShape(call: SyntaxNode, text: string): CallShape {
  const positional = positionalArguments(call).slice(0, mostArguments);
  return {
    arguments: positional.map((node) => argumentShape(node, text)),
    keywords: keywordShape(call, text),
  };
}

function keywordShape(call: SyntaxNode, text: string): ArgumentShape {
  const keys = new Set<string>();
  let hasSpread = false;
  for (let node = call.getChild('ArgList')?.firstChild ?? null; node !== null; node = node.nextSibling) {
    if (node.name === '**') hasSpread = true;
    if (node.name === 'VariableName' && node.nextSibling?.name === 'AssignOp')
      keys.add(text.slice(node.from, node.to));
  }
  return { is: 'object', keys, hasSpread };
}

function argumentShape(argument: SyntaxNode, text: string): ArgumentShape {
  const node = unwrap(argument) ?? argument;
  switch (node.name) {
    case 'LambdaExpression':
      return {
        is: 'function',
        parameters: node.getChild('ParamList')?.getChildren('VariableName').length ?? 0,
      };
    case 'String':
    case 'FormatString':
    case 'ContinuedString':
      return stringShape(node, text);
    case 'Number':
      return { is: 'number', value: Number(text.slice(node.from, node.to).replaceAll('_', '')) };
    case 'UnaryExpression': {
      const value = Number(text.slice(node.from, node.to).replaceAll(/[\s_]/g, ''));
      return Number.isNaN(value) ? { is: 'other' } : { is: 'number', value };
    }
    case 'Boolean':
      return { is: 'other', value: text.slice(node.from, node.to) === 'True' };
    case 'ArrayExpression':
    case 'ArrayComprehensionExpression':
    case 'TupleExpression':
      return { is: 'array' };
    case 'DictionaryExpression':
      return { is: 'object', keys: dictionaryKeys(node, text), hasSpread: node.getChild('**') !== null };
    case 'BinaryExpression':
      return computedShape(node, text);
    case 'CallExpression':
      return formattedShape(node, text);
    default:
      return { is: 'other' };
  }
}

function stringShape(node: SyntaxNode, text: string): ArgumentShape {
  const first = node.name === 'ContinuedString' ? node.firstChild : node;
  if (first === null) return { is: 'string' };
  const body = stringBody(first, text);
  const hole = first.getChild('FormatReplacement');
  const isInterpolated =
    hole !== null || node.getChild('FormatString')?.getChild('FormatReplacement') != null;
  return {
    is: 'string',
    value: stringValue(node, text),
    prefix: text.slice(body.from, hole?.from ?? body.to),
    isInterpolated,
  };
}

/** `'SELECT %s' % table` and `'SELECT ' + columns`: a string by its first part. */
function computedShape(node: SyntaxNode, text: string): ArgumentShape {
  let first: SyntaxNode | null = node;
  while (first?.name === 'BinaryExpression' && first.getChild('ArithOp') !== null)
    first = unwrap(first.firstChild);
  if (first?.name.endsWith('String') !== true) return { is: 'other' };
  return { is: 'string', prefix: stringShape(first, text).prefix, isInterpolated: true };
}

/** `'SELECT {}'.format(table)`. */
function formattedShape(node: SyntaxNode, text: string): ArgumentShape {
  const member = node.firstChild;
  const name = member?.name === 'MemberExpression' ? member.getChild('PropertyName') : null;
  const literal = member?.firstChild ?? null;
  if (name === null || text.slice(name.from, name.to) !== 'format' || literal === null)
    return { is: 'other' };
  if (!literal.name.endsWith('String')) return { is: 'other' };
  return { is: 'string', prefix: stringShape(literal, text).prefix, isInterpolated: true };
}

function dictionaryKeys(node: SyntaxNode, text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const key of node.getChildren('String')) {
    const value = key.nextSibling?.name === ':' ? stringValue(key, text) : undefined;
    if (value !== undefined) keys.add(value);
  }
  return keys;
}

/** The literal behind a keyword's or a key's sign. */
export function literalAfter(sign: SyntaxNode | null, text: string): Literal | undefined {
  const value = sign?.nextSibling ?? null;
  return value === null ? undefined : argumentShape(value, text).value;
}

import type { SyntaxNode } from '@lezer/common';
import type { ArgumentShape, CallShape } from '../source/roles';
import { isFunction, parameterCount } from './declarations';
import { argumentNodes, stringValue, unwrap } from './origin';

/** Arguments beyond this are data, not the shape of a call. */
const mostArguments = 20;
/** A longer path than this is none that a trigger names. */
const longestPath = 100;

/** The arguments of a call as far as triggers ask about them. */
export function callShape(
  call: SyntaxNode,
  text: string,
  parametersOf: (name: SyntaxNode) => number | undefined,
): CallShape {
  if (call.name === 'TaggedTemplateExpression') {
    const template = call.getChild('TemplateString');
    return { arguments: template === null ? [] : [stringShape(template, text)] };
  }
  const nodes = argumentNodes(call).slice(0, mostArguments);
  return { arguments: nodes.map((node) => argumentShape(node, text, parametersOf)) };
}

function argumentShape(
  argument: SyntaxNode,
  text: string,
  parametersOf: (name: SyntaxNode) => number | undefined,
): ArgumentShape {
  const node = unwrap(argument) ?? argument;
  if (isFunction(node)) return { is: 'function', parameters: parameterCount(node) };
  switch (node.name) {
    case 'String':
    case 'TemplateString':
      return stringShape(node, text);
    case 'Number':
      return { is: 'number', value: Number(text.slice(node.from, node.to).replaceAll('_', '')) };
    case 'UnaryExpression':
      return negativeShape(node, text);
    case 'BooleanLiteral':
      return { is: 'other', value: text.slice(node.from, node.to) === 'true' };
    case 'ArrayExpression':
      return { is: 'array' };
    case 'ObjectExpression':
      return objectShape(node, text);
    case 'BinaryExpression':
      return concatenationShape(node, text);
    case 'VariableName': {
      const parameters = parametersOf(node);
      const identifier = text.slice(node.from, node.to);
      return parameters === undefined
        ? { is: 'other', identifier }
        : { is: 'function', parameters, identifier };
    }
    case 'MemberExpression':
      return { is: 'other', identifier: text.slice(node.from, Math.min(node.to, node.from + longestPath)) };
    default:
      return { is: 'other' };
  }
}

function stringShape(node: SyntaxNode, text: string): ArgumentShape {
  const hole = node.getChild('Interpolation');
  const value = stringValue(node, text);
  const prefix = text.slice(node.from + 1, hole?.from ?? Math.max(node.from + 1, node.to - 1));
  return { is: 'string', value, prefix, isInterpolated: hole !== null };
}

function negativeShape(node: SyntaxNode, text: string): ArgumentShape {
  const value = Number(text.slice(node.from, node.to).replaceAll(/[\s_]/g, ''));
  return Number.isNaN(value) ? { is: 'other' } : { is: 'number', value };
}

/** `'SELECT ' + columns`: a string by its first part. */
function concatenationShape(node: SyntaxNode, text: string): ArgumentShape {
  let first: SyntaxNode | null = node;
  while (first?.name === 'BinaryExpression' && first.getChild('ArithOp') !== null)
    first = unwrap(first.firstChild);
  if (first?.name !== 'String' && first?.name !== 'TemplateString') return { is: 'other' };
  return { is: 'string', prefix: stringShape(first, text).prefix, isInterpolated: true };
}

function objectShape(node: SyntaxNode, text: string): ArgumentShape {
  const keys = new Set<string>();
  const keyValues: string[] = [];
  let hasSpread = false;
  for (const property of node.getChildren('Property')) {
    const key = propertyKey(property, text);
    if (key !== undefined) keys.add(key);
    else hasSpread = true;
    const value = property.getChild(':')?.nextSibling ?? null;
    const written = value?.name === 'String' ? stringValue(value, text) : undefined;
    if (written !== undefined) keyValues.push(written);
  }
  return { is: 'object', keys, keyValues, hasSpread };
}

/** The name of a property as written; undefined for spreads and computed keys. */
export function propertyKey(property: SyntaxNode, text: string): string | undefined {
  const name = property.getChild('PropertyDefinition');
  if (name !== null) return text.slice(name.from, name.to);
  const first = property.firstChild;
  return first?.name === 'String' ? stringValue(first, text) : undefined;
}

/** The value of a property, as far as it is a literal. */
export function propertyShape(property: SyntaxNode, text: string): ArgumentShape | undefined {
  const value = property.getChild(':')?.nextSibling ?? null;
  return value === null ? undefined : argumentShape(value, text, () => undefined);
}

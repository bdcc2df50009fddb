import type { SyntaxNode } from '@lezer/common';
import type { Origin } from '../source/facts';

/** Longer chains than this are not written by people, and following them would cost more than they tell. */
const longestChain = 40;

const textOf = (node: SyntaxNode, text: string): string => text.slice(node.from, node.to);

export const isExpression = (node: SyntaxNode): boolean =>
  /^[A-Z]/.test(node.name) &&
  !/^(?:AssignOp|TypeDef|Comment|Body|At|ParamList)$/.test(node.name) &&
  !node.type.isError;

function firstExpression(node: SyntaxNode): SyntaxNode | null {
  let child = node.firstChild;
  while (child !== null && !isExpression(child)) child = child.nextSibling;
  return child;
}

export function unwrap(node: SyntaxNode | null): SyntaxNode | null {
  let here = node;
  while (here?.name === 'ParenthesizedExpression') here = firstExpression(here);
  return here;
}

/** Where the text of a string begins and ends, inside of its prefix and quotes. */
export function stringBody(node: SyntaxNode, text: string): { readonly from: number; readonly to: number } {
  const opening = /^[A-Za-z]{0,3}(?:"""|'''|"|')/.exec(text.slice(node.from, node.from + 6))?.[0] ?? '';
  const quote = opening.replace(/^[A-Za-z]*/, '');
  const from = node.from + opening.length;
  const isClosed = quote !== '' && node.to - quote.length >= from && text.endsWith(quote, node.to);
  const to =
    isClosed && text.slice(node.to - quote.length, node.to) === quote ? node.to - quote.length : node.to;
  return { from, to: Math.max(from, to) };
}

export function stringValue(node: SyntaxNode | null, text: string): string | undefined {
  if (node?.name !== 'String') return undefined;
  const { from, to } = stringBody(node, text);
  return text.slice(from, to);
}

/** The positional arguments of a call. */
export function positionalArguments(call: SyntaxNode): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let node = call.getChild('ArgList')?.firstChild ?? null; node !== null; node = node.nextSibling) {
    const isKeyword = node.nextSibling?.name === 'AssignOp' || node.prevSibling?.name === 'AssignOp';
    const isSpread = node.prevSibling?.name === '*' || node.prevSibling?.name === '**';
    if (isExpression(node) && !isKeyword && !isSpread) nodes.push(node);
  }
  return nodes;
}

function step(origin: Origin | undefined, taken: string): Origin | undefined {
  return origin === undefined ? undefined : { ...origin, steps: [...origin.steps, taken] };
}

/** Where the value of an expression comes from. `self` and `cls` are the instance of the enclosing class. */
export function originOf(node: SyntaxNode | null, text: string, depth = 0): Origin | undefined {
  const value = unwrap(node);
  if (value === null || depth > longestChain) return undefined;
  switch (value.name) {
    case 'VariableName':
      return nameOrigin(textOf(value, text));
    case 'MemberExpression': {
      return step(originOf(value.firstChild, text, depth + 1), memberStep(value, text));
    }
    case 'CallExpression':
      return step(originOf(value.firstChild, text, depth + 1), '()');
    case 'AwaitExpression':
      return step(originOf(firstExpression(value), text, depth + 1), 'await');
    case 'NamedExpression':
      return originOf(value.lastChild, text, depth + 1);
    case 'Decorator':
      return decoratorOrigin(value, text);
    default:
      return undefined;
  }
}

/** `client["shop"]` takes the same step as `client.shop`. */
function memberStep(member: SyntaxNode, text: string): string {
  const name = member.getChild('PropertyName');
  if (name !== null) return `.${textOf(name, text)}`;
  const key = stringValue(member.getChild('[')?.nextSibling ?? null, text);
  return key === undefined ? '[]' : `.${key}`;
}

const nameOrigin = (name: string): Origin => ({
  root: name === 'self' || name === 'cls' ? 'this' : name,
  steps: [],
});

/** The grammar writes the path of a decorator as a flat list of names. */
export function decoratorOrigin(decorator: SyntaxNode, text: string, until = Infinity): Origin | undefined {
  const [first, ...members] = decorator.getChildren('VariableName').filter((name) => name.from <= until);
  if (first === undefined) return undefined;
  return { ...nameOrigin(textOf(first, text)), steps: members.map((name) => `.${textOf(name, text)}`) };
}

/** The alternatives of `a or b` and `a if c else b`; one origin for everything else that has one. */
export function originsOf(node: SyntaxNode | null, text: string, depth = 0): readonly Origin[] {
  const value = unwrap(node);
  if (value === null || depth > 4) return [];
  if (value.name === 'BinaryExpression' && value.getChild('or') !== null) {
    return [...originsOf(value.firstChild, text, depth + 1), ...originsOf(value.lastChild, text, depth + 1)];
  }
  if (value.name === 'ConditionalExpression') {
    return [...originsOf(value.firstChild, text, depth + 1), ...originsOf(value.lastChild, text, depth + 1)];
  }
  const origin = originOf(value, text);
  return origin === undefined ? [] : [origin];
}

/** What a parameter gets by default: for `Depends(get_db)` it is what `get_db` hands out. */
export function defaultOrigins(value: SyntaxNode | null, text: string): readonly Origin[] {
  if (value?.name === 'CallExpression' && value.firstChild !== null) {
    const isDependency = /(?:^|\.)(?:Depends|Security)$/.test(textOf(value.firstChild, text));
    const [provider] = isDependency ? positionalArguments(value) : [];
    const origin = provider === undefined ? undefined : step(originOf(provider, text), '()');
    if (origin !== undefined) return [origin];
  }
  return originsOf(value, text);
}

/** Generic types that stand for what they wrap. */
const wrappers =
  /(?:^|\.)(?:Annotated|Optional|Union|Awaitable|Final|ClassVar|[Tt]ype|AsyncGenerator|Generator|AsyncIterator|Iterator|AsyncContextManager|ContextManager)$/;

/** What an annotation says about the value: an instance of the named class. */
export function annotatedOrigins(annotation: SyntaxNode | null, text: string): readonly Origin[] {
  const type = annotation === null ? null : firstExpression(annotation);
  return type === null ? [] : typeOrigins(type, text, 0);
}

function typeOrigins(type: SyntaxNode, text: string, depth: number): readonly Origin[] {
  if (depth > 4) return [];
  if (type.name === 'String') return quotedType(stringValue(type, text) ?? '');
  if (type.name === 'BinaryExpression') {
    return [type.firstChild, type.lastChild].flatMap((side) =>
      side === null ? [] : typeOrigins(side, text, depth + 1),
    );
  }
  if (type.name === 'MemberExpression' && type.getChild('[') !== null) {
    const { firstChild } = type;
    if (firstChild === null) return [];
    const wrapped = type.getChild('[')?.nextSibling ?? null;
    if (!wrappers.test(textOf(firstChild, text))) return typeOrigins(firstChild, text, depth + 1);
    return wrapped === null ? [] : typeOrigins(wrapped, text, depth + 1);
  }
  if (type.name !== 'VariableName' && type.name !== 'MemberExpression') return [];
  const origin = originOf(type, text);
  return origin === undefined ? [] : [{ ...origin, steps: [...origin.steps, 'new'] }];
}

function quotedType(name: string): readonly Origin[] {
  if (!/^[\w.]+$/.test(name)) return [];
  const [root = '', ...members] = name.split('.');
  return [{ root, steps: [...members.map((member) => `.${member}`), 'new'] }];
}

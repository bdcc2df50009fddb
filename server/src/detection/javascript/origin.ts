import type { SyntaxNode } from '@lezer/common';
import type { Origin } from '../source/facts';

/** Nodes that stand around a value without changing what it is. */
const transparent = new Set([
  'PostfixExpression',
  'InstantiationExpression',
  'ParenthesizedExpression',
  'SatisfiesExpression',
]);

/** The first child that is an expression: not a bracket, an operator or a comment. */
export function innerExpression(node: SyntaxNode): SyntaxNode | null {
  let child = node.firstChild;
  while (child !== null && !/^[A-Z]|^this$|^super$/.test(child.name)) child = child.nextSibling;
  return child;
}

/** Steps out of everything that only wraps a value: `x!`, `x<T>`, `(x)`. */
export function unwrap(node: SyntaxNode | null): SyntaxNode | null {
  let here = node;
  while (here !== null && (transparent.has(here.name) || isCast(here))) here = innerExpression(here);
  return here;
}

function isCast(node: SyntaxNode): boolean {
  return (
    node.name === 'BinaryExpression' && (node.getChild('as') !== null || node.getChild('satisfies') !== null)
  );
}

const textOf = (node: SyntaxNode, text: string): string => text.slice(node.from, node.to);

/** The text between the quotes of a plain string, or of a template without holes. */
export function stringValue(node: SyntaxNode | null, text: string): string | undefined {
  if (node === null) return undefined;
  if (node.name === 'String' || (node.name === 'TemplateString' && node.getChild('Interpolation') === null)) {
    return text.slice(node.from + 1, Math.max(node.from + 1, node.to - 1));
  }
  return undefined;
}

/** The expressions in the arguments of a call. */
export function argumentNodes(call: SyntaxNode): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  for (let node = call.getChild('ArgList')?.firstChild ?? null; node !== null; node = node.nextSibling) {
    if (!/^(?:[(),]|Spread|LineComment|BlockComment)$/.test(node.name) && !node.type.isError)
      nodes.push(node);
  }
  return nodes;
}

function step(origin: Origin | undefined, taken: string): Origin | undefined {
  return origin === undefined ? undefined : { ...origin, steps: [...origin.steps, taken] };
}

/** Longer chains than this are not written by people, and following them would cost more than they tell. */
const longestChain = 40;

/** Where the value of an expression comes from; undefined for literals, operators and whatever cannot be followed. */
export function originOf(node: SyntaxNode | null, text: string, depth = 0): Origin | undefined {
  const value = unwrap(node);
  if (value === null || depth > longestChain) return undefined;
  const inner = (child: SyntaxNode | null): Origin | undefined => originOf(child, text, depth + 1);
  switch (value.name) {
    case 'VariableName':
      return { root: textOf(value, text), steps: [] };
    case 'this':
      return { root: 'this', steps: [] };
    case 'MemberExpression':
      return step(inner(value.firstChild), memberStep(value, text));
    case 'CallExpression':
      return calledOrigin(value, text, depth);
    case 'TaggedTemplateExpression':
      return step(inner(value.firstChild), '()');
    case 'NewExpression':
      return step(inner(innerExpression(value)), 'new');
    case 'AwaitExpression':
      return step(inner(innerExpression(value)), 'await');
    case 'AssignmentExpression':
      return inner(value.lastChild);
    case 'BinaryExpression':
      // `(trx ?? knex)('users')`: the default is of the kind that is expected.
      return isDefaulted(value, text) ? inner(value.lastChild) : undefined;
    case 'DynamicImport': {
      const module = stringValue(value.getChild('String'), text);
      return module === undefined ? undefined : { module, root: '', steps: [] };
    }
    default:
      return undefined;
  }
}

function isDefaulted(value: SyntaxNode, text: string): boolean {
  const operator = value.getChild('LogicOp');
  return operator !== null && /^(?:\|\||\?\?)$/.test(textOf(operator, text));
}

function memberStep(member: SyntaxNode, text: string): string {
  const name = member.getChild('PropertyName') ?? member.getChild('PrivatePropertyName');
  if (name !== null) return `.${textOf(name, text)}`;
  const key = member.lastChild?.prevSibling ?? null;
  const value = key?.name === 'String' ? stringValue(key, text) : undefined;
  return value === undefined ? '[]' : `.${value}`;
}

/** `require(…)` is its module, `promisify(f)` and `f.bind(…)` are still `f`, any other call is a result. */
function calledOrigin(call: SyntaxNode, text: string, depth: number): Origin | undefined {
  const callee = unwrap(call.firstChild);
  const [first] = argumentNodes(call);
  if (callee?.name === 'VariableName') {
    const name = textOf(callee, text);
    const module =
      name === 'require' || name === 'requireActual' ? stringValue(first ?? null, text) : undefined;
    if (module !== undefined) return { module, root: '', steps: [] };
    if (/^_{0,2}import(?:Star|Default)$/.test(name)) return originOf(first ?? null, text, depth + 1);
  }
  if (callee?.name === 'DynamicImport') return originOf(callee, text, depth + 1);
  const origin = originOf(callee, text, depth + 1);
  const last = origin?.steps[origin.steps.length - 1] ?? origin?.root;
  if (
    last === 'promisify' ||
    last === '.promisify' ||
    last === '.__importStar' ||
    last === '.__importDefault'
  ) {
    return originOf(first ?? null, text, depth + 1);
  }
  if (last === '.bind' && origin !== undefined) return { ...origin, steps: origin.steps.slice(0, -1) };
  return step(origin, '()');
}

/** The alternatives of `a ?? b`, `a || b` and `c ? a : b`; one origin for everything else that has one. */
export function originsOf(node: SyntaxNode | null, text: string, depth = 0): readonly Origin[] {
  const value = unwrap(node);
  if (value === null || depth > 4) return [];
  if (value.name === 'BinaryExpression') {
    if (!isDefaulted(value, text)) return [];
    return [...originsOf(value.firstChild, text, depth + 1), ...originsOf(value.lastChild, text, depth + 1)];
  }
  if (value.name === 'ConditionalExpression') {
    const branches: SyntaxNode[] = [];
    for (let child = value.firstChild; child !== null; child = child.nextSibling) {
      if (/^[A-Z]/.test(child.name) && child.name !== 'LogicOp') branches.push(child);
    }
    return branches.slice(1).flatMap((branch) => originsOf(branch, text, depth + 1));
  }
  const origin = originOf(value, text);
  return origin === undefined ? [] : [origin];
}

/** What a type annotation says about the value: `Pool` is an instance, `typeof pool` is the value itself. */
export function annotatedOrigins(annotation: SyntaxNode | null, text: string): readonly Origin[] {
  const type = annotation?.lastChild ?? null;
  return type === null ? [] : typeOrigins(type, text, 0);
}

function typeOrigins(type: SyntaxNode, text: string, depth: number): readonly Origin[] {
  if (depth > 4) return [];
  switch (type.name) {
    case 'TypeName': {
      const name = textOf(type, text);
      return name === 'any' || name === 'unknown' ? [] : [{ root: `type:${name}`, steps: ['new'] }];
    }
    case 'ParameterizedType': {
      const name = type.firstChild;
      const wrapped = type.getChild('TypeArgList')?.firstChild?.nextSibling ?? null;
      if (name === null) return [];
      const isWrapper = /^(?:Promise|Partial|Readonly|Required|NonNullable|Awaited|Omit|Pick)$/.test(
        textOf(name, text),
      );
      return isWrapper && wrapped !== null
        ? typeOrigins(wrapped, text, depth + 1)
        : typeOrigins(name, text, depth + 1);
    }
    case 'UnionType':
    case 'IntersectionType':
    case 'ParenthesizedType': {
      const origins: Origin[] = [];
      for (let child = type.firstChild; child !== null; child = child.nextSibling) {
        origins.push(...typeOrigins(child, text, depth + 1));
      }
      return origins;
    }
    case 'TypeofType': {
      const origin = originOf(type.lastChild, text);
      return origin === undefined ? [] : [origin];
    }
    case 'IndexedType':
    case 'MemberExpression':
    case 'QualifiedName': {
      const parts = textOf(type, text).split('.');
      const [root, ...members] = parts;
      if (root === undefined || !parts.every((part) => /^[\w$]+$/.test(part))) return [];
      return [{ root: `type:${root}`, steps: [...members.map((member) => `.${member}`), 'new'] }];
    }
    default:
      return [];
  }
}

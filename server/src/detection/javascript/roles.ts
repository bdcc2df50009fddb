import type { SyntaxNode } from '@lezer/common';
import type { Origin } from '../source/facts';
import type { CallShape, KeyRole, MethodRole, PathRole, PropertyRole, Role, WordRole } from '../source/roles';
import { callShape, propertyKey, propertyShape } from './call';
import { parameterNames } from './declarations';
import { innerExpression, originOf, stringValue, unwrap } from './origin';

type ParametersOf = (name: SyntaxNode) => number | undefined;

/** Describes what JavaScript tokens do at their place. */
export class JavaScriptRoles {
  constructor(
    private readonly text: string,
    /** The number of parameters of a function that was declared under this name. */
    private readonly parametersOf: ParametersOf,
  ) {}

  rolesAt(node: SyntaxNode): readonly Role[] {
    switch (node.name) {
      case 'VariableName':
        return this.atVariable(node);
      case 'PropertyName':
        return this.atMember(node);
      case 'VariableDefinition':
        return /^Class(?:Declaration|Expression)$/.test(node.parent?.name ?? '')
          ? [this.word('class', node)]
          : [...this.atExport(node), ...this.atBinding(node)];
      case 'PropertyDefinition':
        return node.parent?.name === 'MethodDeclaration' ? this.atConstructor(node) : this.atKey(node);
      case 'String':
        return node.parent?.name === 'MemberExpression'
          ? this.atQuotedMember(node, node.parent)
          : this.atKey(node);
      case 'TypeName':
        return this.atImplemented(node);
      case 'JSXIdentifier':
        return node.parent?.name === 'JSXAttribute' ? [this.word('jsx-attribute', node)] : [];
      default:
        return /^[a-z]+$/.test(node.name) ? [this.atKeyword(node)] : [];
    }
  }

  private textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  private word(kind: 'keyword' | 'class' | 'export' | 'jsx-attribute', node: SyntaxNode): WordRole {
    return { kind, name: this.textOf(node), from: node.from, to: node.to };
  }

  /** `export function name` and `export const name`. */
  private atExport(node: SyntaxNode): readonly Role[] {
    const isDeclared = /^(?:FunctionDeclaration|VariableDeclaration)$/.test(node.parent?.name ?? '');
    return isDeclared && node.parent?.parent?.name === 'ExportDeclaration' ? [this.word('export', node)] : [];
  }

  private atKeyword(node: SyntaxNode): Role {
    const loop = node.parent;
    const isLoop = loop !== null && /^(?:For|While|Do)Statement$/.test(loop.name) && loop.from === node.from;
    return { ...this.word('keyword', node), ...(isLoop ? { retries: () => retries(loop, this.text) } : {}) };
  }

  private atVariable(node: SyntaxNode): readonly Role[] {
    const parent = node.parent?.name;
    if (parent === 'ImportGroup' || parent === 'ExportGroup' || parent === 'ExportDeclaration') return [];
    if (isInType(node)) return [];
    return this.pathRoles(node, node.from, node.to);
  }

  private atMember(node: SyntaxNode): readonly Role[] {
    const member = node.parent;
    if (member?.name !== 'MemberExpression' || isInType(member)) return [];
    const pathStart = startOfPath(member, node, this.text);
    const paths = pathStart === undefined ? [] : this.pathRoles(member, pathStart, node.to);
    const use = useOf(member, this.text);
    const name = this.textOf(node);
    const object = member.firstChild;
    const common = {
      name,
      receiver: originOf(object, this.text),
      receiverText: receiverText(object, this.text),
      from: node.from,
      to: node.to,
    };
    if (use.kind === 'call' || use.kind === 'decorator') {
      const { call } = use;
      const method: MethodRole = {
        kind: 'method',
        ...common,
        isDecorator: use.kind === 'decorator',
        receiver: literalReceiver(object) ?? common.receiver,
        call: () => (call === undefined ? { arguments: [] } : this.shapeOf(call)),
      };
      return [...paths, method];
    }
    const property: PropertyRole = {
      kind: 'property',
      ...common,
      isAssigned: use.kind === 'assigned',
      comparedWith: comparedWith(member, this.text),
      valueKeys: use.kind === 'assigned' ? assignedKeys(member, this.text) : undefined,
    };
    return [...paths, property];
  }

  /** `headers['authorization']` is the property `authorization`; the range is what stands between the quotes. */
  private atQuotedMember(node: SyntaxNode, member: SyntaxNode): readonly Role[] {
    const object = member.firstChild;
    const name = stringValue(node, this.text);
    if (name === undefined || object?.from === node.from || useOf(member, this.text).kind === 'call')
      return [];
    const property: PropertyRole = {
      kind: 'property',
      name,
      receiver: originOf(object, this.text),
      receiverText: receiverText(object, this.text),
      isAssigned: useOf(member, this.text).kind === 'assigned',
      from: node.from + 1,
      to: Math.max(node.from + 1, node.to - 1),
    };
    return [property];
  }

  private shapeOf(call: SyntaxNode): CallShape {
    return callShape(call, this.text, this.parametersOf);
  }

  private pathRoles(node: SyntaxNode, from: number, to: number): readonly Role[] {
    const origin = originOf(node, this.text);
    if (origin === undefined) return [];
    const { kind, call } = useOf(node, this.text);
    const use: PathRole['use'] = kind === 'assigned' ? 'mention' : kind;
    if (call === undefined) return [{ kind: 'path', use, origin, from, to }];
    return [{ kind: 'path', use, origin, from, to, call: () => this.shapeOf(call) }];
  }

  /** The local name of an import or of a `require` mentions what was imported. */
  private atBinding(node: SyntaxNode): readonly Role[] {
    if (node.parent?.name === 'ParamList') return this.atSignature(node, node.parent);
    const origin = importedOrigin(node, this.text);
    return origin === undefined
      ? []
      : [{ kind: 'path', use: 'mention', origin, from: node.from, to: node.to }];
  }

  /** The first parameter of a function stands for all of them: `signature#err.req.res.next`. */
  private atSignature(node: SyntaxNode, list: SyntaxNode): readonly Role[] {
    const names = parameterNames(list, this.text);
    const isFirst = list.getChild('VariableDefinition')?.from === node.from;
    if (names === undefined || !isFirst) return [];
    const origin: Origin = { module: 'signature', root: '', steps: names.map((name) => `.${name}`) };
    return [{ kind: 'path', use: 'mention', origin, from: node.from, to: node.to }];
  }

  /** A class that implements an interface belongs to it as one that extends a class does. */
  private atImplemented(node: SyntaxNode): readonly Role[] {
    const header = node.parent?.name === 'ParameterizedType' ? node.parent : node;
    if (!/^Class(?:Declaration|Expression)$/.test(header.parent?.name ?? '')) return [];
    const origin: Origin = { root: this.textOf(node), steps: [] };
    return [{ kind: 'path', use: 'base', origin, from: node.from, to: node.to }];
  }

  /** A constructor that is given something belongs to the decorators of its class. */
  private atConstructor(node: SyntaxNode): readonly Role[] {
    const method = node.parent;
    const owner = method?.parent?.parent;
    const isGiven = hasParameters(method?.getChild('ParamList') ?? null);
    if (this.textOf(node) !== 'constructor' || owner == null || !isGiven) return [];
    const given = givenNames(method?.getChild('ParamList') ?? null, this.text);
    const role: Role = { kind: 'constructor', given, from: node.from, to: node.to };
    const decorated = decoratorsOf(owner).flatMap((decorator): Role[] => {
      const value = innerExpression(decorator);
      const origin = originOf(value?.name === 'CallExpression' ? value.firstChild : value, this.text);
      if (origin === undefined) return [];
      return [{ kind: 'path', use: 'constructor', origin, from: node.from, to: node.to }];
    });
    return [role, ...decorated];
  }

  private atKey(node: SyntaxNode): readonly Role[] {
    const property = node.parent;
    if (property?.name !== 'Property' || property.firstChild?.from !== node.from) return [];
    const path: string[] = [];
    let here: SyntaxNode | null = property;
    while (here !== null && path.length < 12) {
      if (here.name === 'Property') path.unshift(propertyKey(here, this.text) ?? '');
      else if (here.name === 'ArgList') break;
      else if (here.name !== 'ObjectExpression' && here.name !== 'ArrayExpression' && !isWrapping(here)) {
        here = null;
        break;
      }
      here = here.parent;
    }
    const call = here?.parent ?? null;
    const callee = call?.name === 'NewExpression' ? innerExpression(call) : (call?.firstChild ?? null);
    const name = unwrap(callee);
    const isQuoted = node.name === 'String';
    const value = propertyShape(property, this.text);
    const role: KeyRole = {
      kind: 'key',
      path,
      callee: originOf(callee, this.text),
      method: name?.name === 'MemberExpression' ? this.textOf(name.lastChild ?? name) : undefined,
      value: value?.value,
      valuePrefix: value?.prefix,
      valueKeys: value?.keys,
      from: isQuoted ? node.from + 1 : node.from,
      to: isQuoted ? Math.max(node.from + 1, node.to - 1) : node.to,
    };
    return [role];
  }
}

const hasParameters = (list: SyntaxNode | null): boolean =>
  list !== null && (list.getChild('VariableDefinition') ?? list.getChild('ObjectPattern')) !== null;

/** What the parameters of a constructor are called, those that are taken out of one object too, and their types. */
function givenNames(list: SyntaxNode | null, text: string): readonly string[] {
  const names: string[] = [];
  for (let child = list?.firstChild ?? null; child !== null; child = child.nextSibling) {
    const named =
      child.name === 'ObjectPattern'
        ? child.getChildren('PatternProperty').map((property) => property.firstChild)
        : [child.name === 'TypeAnnotation' ? child.lastChild : child];
    for (const name of named)
      if (name !== null) names.push(text.slice(name.from, Math.min(name.to, name.from + 80)));
  }
  return names;
}

/** The keys of the object literal that is assigned to a member. */
function assignedKeys(member: SyntaxNode, text: string): ReadonlySet<string> | undefined {
  const value = unwrap(member.parent?.lastChild ?? null);
  if (value?.name !== 'ObjectExpression') return undefined;
  return new Set(value.getChildren('Property').map((property) => propertyKey(property, text) ?? ''));
}

/** More of a loop than this is not read: what tries again is short. */
const longestRetry = 4_000;
const attempts = /attempt|retr(?:y|ies)|tries\b/i;
const waits = /\b(?:sleep|delay|wait(?!ing)\w*|pause|back_?off\w*|setTimeout)\s*\(/i;

/**
 * A loop that tries something, leaves when that has worked, and otherwise waits or counts the attempt. A loop that
 * waits but never leaves is one that polls.
 */
function retries(loop: SyntaxNode, text: string): boolean {
  const body = loop.getChild('Block');
  const attempt = body?.getChild('TryStatement') ?? null;
  const failure = attempt?.getChild('CatchClause') ?? null;
  if (body === null || attempt === null || failure === null || loop.to - loop.from > longestRetry)
    return false;
  const tried = text.slice(attempt.from, failure.from);
  const header = text.slice(loop.from, body.from) + text.slice(body.to, loop.to);
  const leaves = /\b(?:return|break)\b/.test(tried);
  const isCounted = attempts.test(header);
  const isPatient = waits.test(text.slice(failure.from, body.to));
  return (leaves && (isPatient || isCounted)) || (isCounted && isPatient);
}

/** The grammar takes decorators before `export` for a class of their own, which breaks off. */
function decoratorsOf(owner: SyntaxNode): readonly SyntaxNode[] {
  const before = owner.parent?.name === 'ExportDeclaration' ? owner.parent.prevSibling : null;
  const isBroken = before?.name === 'ClassDeclaration' && before.getChild('ClassBody') === null;
  return [...(isBroken ? before.getChildren('Decorator') : []), ...owner.getChildren('Decorator')];
}

const isWrapping = (node: SyntaxNode): boolean =>
  node.name === 'ParenthesizedExpression' ||
  node.name === 'BinaryExpression' ||
  node.name === 'ConditionalExpression';

/**
 * Where the path `a.b.c` begins that ends with this name, with nothing computed or called in between. A module may be
 * loaded on the spot, `require('a').b`, and then the path is the name alone.
 */
function startOfPath(member: SyntaxNode, name: SyntaxNode, text: string): number | undefined {
  let here = unwrap(member);
  while (here?.name === 'MemberExpression') here = unwrap(here.firstChild);
  if (here?.name === 'VariableName' || here?.name === 'this') return member.from;
  const callee = here?.name === 'CallExpression' ? here.firstChild : null;
  const isLoaded = callee?.name === 'VariableName' && text.slice(callee.from, callee.to) === 'require';
  return isLoaded ? name.from : undefined;
}

/** Positions that only exist for the type checker. */
function isInType(node: SyntaxNode): boolean {
  let here: SyntaxNode | null = node.parent;
  while (here !== null && /^(?:MemberExpression|TypeofType|TypeArgList|ParameterizedType)$/.test(here.name)) {
    if (here.name === 'TypeofType') return true;
    here = here.parent;
  }
  return false;
}

interface Use {
  readonly kind: 'mention' | 'call' | 'new' | 'decorator' | 'base' | 'assigned';
  readonly call?: SyntaxNode;
}

/** `@UseGuards(…)`, or the same call among the arguments of `applyDecorators(…)`. */
function isDecorating(call: SyntaxNode, text: string): boolean {
  if (call.parent?.name === 'Decorator') return true;
  const callee = call.parent?.name === 'ArgList' ? call.parent.parent?.firstChild : undefined;
  return callee != null && text.slice(callee.from, callee.to) === 'applyDecorators';
}

/** What is done with the value at this node. */
function useOf(node: SyntaxNode, text: string): Use {
  let value = node;
  let parent = node.parent;
  while (
    parent !== null &&
    (parent.name === 'PostfixExpression' ||
      parent.name === 'InstantiationExpression' ||
      (parent.name === 'ParenthesizedExpression' && parent.parent?.name === 'CallExpression'))
  ) {
    value = parent;
    parent = parent.parent;
  }
  if (parent === null) return { kind: 'mention' };
  const isFirst = parent.firstChild?.from === value.from;
  switch (parent.name) {
    case 'CallExpression':
      if (!isFirst) return { kind: 'mention' };
      return { kind: isDecorating(parent, text) ? 'decorator' : 'call', call: parent };
    case 'TaggedTemplateExpression':
      return isFirst ? { kind: 'call', call: parent } : { kind: 'mention' };
    case 'NewExpression':
      return { kind: 'new', call: parent };
    case 'Decorator':
      return { kind: 'decorator' };
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { kind: value.prevSibling?.name === 'extends' ? 'base' : 'mention' };
    case 'AssignmentExpression':
      return { kind: isFirst ? 'assigned' : 'mention' };
    default:
      return { kind: 'mention' };
  }
}

/** How the receiver is written, without the marks that do not change what it is. */
function receiverText(object: SyntaxNode | null, text: string): string {
  if (object === null || object.to - object.from > 100) return '';
  return text.slice(object.from, object.to).replaceAll('?.', '.').replaceAll(/[\s!]/g, '');
}

/** The other side of a comparison, as written. */
function comparedWith(value: SyntaxNode, text: string): string | undefined {
  const comparison = value.parent;
  if (comparison?.name !== 'BinaryExpression' || comparison.getChild('CompareOp') === null) return undefined;
  const { firstChild, lastChild } = comparison;
  const other = firstChild?.from === value.from ? lastChild : firstChild;
  return receiverText(other, text).replaceAll('"', "'");
}

/** Strings, arrays and other literals are the language's own objects, whose methods prove nothing. */
function literalReceiver(object: SyntaxNode | null): Origin | undefined {
  const value = unwrap(object);
  switch (value?.name ?? '') {
    case 'String':
    case 'TemplateString':
      return { module: 'global', root: '', steps: ['.String', 'new'] };
    case 'ArrayExpression':
      return { module: 'global', root: '', steps: ['.Array', 'new'] };
    case 'ObjectExpression':
    case 'RegExp':
    case 'Number':
      return { module: 'global', root: '', steps: ['.Object', 'new'] };
    default:
      return undefined;
  }
}

/** What an import or a destructured `require` binds to this name; type-only imports bind nothing. */
function importedOrigin(node: SyntaxNode, text: string): Origin | undefined {
  const parent = node.parent;
  if (parent?.name === 'ImportGroup' || parent?.name === 'ImportDeclaration') {
    const declaration = parent.name === 'ImportGroup' ? parent.parent : parent;
    if (declaration?.getChild('type') != null || isTypeImport(node)) return undefined;
    return { root: text.slice(node.from, node.to), steps: [] };
  }
  let pattern = parent;
  while (pattern?.name.includes('Pattern') === true) pattern = pattern.parent;
  if (pattern?.name !== 'VariableDeclaration') return undefined;
  const binding = { root: text.slice(node.from, node.to), steps: [] };
  const value = originOf(pattern.getChild('Equals')?.nextSibling ?? null, text);
  return value?.module === undefined ? undefined : binding;
}

/** `import { type A as B }`: the marker stands before the imported name. */
function isTypeImport(node: SyntaxNode): boolean {
  let before = node.prevSibling;
  while (before !== null && before.name !== ',' && before.name !== '{') {
    if (before.name === 'type') return true;
    before = before.prevSibling;
  }
  return false;
}

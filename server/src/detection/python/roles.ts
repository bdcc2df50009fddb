import type { SyntaxNode } from '@lezer/common';
import type { Origin } from '../source/facts';
import type { CallShape, KeyRole, MethodRole, PathRole, PropertyRole, Role } from '../source/roles';
import { callShape, literalAfter } from './call';
import { decoratorOrigin, originOf, stringBody, stringValue, unwrap } from './origin';

/** Describes what Python tokens do at their place. */
export class PythonRoles {
  constructor(private readonly text: string) {}

  rolesAt(node: SyntaxNode): readonly Role[] {
    switch (node.name) {
      case 'VariableName':
        return this.atVariable(node);
      case 'PropertyName':
        return this.atMember(node);
      case 'String':
        return this.atDictionaryKey(node);
      default:
        return /^[a-z]+$/.test(node.name)
          ? [{ kind: 'keyword', name: this.textOf(node), from: node.from, to: node.to }]
          : [];
    }
  }

  private textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  private atVariable(node: SyntaxNode): readonly Role[] {
    const { parent } = node;
    if (parent === null) return [];
    switch (parent.name) {
      case 'Decorator':
        return this.atDecorator(node, parent);
      case 'ImportStatement':
        return isBound(node) ? [this.mention(node)] : [];
      case 'ClassDefinition':
        return [{ kind: 'class', name: this.textOf(node), from: node.from, to: node.to }];
      case 'FunctionDefinition':
      case 'ScopeStatement':
      case 'TypeParam':
      case 'TypeDef':
      case 'TypeDefinition':
      case 'KeywordPattern':
        return [];
      case 'ParamList':
        if (node.prevSibling?.name === 'AssignOp') return this.pathRoles(node, node.from, node.to);
        return this.atParameter(node, parent);
      case 'ArgList':
        if (node.nextSibling?.name === 'AssignOp') return this.atKeyword(node, parent);
        break;
      case 'AssignStatement':
        if (isAssigned(node)) return this.atClassMember(node, parent);
        break;
      default:
    }
    return this.pathRoles(node, node.from, node.to);
  }

  /** `unique_together = …` in `class Meta` is a property of that class that is written, at the top one of the module. */
  private atClassMember(node: SyntaxNode, assignment: SyntaxNode): readonly Role[] {
    const isGlobal = assignment.parent?.name === 'Script';
    const owner = isGlobal ? null : assignment.parent?.parent;
    if (!isGlobal && owner?.name !== 'ClassDefinition') return [];
    const name = owner?.getChild('VariableName') ?? null;
    const property: PropertyRole = {
      kind: 'property',
      name: this.textOf(node),
      receiver: undefined,
      receiverText: name === null ? '' : this.textOf(name),
      isAssigned: true,
      from: node.from,
      to: node.to,
    };
    return [property];
  }

  /** `page` below `@router.get("/items")` is a property that the decorator's object fills in. */
  private atParameter(node: SyntaxNode, list: SyntaxNode): readonly Role[] {
    const decorated = list.parent?.parent;
    if (decorated?.name !== 'DecoratedStatement') return [];
    return decorated.getChildren('Decorator').flatMap((decorator) => {
      const receiver = decoratorOrigin(decorator, this.text);
      if (receiver === undefined || receiver.steps.length === 0) return [];
      const property: PropertyRole = {
        kind: 'property',
        name: this.textOf(node),
        receiver,
        receiverText: receiver.root + receiver.steps.join(''),
        isAssigned: true,
        from: node.from,
        to: node.to,
      };
      return [property];
    });
  }

  private mention(node: SyntaxNode): PathRole {
    const origin: Origin = { root: this.textOf(node), steps: [] };
    return { kind: 'path', use: 'mention', origin, from: node.from, to: node.to };
  }

  private atDecorator(node: SyntaxNode, decorator: SyntaxNode): readonly Role[] {
    const names = decorator.getChildren('VariableName');
    const first = names[0];
    const isLast = names[names.length - 1]?.from === node.from;
    const origin = decoratorOrigin(decorator, this.text, node.from);
    if (origin === undefined || first === undefined) return [];
    const call = (): CallShape => callShape(decorator, this.text);
    const path: PathRole = {
      kind: 'path',
      use: isLast ? 'decorator' : 'mention',
      origin,
      from: first.from,
      to: node.to,
      call,
    };
    if (!isLast || names.length < 2) return [path];
    const method: MethodRole = {
      kind: 'method',
      name: this.textOf(node),
      isDecorator: true,
      receiver: { ...origin, steps: origin.steps.slice(0, -1) },
      receiverText: this.text.slice(first.from, names[names.length - 2]?.to),
      from: first.from,
      to: node.to,
      call,
    };
    return [path, method];
  }

  private atMember(node: SyntaxNode): readonly Role[] {
    const member = node.parent;
    if (member?.name !== 'MemberExpression' || isInAnnotation(member)) return [];
    const paths = isDotted(member) ? this.pathRoles(member, member.from, node.to) : [];
    const object = member.firstChild;
    const common = {
      name: this.textOf(node),
      receiver: literalReceiver(object) ?? originOf(object, this.text),
      receiverText:
        object === null || object.to - object.from > 100 ? '' : this.textOf(object).replaceAll(/\s/g, ''),
      from: node.from,
      to: node.to,
    };
    const { kind, call } = useOf(member);
    if (kind === 'call' && call !== undefined) {
      const method: MethodRole = {
        kind: 'method',
        ...common,
        isDecorator: false,
        call: () => callShape(call, this.text),
      };
      return [...paths, method];
    }
    const isAssigned = member.parent?.name === 'AssignStatement' && isAssignedMember(member);
    const property: PropertyRole = {
      kind: 'property',
      ...common,
      isAssigned,
      comparedWith: comparedWith(member, this.text),
    };
    return [...paths, property];
  }

  private pathRoles(node: SyntaxNode, from: number, to: number): readonly Role[] {
    const origin = originOf(node, this.text);
    if (origin === undefined || isInAnnotation(node)) return [];
    const { kind, call } = useOf(node);
    if (call === undefined) return [{ kind: 'path', use: kind, origin, from, to }];
    const roles: Role[] = [
      { kind: 'path', use: kind, origin, from, to, call: () => callShape(call, this.text) },
    ];
    // A class is constructed by calling it, so the same place answers both kinds of trigger.
    if (kind === 'call')
      roles.push({ kind: 'path', use: 'new', origin, from, to, call: () => callShape(call, this.text) });
    return roles;
  }

  private atKeyword(node: SyntaxNode, list: SyntaxNode): readonly Role[] {
    const call = list.parent;
    if (call === null || call.name === 'ClassDefinition') return [];
    return [
      this.key([this.textOf(node)], call, literalAfter(node.nextSibling, this.text), node.from, node.to),
    ];
  }

  /** `headers["Authorization"]` is the property of that name; the range is what stands between the quotes. */
  private atSubscript(node: SyntaxNode, member: SyntaxNode): readonly Role[] {
    const object = member.firstChild;
    const name = stringValue(node, this.text);
    if (name === undefined || object === null || object.from === node.from) return [];
    const property: PropertyRole = {
      kind: 'property',
      name,
      receiver: originOf(object, this.text),
      receiverText: object.to - object.from > 100 ? '' : this.textOf(object).replaceAll(/\s/g, ''),
      isAssigned: isAssignedMember(member),
      ...stringBody(node, this.text),
    };
    return [property];
  }

  private atDictionaryKey(node: SyntaxNode): readonly Role[] {
    if (node.parent?.name === 'MemberExpression') return this.atSubscript(node, node.parent);
    if (node.parent?.name !== 'DictionaryExpression' || node.nextSibling?.name !== ':') return [];
    const path: string[] = [];
    let key: SyntaxNode = node;
    let here: SyntaxNode | null = node.parent;
    while (here !== null && path.length < 12) {
      if (here.name === 'DictionaryExpression') path.unshift(stringValue(keyOf(here, key), this.text) ?? '');
      else if (here.name === 'ArgList') break;
      else if (!/^(?:ArrayExpression|TupleExpression|ParenthesizedExpression)$/.test(here.name)) return [];
      key = here;
      here = here.parent;
    }
    const call = here?.parent;
    const { from, to } = stringBody(node, this.text);
    return call == null ? [] : [this.key(path, call, literalAfter(node.nextSibling, this.text), from, to)];
  }

  private key(
    path: readonly string[],
    call: SyntaxNode,
    value: KeyRole['value'],
    from: number,
    to: number,
  ): KeyRole {
    const isDecorator = call.name === 'Decorator';
    const callee = isDecorator ? null : unwrap(call.firstChild);
    const decorated = isDecorator ? decoratorOrigin(call, this.text) : undefined;
    const name = callee?.getChild('PropertyName') ?? null;
    const last = decorated?.steps[decorated.steps.length - 1]?.slice(1);
    return {
      kind: 'key',
      path,
      callee: isDecorator ? decorated : originOf(callee, this.text),
      method: name === null ? last : this.textOf(name),
      value,
      from,
      to,
    };
  }
}

/** The key under which a value stands in a dictionary. */
function keyOf(dictionary: SyntaxNode, value: SyntaxNode): SyntaxNode | null {
  if (value.name === 'String' && value.nextSibling?.name === ':') return value;
  let here: SyntaxNode | null = dictionary.firstChild;
  while (here !== null && here.from !== value.from) here = here.nextSibling;
  return here?.prevSibling?.prevSibling ?? null;
}

/** The local name of an import. */
function isBound(node: SyntaxNode): boolean {
  const { nextSibling, prevSibling, parent } = node;
  if (nextSibling?.name === 'as') return false;
  const keyword = parent?.getChild('import');
  const isFrom = parent?.firstChild?.name === 'from';
  if (isFrom) return keyword != null && node.from > keyword.from;
  return prevSibling?.name === 'as' || (nextSibling?.name !== '.' && prevSibling?.name !== '.');
}

/** A target of an assignment rather than its value. */
function isAssigned(node: SyntaxNode): boolean {
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) {
    if (next.name === 'AssignOp') return true;
  }
  return node.nextSibling?.name === 'TypeDef';
}

const isAssignedMember = (member: SyntaxNode): boolean => isAssigned(member);

/** The other side of a comparison, as written. */
function comparedWith(value: SyntaxNode, text: string): string | undefined {
  const comparison = value.parent;
  if (comparison?.name !== 'BinaryExpression' || comparison.getChild('CompareOp') === null) return undefined;
  const { firstChild, lastChild } = comparison;
  const other = firstChild?.from === value.from ? lastChild : firstChild;
  if (other === null || other.to - other.from > 100) return undefined;
  return text.slice(other.from, other.to).replaceAll(/\s/g, '').replaceAll('"', "'");
}

function isInAnnotation(node: SyntaxNode): boolean {
  let here = node.parent;
  while (here !== null && /^(?:MemberExpression|BinaryExpression|TupleExpression)$/.test(here.name))
    here = here.parent;
  return here?.name === 'TypeDef';
}

function isDotted(member: SyntaxNode): boolean {
  let here: SyntaxNode | null = member;
  while (here?.name === 'MemberExpression' && here.getChild('PropertyName') !== null) here = here.firstChild;
  return here?.name === 'VariableName';
}

interface Use {
  readonly kind: 'mention' | 'call' | 'base';
  readonly call?: SyntaxNode;
}

function useOf(node: SyntaxNode): Use {
  const parent = node.parent;
  if (
    parent?.name === 'CallExpression' &&
    parent.firstChild?.from === node.from &&
    parent.firstChild.to === node.to
  ) {
    return { kind: 'call', call: parent };
  }
  // `class Users(Repository[User])` inherits from `Repository`.
  const isSubscripted =
    parent?.name === 'MemberExpression' && parent.getChild('[')?.prevSibling?.from === node.from;
  const list = isSubscripted ? parent.parent : parent;
  if (list?.name === 'ArgList' && list.parent?.name === 'ClassDefinition') return { kind: 'base' };
  return { kind: 'mention' };
}

/** Literals are the language's own objects, whose methods prove nothing. */
function literalReceiver(object: SyntaxNode | null): Origin | undefined {
  const value = unwrap(object);
  const type = value === null ? undefined : literalTypes[value.name];
  return type === undefined ? undefined : { module: 'global', root: '', steps: [`.${type}`, 'new'] };
}

const literalTypes: Readonly<Record<string, string>> = {
  String: 'str',
  FormatString: 'str',
  ContinuedString: 'str',
  ArrayExpression: 'list',
  ArrayComprehensionExpression: 'list',
  TupleExpression: 'tuple',
  DictionaryExpression: 'dict',
  SetExpression: 'set',
};

import type { SyntaxNode } from '@lezer/common';
import type { Declaration, FactsBuilder, Level, Origin } from '../source/facts';
import type { SourceIndex } from '../source/sourceIndex';
import { fileTarget } from '../source/targets';
import { annotatedOrigins, argumentNodes, innerExpression, originOf, originsOf, stringValue } from './origin';

/** Methods that call back with a handle on themselves inside of a transaction. */
const handsTransaction =
  /^\.(?:\$?transaction|withTransaction|begin|savepoint|runInTransaction|inTransaction|task|tx)$/;

/** The only calls that declare anything: loading a module, and what `handsTransaction` names. */
const mayLoadOrCallBack =
  /^(?:require|requireActual|import\b|\$?transaction|withTransaction|begin|savepoint|runInTransaction|inTransaction|task|tx)/;

/** Parameters that stand beside `next` in a handler of requests. */
const request = /^_*(?:req|request|res|response|reply|ctx|context|c|err|error)$/;

/** Records what JavaScript and TypeScript syntax declares. Positions of nodes are relative to `base`. */
export class Declarations {
  constructor(
    private readonly text: string,
    private readonly index: SourceIndex,
  ) {}

  private textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  importDeclaration(node: SyntaxNode, scope: FactsBuilder): void {
    const specifier = node.getChild('String');
    const module = stringValue(specifier, this.text) ?? this.importRequire(node);
    if (module === undefined) return;
    scope.addModule(bareModule(module));
    const isEquals = specifier === null;
    let isNamespace = false;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === 'Star') isNamespace = true;
      else if (child.name === 'VariableDefinition') {
        this.bindImport(child, module, isNamespace || isEquals ? [] : ['.default'], scope);
      } else if (child.name === 'ImportGroup') this.importGroup(child, module, scope);
    }
  }

  /** The grammar ends `import x = require('y')` after the equals sign; the call follows as its own statement. */
  private importRequire(node: SyntaxNode): string | undefined {
    const after = this.text.slice(node.to, node.to + 200);
    return /^\s*require\s*\(\s*['"]([^'"]+)['"]\s*\)/.exec(after)?.[1];
  }

  private importGroup(group: SyntaxNode, module: string, scope: FactsBuilder): void {
    let exported: string | undefined;
    for (let child = group.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === 'VariableName' || child.name === 'default') exported = this.textOf(child);
      else if (child.name === 'String') exported = stringValue(child, this.text);
      else if (child.name === 'VariableDefinition') {
        this.bindImport(child, module, [`.${exported ?? this.textOf(child)}`], scope);
        exported = undefined;
      }
    }
  }

  private bindImport(name: SyntaxNode, module: string, steps: readonly string[], scope: FactsBuilder): void {
    this.bind(name, [{ module, root: '', steps }], 'block', scope);
    scope.addCandidate(name.from);
  }

  /** Declares a name, and remembers it where it stands for something that triggers call by another name. */
  private bind(
    name: SyntaxNode,
    origins: readonly Origin[],
    level: Level,
    scope: FactsBuilder,
    extra: Partial<Declaration> = {},
  ): void {
    const local = this.textOf(name);
    scope.declare(local, { origins, level, ...extra });
    for (const origin of origins) {
      if (this.isRenamed(local, origin)) scope.addAlias(local);
      if (origin.module !== undefined) scope.addCandidate(name.from);
    }
  }

  private isRenamed(local: string, { module, root, steps }: Origin): boolean {
    const last = steps[steps.length - 1];
    if (last === undefined && module === undefined) return root !== local && this.index.names.has(root);
    if (last === undefined || last === '.default') {
      return module !== undefined && this.isTarget(module);
    }
    return last !== `.${local}` && last.startsWith('.') && this.index.names.has(last.slice(1));
  }

  /** Whether the module itself, or a file of the project that is called so, is a target. */
  private isTarget(module: string): boolean {
    const file = fileTarget(module);
    return this.index.modules.has(bareModule(module)) || (file !== undefined && this.index.files.has(file));
  }

  /** `const`, `let` and `var`: a sequence of patterns, annotations and values. */
  variableDeclaration(node: SyntaxNode, scope: FactsBuilder): void {
    const level = node.firstChild?.name === 'var' ? 'function' : 'block';
    let pattern: SyntaxNode | undefined;
    let origins: readonly Origin[] = [];
    let extra: Partial<Declaration> = {};
    const declare = (): void => {
      if (pattern !== undefined) this.pattern(pattern, origins, level, scope, extra);
      pattern = undefined;
      origins = [];
      extra = {};
    };
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (isPattern(child)) {
        declare();
        pattern = child;
      } else if (child.name === 'TypeAnnotation') origins = annotatedOrigins(child, this.text);
      else if (child.name === 'Equals') {
        const value = child.nextSibling;
        if (origins.length === 0) origins = originsOf(value, this.text);
        if (value !== null && origins.length === 0) extra = describeFunction(value);
        this.noteModules(origins, scope);
      }
    }
    declare();
  }

  private noteModules(origins: readonly Origin[], scope: FactsBuilder): void {
    for (const { module } of origins) if (module !== undefined) scope.addModule(bareModule(module));
  }

  private pattern(
    pattern: SyntaxNode,
    origins: readonly Origin[],
    level: Level,
    scope: FactsBuilder,
    extra: Partial<Declaration> = {},
  ): void {
    if (pattern.name === 'VariableDefinition') {
      this.bind(pattern, origins, level, scope, extra);
    } else if (pattern.name === 'ObjectPattern') {
      for (const property of pattern.getChildren('PatternProperty'))
        this.property(property, origins, level, scope);
    } else if (pattern.name === 'ArrayPattern') {
      for (let child = pattern.firstChild; child !== null; child = child.nextSibling) {
        if (isPattern(child)) this.pattern(child, stepAll(origins, '[]'), level, scope);
      }
    }
  }

  private property(
    property: SyntaxNode,
    origins: readonly Origin[],
    level: Level,
    scope: FactsBuilder,
  ): void {
    const key = property.getChild('PropertyName');
    for (let child = property.firstChild; child !== null; child = child.nextSibling) {
      if (!isPattern(child)) continue;
      const isRest = property.getChild('Spread') !== null;
      const name = key ?? (child.name === 'VariableDefinition' ? child : null);
      const taken = isRest || name === null ? '[]' : `.${this.textOf(name)}`;
      this.pattern(child, stepAll(origins, taken), level, scope);
    }
  }

  /** The variable of `for (const x of xs)`: an element, about which nothing is known. */
  loopVariable(node: SyntaxNode, scope: FactsBuilder): void {
    const level = node.getChild('var') === null ? 'block' : 'function';
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (isPattern(child)) this.pattern(child, [], level, scope, { isOpaque: true });
    }
  }

  /** The error of `catch (error)`. */
  caught(node: SyntaxNode, scope: FactsBuilder): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (isPattern(child)) this.pattern(child, [], 'block', scope, { isOpaque: true });
    }
  }

  parameters(list: SyntaxNode, scope: FactsBuilder): void {
    let isFirst = true;
    let isMember = false;
    for (let child = list.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === ',') isMember = false;
      else if (child.name === 'Privacy' || child.name === 'readonly') isMember = true;
      else if (isPattern(child)) {
        const annotation =
          child.nextSibling?.name === 'Optional' ? child.nextSibling.nextSibling : child.nextSibling;
        const isTyped = annotation?.name === 'TypeAnnotation' && !this.isNext(child, annotation);
        const origins = isTyped ? annotatedOrigins(annotation, this.text) : defaultOrigins(child, this.text);
        this.pattern(child, origins, 'block', scope, this.parameter(child, list, isFirst));
        if (isMember) scope.declare(`this.${this.textOf(child)}`, { origins, level: 'class' });
        if (isFirst && this.isSigned(list)) scope.addCandidate(child.from);
        isFirst = false;
      }
    }
  }

  /** A function whose parameters some trigger may name; `signature#err.req.res.next` ends with the last of them. */
  private isSigned(list: SyntaxNode): boolean {
    const names = parameterNames(list, this.text);
    return names !== undefined && names.length > 1 && this.index.names.has(names[names.length - 1] ?? '');
  }

  /** `next: NextFunction` says no more than its name; `next: CallHandler` is something else. */
  private isNext(pattern: SyntaxNode, annotation: SyntaxNode): boolean {
    return this.textOf(pattern) === 'next' && /\bNext|\bFunction\b|=>/.test(this.textOf(annotation));
  }

  /** What a parameter is called tells something, but `next` only beside a request, a response or a context. */
  private parameter(pattern: SyntaxNode, list: SyntaxNode, isFirst: boolean): Partial<Declaration> {
    const isNext = this.textOf(pattern) === 'next';
    const isParameter =
      pattern.name === 'VariableDefinition' &&
      (!isNext || list.getChildren('VariableDefinition').some((other) => request.test(this.textOf(other))));
    return { ...(isFirst ? { isFirstParameter: true } : {}), ...(isParameter ? { isParameter: true } : {}) };
  }

  functionName(node: SyntaxNode, scope: FactsBuilder): void {
    const name = node.getChild('VariableDefinition');
    if (name !== null)
      scope.declare(this.textOf(name), { origins: [], level: 'function', ...describeFunction(node) });
  }

  /** The names of what is exported where it is declared, as far as triggers ask for them. */
  exported(node: SyntaxNode, scope: FactsBuilder): void {
    const declared = node.getChild('FunctionDeclaration') ?? node.getChild('VariableDeclaration');
    for (const name of declared?.getChildren('VariableDefinition') ?? []) {
      if (this.index.exports.has(this.textOf(name))) scope.addCandidate(name.from);
    }
  }

  /** A class belongs to what it extends, but is not the same thing. */
  className(node: SyntaxNode, scope: FactsBuilder): void {
    const name = node.getChild('VariableDefinition');
    if (name === null) return;
    const origins = stepAll(this.basesOf(node), 'extends');
    const local = this.textOf(name);
    for (const end of this.index.classEnds) if (local.endsWith(end)) scope.addCandidate(name.from);
    scope.declare(local, { origins, level: 'block', isOpaque: true });
  }

  basesOf(node: SyntaxNode): readonly Origin[] {
    const base = node.getChild('extends')?.nextSibling ?? null;
    const origin = originOf(base, this.text);
    return origin === undefined ? [] : [origin];
  }

  typeName(node: SyntaxNode, scope: FactsBuilder): void {
    for (const name of node.getChildren('TypeDefinition')) {
      const unknown: Declaration = { origins: [], level: 'block', isOpaque: true };
      scope.declare(`type:${this.textOf(name)}`, unknown);
      if (node.name === 'EnumDeclaration') scope.declare(this.textOf(name), unknown);
    }
  }

  namespaceName(node: SyntaxNode, scope: FactsBuilder): void {
    const name = node.getChild('VariableDefinition');
    if (name !== null) scope.declare(this.textOf(name), { origins: [], level: 'block', isOpaque: true });
  }

  /** A class field with its annotation or value. */
  field(node: SyntaxNode, scope: FactsBuilder): void {
    const name = node.getChild('PropertyDefinition') ?? node.getChild('PrivatePropertyDefinition');
    if (name === null) return;
    const annotation = node.getChild('TypeAnnotation');
    const origins =
      annotation === null
        ? originsOf(node.getChild('Equals')?.nextSibling ?? null, this.text)
        : annotatedOrigins(annotation, this.text);
    scope.declare(`this.${this.textOf(name)}`, { origins, level: 'class' });
  }

  assignment(node: SyntaxNode, scope: FactsBuilder): void {
    const target = node.firstChild;
    const value = node.lastChild;
    if (target?.name === 'VariableName') {
      const name = this.textOf(target);
      const origins = originsOf(value, this.text);
      scope.assign(name, origins);
      this.noteModules(origins, scope);
      if (this.index.globals.has(name)) scope.addReassigned(name);
    } else if (target?.name === 'MemberExpression' && target.firstChild?.name === 'this') {
      const name = target.getChild('PropertyName') ?? target.getChild('PrivatePropertyName');
      const origins = originsOf(value, this.text);
      if (name !== null && target.firstChild.nextSibling?.nextSibling?.name === name.name) {
        scope.declare(`this.${this.textOf(name)}`, { origins, level: 'class' });
      }
    } else if (target?.name === 'MemberExpression') {
      const root = innerExpression(target);
      const name = root?.name === 'VariableName' ? this.textOf(root) : '';
      const member = target.getChild('PropertyName');
      if (member === null) return;
      const written = `${name}.${this.textOf(member)}`;
      const path = written.replace(/^(?:globalThis|global|window|self)\./, '');
      if (!this.index.globals.has(path.split('.')[0] ?? '')) return;
      scope.addReassigned(path);
      scope.addReassigned(written);
    }
  }

  /** Modules that a call loads, and the handle that a call gives to its callback. */
  call(node: SyntaxNode, scope: FactsBuilder): void {
    const callee = node.name === 'DynamicImport' ? node : node.firstChild;
    const method = callee?.name === 'MemberExpression' ? callee.lastChild : callee;
    if (method == null || !mayLoadOrCallBack.test(this.textOf(method))) return;
    const origin = originOf(node, this.text);
    if (origin?.module !== undefined) scope.addModule(bareModule(origin.module));
    const taken = origin?.steps[origin.steps.length - 2];
    if (origin === undefined || taken === undefined || !handsTransaction.test(taken)) return;
    const receiver = { ...origin, steps: origin.steps.slice(0, -2) };
    for (const argument of argumentNodes(node)) {
      if (isFunction(argument)) scope.explainCallback(argument.from, receiver);
    }
  }
}

const isPattern = (node: SyntaxNode): boolean =>
  node.name === 'VariableDefinition' || node.name === 'ObjectPattern' || node.name === 'ArrayPattern';

export const isFunction = (node: SyntaxNode): boolean =>
  node.name === 'ArrowFunction' || node.name === 'FunctionExpression';

/** The names of a function's parameters without leading underscores; undefined when one has none. */
export function parameterNames(list: SyntaxNode, text: string): readonly string[] | undefined {
  const names: string[] = [];
  for (let child = list.firstChild; child !== null; child = child.nextSibling) {
    if (!isPattern(child)) continue;
    if (child.name !== 'VariableDefinition') return undefined;
    names.push(text.slice(child.from, child.to).replace(/^_+/, ''));
  }
  return names;
}

/** How many parameters a function declares. */
export function parameterCount(node: SyntaxNode): number {
  let count = 0;
  for (
    let child = node.getChild('ParamList')?.firstChild ?? null;
    child !== null;
    child = child.nextSibling
  ) {
    if (isPattern(child)) count++;
  }
  return count;
}

function describeFunction(node: SyntaxNode): Partial<Declaration> {
  const isCallable = isFunction(node) || node.name === 'FunctionDeclaration';
  return isCallable ? { parameters: parameterCount(node) } : {};
}

function defaultOrigins(parameter: SyntaxNode, text: string): readonly Origin[] {
  const next = parameter.nextSibling;
  return next?.name === 'Equals' ? originsOf(next.nextSibling, text) : [];
}

function stepAll(origins: readonly Origin[], step: string): readonly Origin[] {
  return origins.map((origin) => ({ ...origin, steps: [...origin.steps, step] }));
}

/** A module's name without the prefix that builtin modules may carry. */
export const bareModule = (module: string): string => module.replace(/^node:/, '');

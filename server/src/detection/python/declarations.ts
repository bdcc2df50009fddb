import type { SyntaxNode } from '@lezer/common';
import type { Declaration, FactsBuilder, Origin } from '../source/facts';
import type { SourceIndex } from '../source/sourceIndex';
import { annotatedOrigins, defaultOrigins, isExpression, originOf, originsOf } from './origin';

/** More targets of one assignment than this are generated or hostile. */
const mostTargets = 100;

const opaque: Declaration = { origins: [], level: 'function', isOpaque: true };

/** Records what Python syntax declares. Every name belongs to its function, whatever block it is in. */
export class Declarations {
  constructor(
    private readonly text: string,
    private readonly index: SourceIndex,
  ) {}

  private textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  importStatement(node: SyntaxNode, scope: FactsBuilder): void {
    if (node.firstChild?.name === 'from') this.fromImport(node, scope);
    else this.plainImport(node, scope);
  }

  /** `import a.b as c` binds c to a.b, `import a.b` binds a. */
  private plainImport(node: SyntaxNode, scope: FactsBuilder): void {
    let path: SyntaxNode[] = [];
    let alias: SyntaxNode | undefined;
    const bind = (): void => {
      const [first] = path;
      if (first === undefined) return;
      const module = path.map((part) => this.textOf(part)).join('.');
      scope.addModule(module);
      if (alias !== undefined) this.bind(alias, { module, root: '', steps: [] }, scope);
      else this.bind(first, { module: this.textOf(first), root: '', steps: [] }, scope);
      path = [];
      alias = undefined;
    };
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === ',') bind();
      else if (child.name === 'VariableName' && child.prevSibling?.name === 'as') alias = child;
      else if (child.name === 'VariableName') path.push(child);
    }
    bind();
  }

  private fromImport(node: SyntaxNode, scope: FactsBuilder): void {
    const keyword = node.getChild('import');
    if (keyword === null) return;
    const module = this.text.slice(node.from + 4, keyword.from).replaceAll(/[\s\\]/g, '');
    scope.addModule(module);
    for (let child = keyword.nextSibling; child !== null; child = child.nextSibling) {
      if (child.name === '*')
        scope.declare('*', { origins: [{ module, root: '', steps: [] }], level: 'function' });
      if (child.name !== 'VariableName' || child.prevSibling?.name === 'as') continue;
      const isRenamed = child.nextSibling?.name === 'as';
      const local = isRenamed ? child.nextSibling?.nextSibling : child;
      scope.addModule(`${module}${module.endsWith('.') ? '' : '.'}${this.textOf(child)}`);
      if (local?.name === 'VariableName') {
        this.bind(local, { module, root: '', steps: [`.${this.textOf(child)}`] }, scope);
      }
    }
  }

  private bind(name: SyntaxNode, origin: Origin, scope: FactsBuilder): void {
    const local = this.textOf(name);
    scope.declare(local, { origins: [origin], level: 'function' });
    scope.addCandidate(name.from);
    const last =
      origin.steps[origin.steps.length - 1]?.slice(1) ??
      origin.module?.slice(origin.module.lastIndexOf('.') + 1);
    if (last !== local && last !== undefined && this.index.names.has(last)) scope.addAlias(local);
  }

  /** `a = b = value`, `a: T = value`, `a, b = value`. */
  assignment(node: SyntaxNode, scope: FactsBuilder): void {
    const groups: SyntaxNode[][] = [[]];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === 'AssignOp' && groups.push([]) > mostTargets) return;
      if (child.name !== 'AssignOp') groups[groups.length - 1]?.push(child);
    }
    const value = groups.length > 1 ? groups.pop() : undefined;
    const given = value?.length === 1 ? originsOf(value[0] ?? null, this.text) : [];
    for (const targets of groups) {
      const annotation = targets.find((target) => target.name === 'TypeDef') ?? null;
      const declared = annotation === null ? [] : annotatedOrigins(annotation, this.text);
      const origins = declared.length > 0 ? declared : given;
      const names = targets.filter((target) => isExpression(target));
      for (const target of names) this.target(target, names.length === 1 ? origins : undefined, scope);
    }
  }

  /** Declares what is assigned to; without origins it is one of several, about which nothing is known. */
  private target(node: SyntaxNode, origins: readonly Origin[] | undefined, scope: FactsBuilder): void {
    if (node.name === 'VariableName') {
      const name = this.textOf(node);
      // A parameter that is assigned to is no longer what its name says.
      const value = origins === undefined ? opaque : { origins, level: 'function' as const };
      scope.declare(name, { ...value, isParameter: false });
      const [origin] = origins ?? [];
      const last = origin?.steps[origin.steps.length - 1];
      if (last?.startsWith('.') === true && last !== `.${name}` && this.index.names.has(last.slice(1)))
        scope.addAlias(name);
    } else if (node.name === 'MemberExpression') {
      const origin = originOf(node, this.text);
      if (origin?.root === 'this' && origin.steps.length === 1) {
        scope.declare(`this${origin.steps[0] ?? ''}`, { origins: origins ?? [], level: 'class' });
      }
    } else if (/^(?:TupleExpression|ArrayExpression|ParenthesizedExpression)$/.test(node.name)) {
      for (let child = node.firstChild; child !== null; child = child.nextSibling) {
        if (isExpression(child)) this.target(child, undefined, scope);
      }
    }
  }

  /** `for x in xs`, also in comprehensions. */
  loopTargets(node: SyntaxNode, scope: FactsBuilder): void {
    let isTarget = false;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.name === 'for') isTarget = true;
      else if (child.name === 'in') isTarget = false;
      else if (isTarget && isExpression(child)) this.target(child, undefined, scope);
    }
  }

  /** `with open(x) as f`: what a context manager hands out belongs to it. */
  contextTargets(node: SyntaxNode, scope: FactsBuilder): void {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.name !== 'as' || child.nextSibling === null) continue;
      this.target(child.nextSibling, originsOf(child.prevSibling, this.text), scope);
    }
  }

  /** `except E as e`. */
  caught(node: SyntaxNode, scope: FactsBuilder): void {
    for (const keyword of node.getChildren('as')) {
      if (keyword.nextSibling?.name === 'VariableName')
        scope.declare(this.textOf(keyword.nextSibling), opaque);
    }
  }

  named(node: SyntaxNode, scope: FactsBuilder): void {
    const { firstChild } = node;
    if (firstChild !== null) this.target(firstChild, originsOf(node.lastChild, this.text), scope);
  }

  functionName(node: SyntaxNode, scope: FactsBuilder): void {
    const name = node.getChild('VariableName');
    if (name === null) return;
    const parameters = node.getChild('ParamList')?.getChildren('VariableName').length ?? 0;
    scope.declare(this.textOf(name), { ...opaque, parameters });
  }

  parameters(list: SyntaxNode, scope: FactsBuilder): void {
    for (let child = list.firstChild; child !== null; child = child.nextSibling) {
      if (child.name !== 'VariableName' || child.prevSibling?.name === 'AssignOp') continue;
      const next = child.nextSibling;
      const isAnnotated = next?.name === 'TypeDef';
      const annotated = isAnnotated ? annotatedOrigins(next, this.text) : [];
      const operator = isAnnotated ? next.nextSibling : next;
      const fallback = operator?.name === 'AssignOp' ? defaultOrigins(operator.nextSibling, this.text) : [];
      const origins = annotated.length > 0 ? annotated : fallback;
      const unknown = isAnnotated ? { isOpaque: true } : { isParameter: true };
      scope.declare(this.textOf(child), {
        origins,
        level: 'function',
        ...(origins.length === 0 ? unknown : {}),
      });
    }
  }

  className(node: SyntaxNode, scope: FactsBuilder): void {
    const name = node.getChild('VariableName');
    if (name === null) return;
    const origins = this.basesOf(node).map((base) => ({ ...base, steps: [...base.steps, 'extends'] }));
    scope.declare(this.textOf(name), { origins, level: 'function', isOpaque: true });
  }

  basesOf(node: SyntaxNode): readonly Origin[] {
    const bases: Origin[] = [];
    for (
      let child = node.getChild('ArgList')?.firstChild ?? null;
      child !== null;
      child = child.nextSibling
    ) {
      const isKeyword = child.prevSibling?.name === 'AssignOp' || child.nextSibling?.name === 'AssignOp';
      const isSubscripted = child.name === 'MemberExpression' && child.getChild('[') !== null;
      const base = isSubscripted ? child.firstChild : child;
      const origin = isExpression(child) && !isKeyword ? originOf(base, this.text) : undefined;
      if (origin !== undefined) bases.push(origin);
    }
    return bases;
  }
}

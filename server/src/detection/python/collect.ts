import type { SyntaxNode, Tree, TreeCursor } from '@lezer/common';
import type { Facts, FactsBuilder, ScopeKind } from '../source/facts';
import type { FactsCache } from '../source/language';
import type { SourceIndex } from '../source/sourceIndex';
import { collectFacts, type Collector } from '../source/walk';
import { mayBeSql } from '../sql/embedded';
import { Declarations } from './declarations';
import { stringBody } from './origin';

/** Collects the facts of Python. */
class PythonCollector implements Collector {
  private readonly declarations: Declarations;

  constructor(
    private readonly text: string,
    private readonly index: SourceIndex,
  ) {
    this.declarations = new Declarations(text, index);
  }

  scopeOf(cursor: TreeCursor): ScopeKind | undefined {
    switch (cursor.name) {
      case 'FunctionDefinition':
      case 'LambdaExpression':
        return 'function';
      case 'ClassDefinition':
        return 'class';
      case 'ArrayComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'DictionaryComprehensionExpression':
      case 'ComprehensionExpression':
        return 'function';
      default:
        return undefined;
    }
  }

  enterScope(cursor: TreeCursor, scope: FactsBuilder): void {
    if (cursor.name === 'ClassDefinition') scope.extend(this.declarations.basesOf(cursor.node));
    else if (cursor.name.endsWith('ComprehensionExpression'))
      this.declarations.loopTargets(cursor.node, scope);
  }

  enter(cursor: TreeCursor, scope: FactsBuilder): void {
    const { name, from, to } = cursor;
    switch (name) {
      case 'VariableName':
      case 'PropertyName':
        if (this.index.names.has(this.text.slice(from, to))) scope.addCandidate(from);
        return;
      case 'String':
      case 'FormatString': {
        const body = stringBody(cursor.node, this.text);
        if (this.index.names.has(this.text.slice(body.from, body.to))) scope.addCandidate(from);
        if (mayBeSql(this.text, body.from)) scope.addLiteral(from);
        return;
      }
      default:
        if (this.index.keywords.has(name)) scope.addCandidate(from);
        this.declare(cursor, scope);
    }
  }

  /** A class may be known by the end of its name, which no trigger names as a whole. */
  private className(node: SyntaxNode, scope: FactsBuilder): void {
    const name = node.getChild('VariableName');
    if (name === null) return;
    const written = this.text.slice(name.from, name.to);
    for (const end of this.index.classEnds) if (written.endsWith(end)) scope.addCandidate(name.from);
  }

  private declare(cursor: TreeCursor, scope: FactsBuilder): void {
    const { declarations } = this;
    switch (cursor.name) {
      case 'ImportStatement':
        return declarations.importStatement(cursor.node, scope);
      case 'AssignStatement':
        return declarations.assignment(cursor.node, scope);
      case 'FunctionDefinition':
        return declarations.functionName(cursor.node, scope);
      case 'ClassDefinition':
        this.className(cursor.node, scope);
        return declarations.className(cursor.node, scope);
      case 'ParamList':
        return declarations.parameters(cursor.node, scope);
      case 'ForStatement':
        return declarations.loopTargets(cursor.node, scope);
      case 'WithStatement':
        return declarations.contextTargets(cursor.node, scope);
      case 'TryStatement':
        return declarations.caught(cursor.node, scope);
      case 'NamedExpression':
        return declarations.named(cursor.node, scope);
      default:
    }
  }
}

/** The facts of a Python file, or undefined at the deadline. */
export function pythonFacts(
  tree: Tree,
  text: string,
  index: SourceIndex,
  known: FactsCache,
  deadline: number,
): Facts | undefined {
  return collectFacts(tree, new PythonCollector(text, index), known, deadline);
}

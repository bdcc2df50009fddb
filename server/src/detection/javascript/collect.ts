import type { SyntaxNode, Tree, TreeCursor } from '@lezer/common';
import type { Facts, FactsBuilder, ScopeKind } from '../source/facts';
import type { FactsCache } from '../source/language';
import type { SourceIndex } from '../source/sourceIndex';
import { collectFacts, type Collector } from '../source/walk';
import { mayBeSql } from '../sql/embedded';
import { Declarations } from './declarations';

const scopes: Readonly<Record<string, ScopeKind>> = {
  Block: 'block',
  ForStatement: 'block',
  SwitchBody: 'block',
  CatchClause: 'block',
  FunctionDeclaration: 'function',
  FunctionExpression: 'function',
  ArrowFunction: 'function',
  MethodDeclaration: 'function',
  ClassDeclaration: 'class',
  ClassExpression: 'class',
};

/** Collects the facts of JavaScript, TypeScript and JSX. */
class JavaScriptCollector implements Collector {
  private readonly declarations: Declarations;

  constructor(
    private readonly text: string,
    private readonly index: SourceIndex,
  ) {
    this.declarations = new Declarations(text, index);
  }

  scopeOf(cursor: TreeCursor): ScopeKind | undefined {
    const { name } = cursor;
    if (name === 'Property') return cursor.node.getChild('ParamList') === null ? undefined : 'function';
    return Object.hasOwn(scopes, name) ? scopes[name] : undefined;
  }

  enterScope(cursor: TreeCursor, scope: FactsBuilder): void {
    if (cursor.name === 'CatchClause') this.declarations.caught(cursor.node, scope);
    else if (cursor.name === 'ClassExpression' || cursor.name === 'ClassDeclaration') {
      scope.extend(this.declarations.basesOf(cursor.node));
    } else if (cursor.name === 'FunctionExpression') this.declarations.functionName(cursor.node, scope);
  }

  enter(cursor: TreeCursor, scope: FactsBuilder): void {
    const { name } = cursor;
    switch (name) {
      case 'VariableName':
      case 'PropertyName':
      case 'PropertyDefinition':
      case 'TypeName':
      case 'JSXIdentifier':
        if (this.index.names.has(this.text.slice(cursor.from, cursor.to))) scope.addCandidate(cursor.from);
        return;
      case 'String':
        if (this.index.names.has(this.text.slice(cursor.from + 1, cursor.to - 1)))
          scope.addCandidate(cursor.from);
        if (mayBeSql(this.text, cursor.from + 1)) scope.addLiteral(cursor.from);
        return;
      case 'TemplateString':
        if (mayBeSql(this.text, cursor.from + 1)) scope.addLiteral(cursor.from);
        return;
      default:
        if (this.index.keywords.has(name)) scope.addCandidate(cursor.from);
        this.declare(cursor, scope);
    }
  }

  /** Any name may be a decorator of the project. */
  private decorator(node: SyntaxNode, scope: FactsBuilder): void {
    const name = node.getChild('CallExpression')?.getChild('VariableName') ?? node.getChild('VariableName');
    if (name !== null && this.index.projectDecorators.length > 0) scope.addCandidate(name.from);
  }

  private declare(cursor: TreeCursor, scope: FactsBuilder): void {
    const { declarations } = this;
    switch (cursor.name) {
      case 'ImportDeclaration':
        return declarations.importDeclaration(cursor.node, scope);
      case 'ExportDeclaration':
        return declarations.exported(cursor.node, scope);
      case 'ParamList':
        return declarations.parameters(cursor.node, scope);
      case 'ForOfSpec':
      case 'ForInSpec':
        return declarations.loopVariable(cursor.node, scope);
      case 'VariableDeclaration':
        return declarations.variableDeclaration(cursor.node, scope);
      case 'FunctionDeclaration':
        return declarations.functionName(cursor.node, scope);
      case 'ClassDeclaration':
        return declarations.className(cursor.node, scope);
      case 'PropertyDeclaration':
        return declarations.field(cursor.node, scope);
      case 'AssignmentExpression':
        return declarations.assignment(cursor.node, scope);
      case 'DynamicImport':
      case 'CallExpression':
        return declarations.call(cursor.node, scope);
      case 'EnumDeclaration':
      case 'InterfaceDeclaration':
      case 'TypeAliasDeclaration':
      case 'TypeParamList':
        return declarations.typeName(cursor.node, scope);
      case 'NamespaceDeclaration':
        return declarations.namespaceName(cursor.node, scope);
      case 'Decorator':
        return this.decorator(cursor.node, scope);
      case 'TaggedTemplateExpression': {
        const template = cursor.node.lastChild;
        if (template?.name === 'TemplateString') scope.addLiteral(template.from);
        return;
      }
      default:
    }
  }
}

/** The facts of a JavaScript or TypeScript file. */
export function javascriptFacts(
  tree: Tree,
  text: string,
  index: SourceIndex,
  known: FactsCache,
  deadline: number,
): Facts | undefined {
  return collectFacts(tree, new JavaScriptCollector(text, index), known, deadline);
}

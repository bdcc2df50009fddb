import type { SyntaxNode, Tree } from '@lezer/common';
import type { Match, Place } from '../detection';
import { matchHolding, settle, type Found } from '../found';
import { findEmbedded } from '../sql/embedded';
import type { SqlIndex } from '../sql/sqlIndex';
import type { Slices } from '../slices';
import { Evaluation } from './evaluate';
import type { Facts } from './facts';
import type { SourceLanguage } from './language';
import { chainAt } from './lookup';
import { placeIn } from './place';
import { Resolver } from './resolve';

/** Nodes that only hold a value together, between the names of one dotted path. */
const pathNodes = /^(?:MemberExpression|PostfixExpression|InstantiationExpression)$/;
const nameNodes = /^(?:VariableName|PropertyName)$/;

/** One version of a source file, parsed and with its facts: answers what its tokens evoke. */
export class SourceView {
  private ordered: readonly number[] | undefined;
  private readonly firsts = new Map<string, number>();
  private readonly resolver = new Resolver();

  constructor(
    private readonly tree: Tree,
    private readonly facts: Facts,
    private readonly text: string,
    private readonly language: SourceLanguage,
    private readonly sql: SqlIndex,
  ) {}

  /** The match at an offset, from the tokens of the dotted path and the strings around it alone. */
  matchAt(offset: number): Match | undefined {
    const places = new Map<string, () => readonly Found[]>();
    for (const side of [-1, 1] as const) {
      const node = this.tree.resolveInner(offset, side);
      for (const token of [...pathTokens(node), node]) {
        places.set(`${token.name} ${String(token.from)}`, () => this.foundAt(token));
      }
      for (const literal of this.literalsBefore(offset)) {
        places.set(`text ${String(literal)}`, () => this.embeddedIn(literal));
      }
      // An expression may begin where its first string does, so the name belongs to the key.
      places.set(`text ${node.name} ${String(node.from)}`, () => this.embeddedAt(node));
    }
    const found = [...places.values()].flatMap((find) => find());
    const distinct = found.filter(
      (one, index) =>
        found.findIndex((other) => other.from === one.from && other.trigger === one.trigger) === index,
    );
    return matchHolding(settle(distinct.filter((one) => this.isFirst(one))), offset);
  }

  /** The last strings that begin before an offset; a phrase may reach from one over the host's code to the next. */
  private literalsBefore(offset: number): readonly number[] {
    return chainAt(this.facts, offset).flatMap(({ facts, start }) => {
      const last = facts.literals.findLast((at) => start + at <= offset);
      return last === undefined ? [] : [start + last];
    });
  }

  private embeddedIn(position: number): readonly Found[] {
    return this.embeddedAt(this.tree.resolveInner(position, 1));
  }

  placeAt(offset: number): Place {
    return { ...placeIn(this.tree, this.text, this.language, offset), modules: this.facts.modules };
  }

  /** All matches; undefined when the work was cancelled. */
  async matches(slices: Slices): Promise<readonly Match[] | undefined> {
    const found: Found[] = [];
    const seen = new Set<string>();
    for (const position of this.positions()) {
      if (slices.isOver && !(await slices.next())) return undefined;
      for (const one of this.foundAtPosition(position)) {
        if (one.trigger.firstOnly && seen.has(one.trigger.id)) continue;
        if (one.trigger.firstOnly) seen.add(one.trigger.id);
        found.push(one);
      }
    }
    return settle(found);
  }

  /** Where something may be found, in document order: tokens, local aliases, and strings that may be SQL. */
  private positions(): readonly number[] {
    if (this.ordered !== undefined) return this.ordered;
    const positions: number[] = [];
    collectPositions(this.facts, 0, positions);
    for (const alias of this.facts.aliases) collectOccurrences(this.text, alias, positions);
    this.ordered = [...new Set(positions)].sort((a, b) => a - b);
    return this.ordered;
  }

  private foundAtPosition(position: number): readonly Found[] {
    const node = this.tree.resolveInner(position, 1);
    if (node.from !== position) return [];
    return [...this.foundAt(node), ...this.embeddedAt(node)];
  }

  private foundAt(node: SyntaxNode): readonly Found[] {
    const roles = this.language.rolesAt(node, this.text, this.facts);
    if (roles.length === 0) return [];
    const evaluation = new Evaluation(
      this.language.comparison,
      this.resolver,
      chainAt(this.facts, node.from),
    );
    return roles.flatMap((role) => evaluation.found(role));
  }

  private embeddedAt(node: SyntaxNode): readonly Found[] {
    const embedded = this.sql.isEmpty ? undefined : this.language.embeddedAt(node, this.text);
    return embedded === undefined ? [] : findEmbedded(embedded, this.sql);
  }

  /** Whether no earlier place of the file evokes the same trigger, for triggers that are shown once. */
  private isFirst(one: Found): boolean {
    if (!one.trigger.firstOnly) return true;
    let first = this.firsts.get(one.trigger.id);
    if (first === undefined) {
      first = this.firstOf(one);
      this.firsts.set(one.trigger.id, first);
    }
    return first === one.from;
  }

  private firstOf(one: Found): number {
    for (const position of this.positions()) {
      if (position >= one.from) break;
      const earlier = this.foundAtPosition(position).find((other) => other.trigger.id === one.trigger.id);
      if (earlier !== undefined) return earlier.from;
    }
    return one.from;
  }
}

/** The names of the dotted path that a token belongs to, or the token alone. */
function pathTokens(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.parent?.name === 'Decorator') return node.parent.getChildren('VariableName');
  if (!nameNodes.test(node.name)) return [node];
  let top = node;
  while (top.parent !== null && pathNodes.test(top.parent.name)) top = top.parent;
  if (top.parent?.name === 'Decorator')
    return [...top.parent.getChildren('VariableName'), ...namesBelow(top)];
  return namesBelow(top);
}

function namesBelow(top: SyntaxNode): readonly SyntaxNode[] {
  const tokens: SyntaxNode[] = [];
  let here: SyntaxNode | null = top;
  while (here !== null) {
    if (nameNodes.test(here.name)) tokens.push(here);
    if (!pathNodes.test(here.name)) break;
    const name = here.getChild('PropertyName');
    if (name !== null) tokens.push(name);
    here = here.firstChild;
  }
  return tokens;
}

function collectPositions(facts: Facts, start: number, positions: number[]): void {
  for (const at of facts.candidates) positions.push(start + at);
  for (const at of facts.literals) positions.push(start + at);
  for (const child of facts.children) collectPositions(child.facts, start + child.at, positions);
}

function collectOccurrences(text: string, name: string, positions: number[]): void {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const isWhole = !/[\w$]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + name.length] ?? '');
    if (isWhole) positions.push(at);
  }
}

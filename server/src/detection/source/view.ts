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
import { wordsOf } from './sourceIndex';

/** Nodes that only hold a value together, between the names of one dotted path. */
const pathNodes = /^(?:MemberExpression|PostfixExpression|InstantiationExpression)$/;
const nameNodes = /^(?:VariableName|PropertyName|this)$/;

/** One version of a source file, parsed and with its facts: answers what its tokens evoke. */
export class SourceView {
  private readonly firsts = new Map<string, number>();
  private readonly resolver = new Resolver();
  /** By where a text begins: each of the strings that are joined leads to the whole of it. */
  private readonly embedded = new Map<number, readonly Found[]>();

  constructor(
    private readonly tree: Tree,
    private readonly facts: Facts,
    private readonly text: string,
    private readonly language: SourceLanguage,
    private readonly sql: () => SqlIndex,
  ) {}

  /** The match at an offset, from the tokens of the dotted path and the strings around it alone. */
  matchAt(offset: number): Match | undefined {
    const places = new Map<string, () => readonly Found[]>();
    for (const side of [-1, 1] as const) {
      const node = this.tree.resolveInner(offset, side);
      for (const token of [...pathTokens(node), node]) {
        if (this.isCandidate(token))
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

  /** Whether a match of the whole file looks at a token too, so that both always say the same. */
  private isCandidate(token: SyntaxNode): boolean {
    const isListed = chainAt(this.facts, token.from).some(({ facts, start }) =>
      facts.candidates.includes(token.from - start),
    );
    return isListed || this.facts.aliases.includes(this.text.slice(token.from, token.to));
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
    const positions: number[] = [];
    collectPositions(this.facts, 0, positions);
    const named = this.facts.aliases.flatMap((alias) => occurrences(this.text, alias));
    return [...new Set([...positions, ...named])].sort((a, b) => a - b);
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
    const embedded = this.language.embeddedAt(node, this.text);
    if (embedded === undefined) return [];
    const begin = embedded.sourceStart(0);
    const known = this.embedded.get(begin) ?? findEmbedded(embedded, this.sql());
    this.embedded.set(begin, known);
    return known;
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

  private firstOf({ from: end, trigger: { id, trigger } }: Found): number {
    const evokedBy = (found: readonly Found[]): number | undefined =>
      found.find((other) => other.trigger.id === id)?.from;
    if (trigger.kind === 'sql') {
      const textAt = (position: number): number | undefined => evokedBy(this.embeddedIn(position));
      return firstBelow(this.facts, 0, end, ({ literals }) => literals, textAt);
    }
    // Most tokens cannot be it by their word alone, and what a token means is dear to find out.
    const words = wordsOf(trigger, this.language.comparison.canonical);
    const evokedAt = (position: number): number | undefined => evokedBy(this.foundAtPosition(position));
    const tokenAt = (position: number): number | undefined =>
      words?.some((word) => this.isWritten(word, position)) === false ? undefined : evokedAt(position);
    const first = firstBelow(this.facts, 0, end, ({ candidates }) => candidates, tokenAt);
    return this.facts.aliases
      .flatMap((alias) => occurrences(this.text.slice(0, first), alias))
      .reduce((least, position) => Math.min(least, evokedAt(position) ?? least), first);
  }

  /** Whether a token begins with a word, perhaps behind a quote. */
  private isWritten(word: string, position: number): boolean {
    return this.text.startsWith(word, position) || this.text.startsWith(word, position + 1);
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

/**
 * The least of what a test says about the places before `end`, or `end`. Scopes behind the first answer are not
 * looked at, so a name that is common costs little even in a long file.
 */
function firstBelow(
  facts: Facts,
  start: number,
  end: number,
  placesOf: (facts: Facts) => readonly number[],
  test: (position: number) => number | undefined,
): number {
  let first = end;
  for (const at of placesOf(facts)) {
    if (start + at < first) first = Math.min(first, test(start + at) ?? first);
  }
  for (const child of facts.children) {
    if (start + child.at >= first) break;
    first = firstBelow(child.facts, start + child.at, first, placesOf, test);
  }
  return first;
}

/** Where a name is written as a whole word. */
function occurrences(text: string, name: string): readonly number[] {
  const positions: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const isWhole = !/[\w$]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + name.length] ?? '');
    if (isWhole) positions.push(at);
  }
  return positions;
}

import { IterMode, type Tree, type TreeCursor } from '@lezer/common';
import { FactsBuilder, type Facts, type ScopeKind } from './facts';
import type { FactsCache } from './language';

/** Repetitions longer than this get facts of their own, so that an edit rebuilds little of a long list. */
const chunkLength = 500;
/** Deeper nesting is generated or hostile; what lies below is left out rather than risking the stack. */
const deepest = 1000;

/** What a language records while its tree is walked. */
export interface Collector {
  /** The kind of scope that a node opens. */
  scopeOf(cursor: TreeCursor): ScopeKind | undefined;
  /** Records what the node declares for the scope around it; called for every node. */
  enter(cursor: TreeCursor, scope: FactsBuilder): void;
  /** Records what a scope's own node declares inside of it. */
  enterScope(cursor: TreeCursor, scope: FactsBuilder): void;
}

/** Unwinds a walk that used up its time; what was finished until then stays known. */
class OutOfTime extends Error {}

/**
 * Walks a tree and builds its facts; subtrees with known facts are not entered. Undefined when the deadline
 * came first: the next call goes on from there, because finished subtrees are known by then.
 */
export function collectFacts(
  tree: Tree,
  collector: Collector,
  known: FactsCache,
  deadline: number,
): Facts | undefined {
  const cursor = tree.cursor(IterMode.IncludeAnonymous);
  const file = new FactsBuilder('file', 0);
  try {
    if (cursor.firstChild()) walk(cursor, file, { collector, known, deadline }, 0);
  } catch (error) {
    if (error instanceof OutOfTime) return undefined;
    throw error;
  }
  return file.build(tree.length + 1);
}

interface Walk {
  readonly collector: Collector;
  readonly known: FactsCache;
  readonly deadline: number;
}

function walk(cursor: TreeCursor, scope: FactsBuilder, state: Walk, depth: number): void {
  const { collector } = state;
  do {
    const kind = cursor.type.isAnonymous ? chunkKind(cursor) : collector.scopeOf(cursor);
    if (!cursor.type.isAnonymous) collector.enter(cursor, scope);
    if (kind !== undefined) {
      scope.addChild(cursor.from, scopeFacts(cursor, kind, state, depth));
    } else if (depth < deepest && cursor.firstChild()) {
      walk(cursor, scope, state, depth + 1);
      cursor.parent();
    }
  } while (cursor.nextSibling());
}

function chunkKind(cursor: TreeCursor): ScopeKind | undefined {
  return cursor.to - cursor.from > chunkLength && cursor.tree !== null ? 'chunk' : undefined;
}

function scopeFacts(cursor: TreeCursor, kind: ScopeKind, state: Walk, depth: number): Facts {
  const { collector, known, deadline } = state;
  const { tree, from, to } = cursor;
  const cached = tree === null ? undefined : known.get(tree);
  if (cached !== undefined) return cached;
  const inner = new FactsBuilder(kind, from);
  if (kind !== 'chunk') collector.enterScope(cursor, inner);
  if (depth < deepest && cursor.firstChild()) {
    walk(cursor, inner, state, depth + 1);
    cursor.parent();
  }
  const facts = inner.build(to - from);
  if (tree !== null) {
    known.set(tree, facts);
    // Checked behind finished work only, so that every call gets further than the one before.
    if (performance.now() > deadline) throw new OutOfTime();
  }
  return facts;
}

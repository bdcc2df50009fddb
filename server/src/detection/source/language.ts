import type { SyntaxNode, Tree } from '@lezer/common';
import type { LRParser } from '@lezer/lr';
import type { EmbeddedText } from '../sql/embedded';
import type { Evidence } from '../sql/looksLikeSql';
import type { Comparison } from './evaluate';
import type { Facts } from './facts';
import type { Role } from './roles';

/** What a programming language adds to the common machinery. */
export interface SourceLanguage {
  readonly parser: LRParser;
  readonly comparison: Comparison;
  /** The facts of a whole file, or undefined at the deadline; what was seen before is taken from `known`. */
  factsOf(tree: Tree, text: string, known: FactsCache, deadline: number): Facts | undefined;
  /** Everything that the token at this node does. */
  rolesAt(node: SyntaxNode, text: string, file: Facts): readonly Role[];
  /** The string that this node begins or belongs to, put together, when it may be SQL. */
  embeddedAt(node: SyntaxNode, text: string): EmbeddedText | undefined;
  /** What the code around a string says about its text, whatever that is. */
  stringEvidence(node: SyntaxNode, text: string): Evidence;
  /** Where the text of a string begins and ends, without its quotes. */
  stringBody(node: SyntaxNode, text: string): { readonly from: number; readonly to: number };
}

/** Facts by the subtree they describe; they are forgotten together with it. */
export type FactsCache = WeakMap<Tree, Facts>;

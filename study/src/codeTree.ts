/**
 * Code as the tree that a parser makes of it, written down without what does not change its meaning: spaces, comments,
 * semicolons and trailing commas, the style of quotes, parentheses that the tree does not need. Two pieces of code
 * with the same text here do the same. The parsers cost milliseconds to load, so this file is imported with the first
 * questions that are asked.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { tokenizeCode } from './codeTokens';

const typescript = javascript.configure({ dialect: 'ts' });
const parsers = new Map([
  ['js', javascript],
  ['ts', typescript],
  ['python', python],
]);

const comments = new Set(['LineComment', 'BlockComment', 'Comment']);
/** Kept as they are written: the text between the expressions inside of them belongs to no node. */
const strings = new Set(['String', 'TemplateString', 'FormatString', 'ContinuedString']);
const closing = new Set([')', ']', '}']);

/** Undefined where the language has no parser here, or the code is not a whole program. */
export function readCode(code: string, language: string): string | undefined {
  const parser = parsers.get(language);
  if (parser === undefined) return undefined;
  const { topNode } = parser.parse(code);
  const errors: SyntaxNode[] = [];
  const write = (node: SyntaxNode): string => {
    if (node.type.isError) errors.push(node);
    if (comments.has(node.name) || isOptional(node)) return '';
    if (strings.has(node.name)) return writeLeaf(node, code, language);
    const parts: string[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) parts.push(write(child));
    if (parts.length === 0) return writeLeaf(node, code, language);
    const inner = parts.filter((part) => part !== '').join(' ');
    return isTransparent(node) ? inner : `${node.name}(${inner})`;
  };
  const written = write(topNode);
  return errors.length === 0 ? written : undefined;
}

/** Punctuation that the tree says already. */
function isOptional(node: SyntaxNode): boolean {
  switch (node.name) {
    case '(':
    case ')':
      return true;
    case ';':
      // `for (a;;)` and `for (;a;)` differ in nothing else.
      return node.parent?.name !== 'ForSpec';
    case ',':
      return closing.has(node.nextSibling?.name ?? '');
    default:
      return false;
  }
}

/** Whether a node only groups what would be grouped the same without it. */
function isTransparent(node: SyntaxNode): boolean {
  if (node.name === 'StatementGroup' || node.name === 'ParenthesizedType') return true;
  if (node.name !== 'ParenthesizedExpression') return false;
  const { parent } = node;
  // The end of an optional chain: in `(a?.b).c` the last step is taken even when `a` is missing.
  if (parent?.name === 'MemberExpression' || parent?.name === 'CallExpression') {
    return node.firstChild?.nextSibling?.name !== 'MemberExpression';
  }
  // Python reads `a < b < c` as two comparisons of `b`.
  return !(isComparison(parent) && isComparison(node.getChild('BinaryExpression')));
}

function isComparison(node: SyntaxNode | null): boolean {
  return node !== null && node.getChild('CompareOp') !== null;
}

function writeLeaf(node: SyntaxNode, code: string, language: string): string {
  const tokens = tokenizeCode(code.slice(node.from, node.to), language);
  const text = tokens.map(({ kind, value }) => JSON.stringify([kind, value])).join(' ');
  if (strings.has(node.name)) {
    const [only] = tokens;
    const isKey = node.parent?.name === 'Property' && node.parent.firstChild?.from === node.from;
    if (
      isKey &&
      tokens.length === 1 &&
      only !== undefined &&
      /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(only.value)
    ) {
      return `PropertyDefinition${JSON.stringify(['word', only.value])}`;
    }
    return `String${text}`;
  }
  return `${node.name}${text}`;
}

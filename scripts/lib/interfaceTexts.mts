/** The texts of the interface in the client's source: those that are translated, and those that somebody forgot. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { root } from './paths.mts';

export interface SourceTexts {
  /** First arguments of `vscode.l10n.t` and of a `t` that was taken from it. */
  readonly translated: readonly string[];
  /** `file:line text` of each literal with words that reaches a person without being translated. */
  readonly raw: readonly string[];
}

/** Every text of client/src. */
export async function readInterfaceTexts(): Promise<SourceTexts> {
  const folder = path.join(root, 'client', 'src');
  const paths = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const files = await Promise.all(
    paths.map(async (name) => textsOf(name, await readFile(path.join(folder, name), 'utf8'))),
  );
  return {
    translated: [...new Set(files.flatMap(({ translated }) => translated))].sort(),
    raw: files.flatMap(({ raw }) => raw),
  };
}

export function textsOf(name: string, source: string): SourceTexts {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2023, true);
  const translated: string[] = [];
  const raw: string[] = [];
  const report = (node: ts.Node, text: string): void => {
    raw.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const [first, ...rest] = node.arguments;
      if (first !== undefined && ts.isStringLiteralLike(first)) translated.push(first.text);
      else report(node, 'is not a plain text, so that it cannot be collected for translation');
      rest.forEach(visit);
      return;
    }
    if (ts.isCallExpression(node) && isForLog(node.expression)) return;
    if (ts.isStringLiteralLike(node) && looksLikeWords(node.text)) report(node, node.text);
    if (ts.isTemplateExpression(node)) {
      const words = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
        .join(' ')
        .replace(/\s+/g, ' ');
      if (looksLikeWords(words)) report(node, words);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { translated, raw };
}

function isTranslation(callee: ts.Expression): boolean {
  return callee.getText() === 't' || callee.getText().endsWith('l10n.t');
}

/** The log is for whoever mends things and stays English; an exception for programmers is one, too. */
function isForLog(callee: ts.Expression): boolean {
  return /(?:^|[.#])(?:output|log)\.(?:trace|debug|info|warn|error)$/.test(callee.getText());
}

/** Names are the same in every language. */
const names = /Backend Guide language server|Backend Guide|\bAnki\b|\bMarkdown\b/g;

/** Two words in a row, or one that begins like a sentence. What programs read (ids, keys, policies) has neither. */
function looksLikeWords(text: string): boolean {
  const rest = text.replace(names, '').trim();
  if (
    /^(?:[\w.-]+:|<!DOCTYPE|default-src|script-src|style-src|font-src|img-src|require-trusted|trusted-types)/.test(
      rest,
    )
  ) {
    return false;
  }
  return /\p{L}{2,}[,.;:]? \p{L}{2,}/u.test(rest) || /^\p{Lu}\p{Ll}+[:.…]?$/u.test(rest);
}

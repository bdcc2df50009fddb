/**
 * textDocument/codeAction: read about the tradeoff that the code decided, or put the other side's snippet below it
 * as a comment. Both are refactorings that a person asks for; nothing is reported and nothing is fixed by itself.
 */
import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CodeAction,
  type CodeActionContext as RequestContext,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import { optionOf } from '../../../guide/src/conceptIndex';
import { expandSnippet } from '../../../guide/src/expandSnippet';
import { linkCommands } from '../../../protocol/src/commands';
import type { Concept, ConceptOption } from '../../../protocol/src/concept';
import type { OpenDocument } from '../documents/openDocument';
import { isLanguageEnabled, isShown, type FeatureContext } from './featureContext';
import { otherSides, type OtherSide } from './otherSides';

export interface CodeActionContext extends FeatureContext {
  /** The client has the commands of the VS Code extension. */
  readonly commandLinks: boolean;
}

export const codeActionKinds = [CodeActionKind.Refactor, CodeActionKind.RefactorRewrite];

/** A statement of more lines than this has no near place below it. */
const maximalDistance = 60;

export function provideCodeActions(
  document: OpenDocument,
  range: Range,
  request: RequestContext,
  context: CodeActionContext,
): CodeAction[] {
  if (!context.settings.codeActions || !isLanguageEnabled(document.languageId, context)) return [];
  // Asked for by itself at every move of the cursor, an editor would show a light bulb on each such line.
  if (request.triggerKind === CodeActionTriggerKind.Automatic) return [];
  const match = document.matchAt(range.start, (one) => isShown(one, context));
  const concept = match === undefined ? undefined : context.index.concept(match.conceptId);
  const option = concept === undefined ? undefined : optionOf(concept, match?.optionId);
  if (match === undefined || concept === undefined || option === undefined) return [];
  const { modules } = document.placeAt(document.rangeOf(match).start);
  const others = otherSides(concept, option.id, document.languageId, modules);
  const actions = [
    ...(context.commandLinks ? [showTradeoff(concept, option)] : []),
    ...others.flatMap((other) => insertBelow(document, document.rangeOf(match).end.line, other) ?? []),
  ];
  return actions.filter(({ kind }) => isWanted(kind, request.only));
}

function isWanted(kind: string | undefined, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind?.startsWith(`${wanted}.`));
}

/** `Show tradeoff: offset vs cursor`, the code's own side first. */
function showTradeoff(concept: Concept, own: ConceptOption): CodeAction {
  const others = concept.options.filter(({ id }) => id !== own.id);
  const title = `Show tradeoff: ${[own, ...others].map((option) => option.title).join(' vs ')}`;
  const command = { title, command: linkCommands.openConcept, arguments: [concept.id] };
  return { title, kind: CodeActionKind.Refactor, command };
}

function insertBelow(
  document: OpenDocument,
  line: number,
  { option, snippet }: OtherSide,
): CodeAction | undefined {
  const mark = commentMarks.get(document.languageId);
  const below = lineBelow(document, line);
  if (mark === undefined || below === undefined) return undefined;
  const indentation = /^\s*/.exec(document.line(line))?.[0] ?? '';
  const lines = expandSnippet(snippet.body).trimEnd().split('\n');
  const comment = lines.map((text) => `${indentation}${mark} ${text}`.trimEnd()).join('\n');
  const position = { line: below, character: document.line(below).length };
  const edit: TextEdit = { range: { start: position, end: position }, newText: `\n${comment}` };
  return {
    title: `Insert the ${option.title} snippet below as a comment`,
    kind: CodeActionKind.RefactorRewrite,
    edit: { changes: { [document.uri]: [edit] } },
  };
}

/** The first line from here on below which a comment may stand: outside of strings and comments that go on. */
function lineBelow(document: OpenDocument, from: number): number | undefined {
  const end = Math.min(document.lineCount, from + maximalDistance);
  for (let line = from; line < end; line++) {
    const text = document.line(line);
    // A backslash continues a command on the next line, where a comment would end it.
    if (text.endsWith('\\')) continue;
    // Asked where the next line begins, because a comment that ends with this one is in nobody's way.
    const isLast = line === document.lineCount - 1;
    const place = isLast ? { line, character: text.length } : { line: line + 1, character: 0 };
    if (document.placeAt(place).kind === 'code') return line;
  }
  return undefined;
}

/** How a comment begins in each language. */
const commentMarks: ReadonlyMap<string, string> = new Map([
  ...['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'prisma'].map(
    (id): [string, string] => [id, '//'],
  ),
  ...['sql', 'pgsql', 'mysql'].map((id): [string, string] => [id, '--']),
  ...['python', 'dockerfile', 'yaml', 'dockercompose', 'shellscript', 'nginx', 'http', 'rest'].map(
    (id): [string, string] => [id, '#'],
  ),
]);

/**
 * textDocument/completion: the guide's snippets that fit the language, the position and the imports of the file.
 * An editor that reads the contributed snippet files has one variant of every prefix already; there the server
 * offers the other variants, and SQL inside strings, where contributed files do not reach.
 */
import * as v from 'valibot';
import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
  type MarkupContent,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import { cardOf } from '../../../guide/src/card';
import { optionOf } from '../../../guide/src/conceptIndex';
import { contributedTo, snippetName } from '../../../guide/src/contributedSnippets';
import { expandSnippet } from '../../../guide/src/expandSnippet';
import { isImported, snippetVariants, variantsFor } from '../../../guide/src/snippetChoice';
import { indentedByTabs } from '../../../guide/src/snippetIndentation';
import type { Snippet } from '../../../protocol/src/concept';
import type { Place } from '../detection/detection';
import type { OpenDocument } from '../documents/openDocument';
import { snippetMarkdown, snippetPlainText } from '../render/snippetDocumentation';
import { isLanguageEnabled, type FeatureContext } from './featureContext';

export interface CompletionContext extends FeatureContext {
  /** The client can show Markdown in the documentation of an item. */
  readonly markdownDocumentation: boolean;
  readonly commandLinks: boolean;
  /** The client reads the contributed snippet files itself. */
  readonly contributedSnippets: boolean;
  /** What is inserted may have tab stops. */
  readonly snippets: boolean;
  /** The client can be told to indent what it inserts. */
  readonly adjustsIndentation: boolean;
}

/** Asked for because of this character, the server answers only behind `bg`. */
export const completionTrigger = '-';

/** Longer lists are read by nobody. */
const maximalItems = 60;
/** Sorts below whatever the language itself offers, automatic imports included. */
const lastPlace = '\uffffbg';
/** Languages in which a snippet may continue what stands before it on the line, as a subquery does. */
const continuedLanguages = new Set(['sql', 'pgsql', 'mysql']);
/** What a statement may begin behind, on its line. */
const beforeStatement = /(?:^|[{};:>)])\s*$/;

const itemData = v.object({ snippetId: v.string(), language: v.string() });
type ItemData = v.InferOutput<typeof itemData>;

export function provideCompletion(
  document: OpenDocument,
  position: Position,
  context: CompletionContext,
  isTriggered: boolean,
): CompletionList {
  const none: CompletionList = { isIncomplete: false, items: [] };
  if (!context.settings.completion || !isLanguageEnabled(document.languageId, context)) return none;
  const at = document.existing(position);
  const before = document.line(at.line).slice(0, at.character);
  const typed = /[\w-]*$/.exec(before)?.[0] ?? '';
  const isAsked = isTriggered ? typed.startsWith('bg') : mayBePrefix(typed);
  if (!isAsked || before.charAt(before.length - typed.length - 1) === '.') return none;
  const place = document.placeAt(at);
  if (place.kind === 'text') return none;
  const offered = snippetsAt(
    place,
    before.slice(0, before.length - typed.length),
    document.languageId,
    context,
  );
  const fitting = offered.filter(({ prefix }) => isAbbreviation(typed.toLowerCase(), prefix));
  const range: Range = {
    start: { line: at.line, character: at.character - typed.length },
    end: at,
  };
  const items = fitting
    .slice(0, maximalItems)
    .map((snippet, rank) => itemOf(snippet, rank, range, place, context));
  return { isIncomplete: fitting.length > maximalItems, items };
}

/** completionItem/resolve: adds the documentation. Data that is not ours leaves the item as it is. */
export function resolveCompletion(item: CompletionItem, context: CompletionContext): CompletionItem {
  const data = v.safeParse(itemData, item.data);
  if (!data.success) return item;
  const { snippetId, language } = data.output;
  const concept = context.index.concept(snippetId.split('/')[0] ?? '');
  const snippet = concept?.snippets.find((one) => one.id === snippetId && one.language === language);
  if (concept === undefined || snippet === undefined) return item;
  const page = {
    concept,
    snippet,
    card: cardOf(concept, optionOf(concept, snippet.option), undefined),
    commandLinks: context.commandLinks,
  };
  const documentation: MarkupContent = context.markdownDocumentation
    ? { kind: MarkupKind.Markdown, value: snippetMarkdown(page) }
    : { kind: MarkupKind.PlainText, value: snippetPlainText(page) };
  return { ...item, documentation };
}

/** Whether the word before the cursor may become one of our prefixes; other words are left to the language. */
function mayBePrefix(typed: string): boolean {
  const word = typed.toLowerCase();
  return word.startsWith('bg-') || 'bg-'.startsWith(word);
}

/** Whether the letters stand in the prefix in this order, as editors filter their lists. */
function isAbbreviation(typed: string, prefix: string): boolean {
  let at = 0;
  for (const letter of typed) {
    at = prefix.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The snippets for a place, those for imported libraries first, then those that need none. */
function snippetsAt(
  place: Place,
  before: string,
  languageId: string,
  { index, settings, contributedSnippets }: CompletionContext,
): readonly Snippet[] {
  const { concepts } = index;
  const wanted = concepts.filter(({ id }) => !settings.mutedConcepts.has(id));
  const all = wanted.flatMap(({ snippets }) => snippets);
  if (place.kind === 'sql') {
    return snippetVariants(all, 'sql').flatMap((variants) =>
      variantsFor(variants, []).filter((snippet) => fitsString(bodyFor(snippet, place), place)),
    );
  }
  if (!continuedLanguages.has(languageId) && !beforeStatement.test(before)) return [];
  const offered = snippetVariants(all, languageId).flatMap((variants) =>
    variantsFor(variants, place.modules),
  );
  const elsewhere = new Set(contributedSnippets ? contributedTo(concepts, languageId) : []);
  const own = offered.filter((snippet) => !elsewhere.has(snippet));
  const rank = (snippet: Snippet): number =>
    isImported(snippet, place.modules) ? 0 : snippet.library === undefined ? 1 : 2;
  return own.sort((a, b) => rank(a) - rank(b));
}

function itemOf(
  snippet: Snippet,
  rank: number,
  range: Range,
  place: Place,
  { index, snippets, adjustsIndentation }: CompletionContext,
): CompletionItem {
  const concept = index.concept(snippet.conceptId);
  const body = bodyFor(snippet, place);
  const data: ItemData = { snippetId: snippet.id, language: snippet.language };
  return {
    label: snippet.prefix,
    labelDetails: { description: snippet.library ?? snippet.title },
    ...(concept === undefined ? {} : { detail: snippetName(snippet, concept) }),
    kind: CompletionItemKind.Snippet,
    sortText: `${lastPlace}${String(rank).padStart(3, '0')}`,
    filterText: snippet.prefix,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(adjustsIndentation ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
    // Only editors with tab stops turn tabs into the file's own indentation.
    textEdit: { range, newText: snippets ? indentedByTabs(body) : expandSnippet(body) },
    data,
  };
}

/** Strings and quoted names of SQL, in which two hyphens are no comment, or a comment with the blanks before it. */
const sqlTextOrComment = /'(?:[^']|'')*'|"[^"]*"|[^\S\n]*--[^\n]*/g;

/**
 * A string in plain quotes holds no line break, so there the statement stands on one line, and without the comments
 * that would reach to its end.
 */
function bodyFor({ body }: Snippet, { kind, quote = '' }: Place): string {
  const isOneLine = kind === 'sql' && (quote === "'" || quote === '"');
  if (!isOneLine) return body;
  return body
    .replaceAll(sqlTextOrComment, (found) => (found.trimStart().startsWith('--') ? '' : found))
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** Whether SQL can stand in a string as it is: it neither ends the string nor opens a hole in it. */
function fitsString(body: string, { quote = '', hasBraceHoles }: Place): boolean {
  // All the choices of a tab stop count, not only the first one; a tab stop itself is no brace of the SQL.
  if (body.includes(quote)) return false;
  const text = expandSnippet(body);
  return hasBraceHoles === true ? !/[{}]/.test(text) : quote !== '`' || !text.includes('${');
}

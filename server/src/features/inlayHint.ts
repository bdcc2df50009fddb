/** textDocument/inlayHint: at the end of a line that took a side of a tradeoff, which one. Off by default. */
import * as v from 'valibot';
import {
  MarkupKind,
  type InlayHint,
  type MarkupContent,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import { sideTitle } from '../../../guide/src/card';
import { optionOf } from '../../../guide/src/conceptIndex';
import type { Match } from '../detection/detection';
import type { OpenDocument } from '../documents/openDocument';
import { tradeoffMarkdown, tradeoffPlainText } from '../render/tradeoffTooltip';
import { isLanguageEnabled, shownMatches, type FeatureContext } from './featureContext';
import { otherSides } from './otherSides';

export interface InlayHintContext extends FeatureContext {
  /** What the client can show. */
  readonly markdown: boolean;
  readonly commandLinks: boolean;
  /** The client asks for a hint's tooltip when it needs it. */
  readonly resolvesTooltips: boolean;
}

/** What a hint carries, so that its tooltip can be made later without the document. */
const hintData = v.object({
  conceptId: v.string(),
  optionId: v.string(),
  /** Snippets of the other sides that fit the file. */
  snippetIds: v.array(v.string()),
});
type HintData = v.InferOutput<typeof hintData>;

/** Undefined when cancelled or when the document changed while it was searched. */
export async function provideInlayHints(
  document: OpenDocument,
  range: Range,
  context: InlayHintContext,
  isCancelled: () => boolean,
): Promise<InlayHint[] | undefined> {
  if (!context.settings.tradeoffHints || !isLanguageEnabled(document.languageId, context)) return [];
  const { version } = document;
  const matches = await document.matches(isCancelled);
  if (matches === undefined || document.version !== version) return undefined;
  const hints = new Map<number, InlayHint>();
  for (const match of shownMatches(matches, context)) {
    const { end } = document.rangeOf(match);
    if (end.line < range.start.line || end.line > range.end.line || hints.has(end.line)) continue;
    const hint = hintFor(match, document, end.line, context);
    if (hint !== undefined) hints.set(end.line, hint);
  }
  return [...hints.values()];
}

/** inlayHint/resolve: adds the tooltip. Data that is not ours leaves the hint as it is. */
export function resolveInlayHint(hint: InlayHint, context: InlayHintContext): InlayHint {
  const data = v.safeParse(hintData, hint.data);
  const tooltip = data.success ? tooltipFor(data.output, context) : undefined;
  return tooltip === undefined ? hint : { ...hint, tooltip };
}

function hintFor(
  match: Match,
  document: OpenDocument,
  line: number,
  context: InlayHintContext,
): InlayHint | undefined {
  const concept = context.index.concept(match.conceptId);
  const option = concept === undefined ? undefined : optionOf(concept, match.optionId);
  if (concept?.hints !== true || option === undefined) return undefined;
  const position: Position = { line, character: document.line(line).length };
  const { modules } = document.placeAt(position);
  const snippets = otherSides(concept, option.id, document.languageId, modules);
  const data: HintData = {
    conceptId: concept.id,
    optionId: option.id,
    snippetIds: snippets.map(({ snippet }) => snippet.id),
  };
  const hint: InlayHint = { position, label: sideTitle(concept, option), paddingLeft: true, data };
  return context.resolvesTooltips ? hint : resolveInlayHint(hint, context);
}

function tooltipFor(data: HintData, context: InlayHintContext): MarkupContent | undefined {
  const { conceptId, optionId, snippetIds } = data;
  const concept = context.index.concept(conceptId);
  const option = concept === undefined ? undefined : optionOf(concept, optionId);
  if (concept === undefined || option === undefined) return undefined;
  const snippets = concept.options.flatMap((other) => {
    const snippet = concept.snippets.find(
      ({ id, option: side }) => side === other.id && snippetIds.includes(id),
    );
    return snippet === undefined ? [] : [{ option: other, snippet }];
  });
  const tradeoff = { concept, option, otherSides: snippets, commandLinks: context.commandLinks };
  return context.markdown
    ? { kind: MarkupKind.Markdown, value: tradeoffMarkdown(tradeoff) }
    : { kind: MarkupKind.PlainText, value: tradeoffPlainText(tradeoff) };
}

/** textDocument/hover: one short card about the concept that the code under the mouse evokes. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver-types';
import { cardOf } from '../../../guide/src/card';
import { optionOf } from '../../../guide/src/conceptIndex';
import type { Match } from '../detection/detection';
import type { OpenDocument } from '../documents/openDocument';
import { cardMarkdown, cardPlainText, fullCardMarkdown, shortCardMarkdown } from '../render/hoverCard';
import { isLanguageEnabled, isShown, shownMatches, type FeatureContext } from './featureContext';

export interface HoverContext extends FeatureContext {
  /** What the client can show. */
  readonly markdown: boolean;
  /** The card may link to commands of the VS Code extension. */
  readonly commandLinks: boolean;
  /** Concepts that the reader knows well and wants to read only the name of. */
  readonly masteredConcepts: ReadonlySet<string>;
}

/** Explains the code at `position`, or answers null where the guide has nothing to say or is asked to be quiet. */
export function provideHover(
  document: OpenDocument,
  position: Position,
  context: HoverContext,
): Hover | null {
  const { index, settings } = context;
  if (settings.hoverMode === 'off' || !isLanguageEnabled(document.languageId, context)) return null;
  const match = document.matchAt(position, (one) => isShown(one, context));
  const concept = match === undefined ? undefined : index.concept(match.conceptId);
  if (match === undefined || concept === undefined) return null;

  const card = cardOf(concept, optionOf(concept, match.optionId), index.trigger(match.triggerId)?.note);
  const range = document.rangeOf(match);
  const isMastered = context.masteredConcepts.has(concept.id);
  if (!context.markdown) {
    const value = isMastered ? card.title : cardPlainText(card, concept);
    return { contents: { kind: MarkupKind.PlainText, value }, range };
  }
  const also = [...new Set(conceptsBehind(match, context))].flatMap((id) => index.concept(id) ?? []);
  const page = { card, concept, also, commandLinks: context.commandLinks };
  const render = isMastered
    ? shortCardMarkdown
    : settings.hoverMode === 'full'
      ? fullCardMarkdown
      : cardMarkdown;
  return { contents: { kind: MarkupKind.Markdown, value: render(page) }, range };
}

/** The ids of the concepts that match at the same place, without those that the user muted. */
function conceptsBehind({ behind }: Match, context: FeatureContext): string[] {
  return shownMatches(behind, context).flatMap((match) => [
    match.conceptId,
    ...conceptsBehind(match, context),
  ]);
}

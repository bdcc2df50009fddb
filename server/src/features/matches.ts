/** backendGuide/matches: every place that a hover would explain. */
import type { DocumentMatch, MatchesResult } from '../../../protocol/src/requests';
import type { OpenDocument } from '../documents/openDocument';
import { isLanguageEnabled, shownMatches, type FeatureContext } from './featureContext';

/** Undefined when cancelled or when the document changed while it was searched. */
export async function provideMatches(
  document: OpenDocument,
  context: FeatureContext,
  isCancelled: () => boolean,
): Promise<MatchesResult | undefined> {
  const { version } = document;
  if (context.settings.hoverMode === 'off' || !isLanguageEnabled(document.languageId, context)) {
    return { version, matches: [] };
  }
  const matches = await document.matches(isCancelled);
  if (matches === undefined || document.version !== version) return undefined;
  return {
    version,
    matches: shownMatches(matches, context).map((match): DocumentMatch => {
      const { conceptId, optionId, triggerId } = match;
      const range = document.rangeOf(match);
      return optionId === undefined
        ? { range, conceptId, triggerId }
        : { range, conceptId, optionId, triggerId };
    }),
  };
}

/** What every feature is a function of, beside the document and the position. */
import type { ConceptIndex } from '../../../guide/src/conceptIndex';
import type { Match } from '../detection/detection';
import { languageSwitchOf, type Settings } from '../settings';

export interface FeatureContext {
  readonly index: ConceptIndex;
  readonly settings: Settings;
}

/** Whether the user wants to hear about anything in this language. */
export function isLanguageEnabled(languageId: string, { settings }: FeatureContext): boolean {
  const language = languageSwitchOf(languageId);
  return language !== undefined && !settings.disabledLanguages.has(language);
}

/** Whether the user wants to hear about this concept. */
export function isShown({ conceptId }: Pick<Match, 'conceptId'>, { settings }: FeatureContext): boolean {
  return !settings.mutedConcepts.has(conceptId);
}

/** The matches that the user wants to hear about: where a concept is muted, those that stand behind it. */
export function shownMatches(matches: readonly Match[], context: FeatureContext): readonly Match[] {
  return matches.flatMap((match) =>
    isShown(match, context) ? [match] : shownMatches(match.behind, context),
  );
}

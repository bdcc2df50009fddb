/** The snippets of the sides that the code did not take. */
import { snippetFits, snippetVariants, variantsFor } from '../../../guide/src/snippetChoice';
import type { Concept, ConceptOption, Snippet } from '../../../protocol/src/concept';

export interface OtherSide {
  readonly option: ConceptOption;
  readonly snippet: Snippet;
}

/** One snippet for each other side that has one for this language, in the variant that fits the file's imports. */
export function otherSides(
  { options, snippets }: Concept,
  ownId: string,
  languageId: string,
  modules: readonly string[],
): OtherSide[] {
  return options.flatMap((option) => {
    if (option.id === ownId) return [];
    const ofSide = snippets.filter(
      (snippet) => snippet.option === option.id && snippetFits(snippet, languageId),
    );
    const [variants] = snippetVariants(ofSide, languageId);
    const snippet = variants === undefined ? undefined : variantsFor(variants, modules)[0];
    return snippet === undefined ? [] : [{ option, snippet }];
  });
}

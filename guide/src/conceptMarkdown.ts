/** Pieces of a concept as Markdown, for cards. */
import type { Concept } from '../../protocol/src/concept';

export function sourceList(concept: Concept): string {
  return concept.sources.map(({ title, url }) => `- [${title}](${url})`).join('\n');
}

/**
 * `[indexes](concept:database-indexes)` becomes a link where `linkTo` knows an address, and plain words elsewhere.
 */
export function resolveConceptLinks(markdown: string, linkTo: (id: string) => string | undefined): string {
  return markdown.replace(/\[([^\]]*)\]\(concept:([^)\s]*)\)/g, (_, words: string, id: string) => {
    const address = linkTo(id);
    return address === undefined ? words : `[${words}](${address})`;
  });
}

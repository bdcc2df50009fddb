/** A whole concept as one Markdown document. Links to other concepts are written by `linkTo`. */
import type { Concept } from '../../protocol/src/concept';

export interface PageOptions {
  readonly title: (id: string) => string | undefined;
  /** The address of another concept's page, or undefined where there is none to link to. */
  readonly linkTo: (id: string) => string | undefined;
}

/** The page that a reader opens: everything except questions and snippets. */
export function conceptPage(concept: Concept, options: PageOptions): string {
  const { sections } = concept;
  const parts = [
    `# ${concept.title}`,
    concept.lead,
    conceptLinks('Read first', concept.prerequisites, options),
    section('Why it matters', sections.why),
    section('Tradeoffs', sections.tradeoffs),
    section('When to use', sections.whenToUse),
    section('When not to use', sections.whenNotToUse),
    section('Example', sections.example),
    section('Pitfalls', sections.pitfalls),
    section('In an interview', sections.interview),
    section('Remember', sections.remember),
    section('Sources', sourceList(concept)),
    conceptLinks('Related', concept.related, options),
  ];
  return resolveConceptLinks(`${parts.filter((part) => part !== undefined).join('\n\n')}\n`, options.linkTo);
}

export function sourceList(concept: Concept): string {
  return concept.sources.map(({ title, url }) => `- [${title}](${url})`).join('\n');
}

/** `[indexes](concept:database-indexes)` becomes a link where there is a page, and plain words elsewhere. */
export function resolveConceptLinks(markdown: string, linkTo: PageOptions['linkTo']): string {
  return markdown.replace(/\[([^\]]*)\]\(concept:([^)\s]*)\)/g, (_, words: string, id: string) => {
    const address = linkTo(id);
    return address === undefined ? words : `[${words}](${address})`;
  });
}

function section(title: string, body: string | undefined): string | undefined {
  return body === undefined ? undefined : `## ${title}\n\n${body}`;
}

function conceptLinks(
  label: string,
  ids: readonly string[],
  { title, linkTo }: PageOptions,
): string | undefined {
  const links = ids.flatMap((id) => {
    const name = title(id);
    const address = linkTo(id);
    if (name === undefined) return [];
    return [address === undefined ? name : `[${name}](${address})`];
  });
  return links.length === 0 ? undefined : `**${label}:** ${links.join(' · ')}`;
}

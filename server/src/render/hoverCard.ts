/** The hover card as Markdown or plain text. Only the guide's own words go in, never text of the user's document. */
import { type Card } from '../../../guide/src/card';
import { resolveConceptLinks, sourceList } from '../../../guide/src/conceptMarkdown';
import { plainText } from '../../../guide/src/plainText';
import { languageIdOf } from '../../../guide/src/snippetChoice';
import { linkCommands } from '../../../protocol/src/commands';
import type { Concept } from '../../../protocol/src/concept';
import { commandLink, commandUri } from './commandLinks';

export interface HoverPage {
  readonly card: Card;
  readonly concept: Concept;
  /** Less specific concepts that match at the same place. */
  readonly also: readonly Concept[];
  readonly commandLinks: boolean;
}

/** At most eight lines in VS Code's hover at its default width. */
export function cardMarkdown(page: HoverPage): string {
  const { card } = page;
  const head = [`**${card.title}**`, card.note, card.definition].filter((line) => line !== undefined);
  return [hardLines(head), hardLines([card.get, card.pay]), linkRow(page)]
    .map((part) => inlineLinks(part, page))
    .join('\n\n');
}

/** One line for a concept that its reader knows: which one it is, and the way to more. */
export function shortCardMarkdown({ card, concept, commandLinks }: HoverPage): string {
  const links = [
    commandLink('Open concept', linkCommands.openConcept, concept.id),
    ...(concept.questions.length > 0 ? [commandLink('Quiz me', linkCommands.startQuiz, concept.id)] : []),
  ];
  return [`**${card.title}**`, ...(commandLinks ? links : [])].join(' · ');
}

/** The card and everything below it: table, example, pitfalls, sources. */
export function fullCardMarkdown(page: HoverPage): string {
  const { sections, lead, definition } = page.concept;
  // The card has just said what a lead begins with.
  const rest = lead.startsWith(definition) ? lead.slice(definition.length).trim() : lead;
  const parts = [
    cardMarkdown(page),
    '---',
    ...(rest === '' ? [] : [rest]),
    sections.tradeoffs,
    `#### When to use\n\n${sections.whenToUse}`,
    `#### When not to use\n\n${sections.whenNotToUse}`,
    `#### Example\n\n${withEditorLanguages(sections.example)}`,
    `#### Pitfalls\n\n${sections.pitfalls}`,
    `#### Sources\n\n${sourceList(page.concept)}`,
  ];
  return inlineLinks(parts.filter((part) => part !== undefined).join('\n\n'), page);
}

/** Fences named as editors name languages: `yaml` for what the guide calls `compose`, so that the code is coloured. */
function withEditorLanguages(markdown: string): string {
  return markdown.replace(
    /^(`{3,})([\w-]+)/gm,
    (_, ticks: string, language: string) => ticks + (languageIdOf({ language }) ?? language),
  );
}

export function cardPlainText(card: Card, concept: Concept): string {
  const [source] = concept.sources;
  const lines = [card.title, card.note, plainText(card.definition), card.get, card.pay, source?.url];
  return lines.filter((line) => line !== undefined).join('\n');
}

/** Two blanks at the end of a line break it in Markdown. */
function hardLines(lines: readonly string[]): string {
  return lines.join('  \n');
}

function linkRow({ concept, also, commandLinks }: HoverPage): string {
  if (!commandLinks) {
    return concept.sources
      .slice(0, 1)
      .map(({ title, url }) => `[${title}](${url})`)
      .join('');
  }
  const links = [commandLink('Open concept', linkCommands.openConcept, concept.id)];
  if (concept.snippets.length > 0)
    links.push(commandLink('Insert snippet', linkCommands.insertSnippet, concept.id));
  if (concept.questions.length > 0) links.push(commandLink('Quiz me', linkCommands.startQuiz, concept.id));
  links.push(commandLink('Mute', linkCommands.muteConcept, concept.id));
  const others = also.map((other) => commandLink(other.title, linkCommands.openConcept, other.id));
  return [links.join(' · '), ...(others.length > 0 ? [`see also ${others.join(', ')}`] : [])].join(' · ');
}

/** Links between concepts inside the guide's text open the concept, or are plain words without our commands. */
function inlineLinks(markdown: string, { commandLinks }: HoverPage): string {
  return resolveConceptLinks(markdown, (id) =>
    commandLinks ? commandUri(linkCommands.openConcept, id) : undefined,
  );
}

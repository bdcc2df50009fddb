/**
 * What a snippet inserts and what its side gives and takes, for the list of completions. The editor shows the concept,
 * the side and the title above it, as the item's detail.
 */
import type { Card } from '../../../guide/src/card';
import { expandSnippet } from '../../../guide/src/expandSnippet';
import { plainText } from '../../../guide/src/plainText';
import { languageIdOf } from '../../../guide/src/snippetChoice';
import { linkCommands } from '../../../protocol/src/commands';
import type { Concept, Snippet } from '../../../protocol/src/concept';
import { commandLink } from './commandLinks';

interface SnippetPage {
  readonly concept: Concept;
  readonly snippet: Snippet;
  readonly card: Card;
  readonly commandLinks: boolean;
}

export function snippetMarkdown({ concept, snippet, card, commandLinks }: SnippetPage): string {
  const fence = languageIdOf(snippet) ?? snippet.language;
  return [
    `${card.get}  \n${card.pay}`,
    `\`\`\`${fence}\n${expandSnippet(snippet.body)}\n\`\`\``,
    ...(commandLinks ? [commandLink('Open concept', linkCommands.openConcept, concept.id)] : []),
  ].join('\n\n');
}

export function snippetPlainText({ snippet, card }: SnippetPage): string {
  return [plainText(card.get), plainText(card.pay), '', expandSnippet(snippet.body)].join('\n');
}

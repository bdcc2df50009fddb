/** A side against the others, criterion by criterion, in the guide's own words. */
import { sideTitle } from '../../../guide/src/card';
import { resolveConceptLinks } from '../../../guide/src/conceptMarkdown';
import { plainText } from '../../../guide/src/plainText';
import { linkCommands } from '../../../protocol/src/commands';
import type { Concept, ConceptOption, Snippet } from '../../../protocol/src/concept';
import { commandLink, commandUri } from './commandLinks';

export interface Tradeoff {
  readonly concept: Concept;
  /** The side that the code took. */
  readonly option: ConceptOption;
  /** A snippet of each other side that has one for the language of the file. */
  readonly otherSides: readonly { readonly option: ConceptOption; readonly snippet: Snippet }[];
  readonly commandLinks: boolean;
}

export function tradeoffMarkdown(tradeoff: Tradeoff): string {
  const { concept, option, commandLinks } = tradeoff;
  const columns = sidesFrom(concept, option);
  const rows = concept.criteria.map(({ name, cells }) =>
    tableRow([name, ...columns.map((index) => cells[index] ?? '')]),
  );
  const head = tableRow([
    'Criterion',
    ...columns.map((index) => `**${concept.options[index]?.title ?? ''}**`),
  ]);
  const table = [head, tableRow(['---', ...columns.map(() => '---')]), ...rows].join('\n');
  const parts = [
    `**${sideTitle(concept, option)}**`,
    // Above the table, because a long one is scrolled.
    `Switch when ${option.switchWhen}.`,
    ...(commandLinks ? [linkRow(tradeoff)] : []),
    ...(rows.length === 0 ? [`You get ${option.get}. You pay ${option.pay}.`] : [table]),
  ];
  return resolveConceptLinks(parts.join('\n\n'), (id) =>
    commandLinks ? commandUri(linkCommands.openConcept, id) : undefined,
  );
}

/** For clients that show no Markdown: a line for each criterion. */
export function tradeoffPlainText({ concept, option }: Tradeoff): string {
  const columns = sidesFrom(concept, option);
  const rows = concept.criteria.map(({ name, cells }) => {
    const words = columns.map((index) => `${concept.options[index]?.title ?? ''}: ${cells[index] ?? ''}`);
    return plainText(`${name} – ${words.join('; ')}`);
  });
  return [sideTitle(concept, option), ...rows, `Switch when ${option.switchWhen}.`].join('\n');
}

/** The columns of the criteria with the code's own side first. */
function sidesFrom({ options }: Concept, own: ConceptOption): number[] {
  const indexes = options.map((_, index) => index);
  return indexes.sort((a, b) => Number(options[b]?.id === own.id) - Number(options[a]?.id === own.id));
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function linkRow({ concept, otherSides }: Tradeoff): string {
  return [
    commandLink('Open concept', linkCommands.openConcept, concept.id),
    ...otherSides.map(({ option, snippet }) =>
      commandLink(`Insert the ${option.title} snippet`, linkCommands.insertSnippet, snippet.id),
    ),
  ].join(' · ');
}

/** The words of the hover card, before any link or markup: what is said about one trigger of one concept. */
import type { Concept, ConceptOption } from '../../protocol/src/concept';

/** The part of a concept that the card is made of. */
export type CardConcept = Pick<Concept, 'title' | 'definition' | 'tradeoff' | 'options'>;

export interface Card {
  /** The concept and, where the code took one, its side. */
  readonly title: string;
  /** What this very symbol does; absent where the concept is shown without a place in code. */
  readonly note?: string;
  readonly definition: string;
  readonly get: string;
  readonly pay: string;
}

/** Characters that fit a line of VS Code's hover at its default width, measured with the default fonts. */
const charactersPerLine = 72;

/** More lines than this, links included, and the card is no longer short. */
export const maximalCardLines = 8;

export function cardOf(
  concept: CardConcept,
  option: ConceptOption | undefined,
  note: string | undefined,
): Card {
  const { get, pay, switchWhen } = option ?? concept.tradeoff;
  return {
    title: sideTitle(concept, option),
    ...(note === undefined ? {} : { note }),
    definition: concept.definition,
    get: `You get ${get}.`,
    pay: `You pay ${pay}; switch when ${switchWhen}.`,
  };
}

/** `Pagination · offset`, or the concept alone where no side is taken. */
export function sideTitle({ title }: Pick<Concept, 'title'>, option: ConceptOption | undefined): string {
  return option === undefined ? title : `${title} · ${option.title}`;
}

/** Lines that the card takes in the editor, with its row of links. */
export function cardLines(card: Card): number {
  const paragraphs = [card.title, card.note ?? '', card.definition, card.get, card.pay, 'links'];
  return paragraphs.reduce((lines, text) => lines + Math.ceil(text.length / charactersPerLine), 0);
}

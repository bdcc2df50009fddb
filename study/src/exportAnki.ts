/**
 * The questions as an Anki text file: notes with front and back, one per line. Anki reads the headers since 2.1.54
 * (docs.ankiweb.net/importing/text-files.html) and updates a note when its guid comes again.
 * Columns are not named: Anki would match names with those of the note type's fields, and "Front" has another name in
 * every language of Anki. Without names, the first plain column is the first field and the second the second. The note
 * type is a preset only where it has its English name; elsewhere Anki takes the one that was used last.
 */
import type { Question } from '../../protocol/src/concept';
import type { Catalogue, CatalogueEntry } from './catalogue';
import { presentQuestion } from './presentation';
import { toHtml } from './simpleHtml';

const headers = [
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#guid column:1',
  '#deck column:2',
  '#tags column:3',
];

/** @param questionIds The questions to export, for example all that were answered; without it, all. */
export function exportAnki(catalogue: Catalogue, questionIds?: ReadonlySet<string>): string {
  const notes = [...catalogue.entries.values()]
    .filter(({ question }) => questionIds?.has(question.id) ?? true)
    .map((entry) => [
      toField(`backend-guide/${entry.question.id}`),
      toField(`Backend Guide::${areaTitle(entry.concept.area)}`),
      toField(['backend-guide', entry.concept.area, entry.concept.id, entry.question.kind].join(' ')),
      toField(front(entry)),
      toField(back(entry)),
    ]);
  return [...headers, ...notes.map((note) => note.join('\t'))].map((line) => `${line}\n`).join('');
}

/** Quotes would begin a quoted field; in HTML they can be written otherwise. */
function toField(html: string): string {
  return html.replace(/\t/g, '&#9;').replace(/\r?\n/g, '<br>').replaceAll('"', '&quot;');
}

function areaTitle(area: string): string {
  return area.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

function front({ question, concept }: CatalogueEntry): string {
  const heading = `<b>${toHtml(concept.title)}</b><br>`;
  const prompt = heading + toHtml(question.prompt);
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
    case 'decide':
      return (
        prompt +
        list(
          'ul',
          question.options.map((option) => option.text),
        )
      );
    case 'predict-output':
    case 'fill-gap':
      return prompt + toHtml(`\`\`\`\n${question.code.text}\n\`\`\``);
    case 'order':
      return prompt + list('ul', disarranged(question, question.steps));
    case 'match':
      return (
        prompt +
        list(
          'ul',
          question.pairs.map((pair) => pair.left),
        ) +
        list(
          'ul',
          disarranged(
            question,
            question.pairs.map((pair) => pair.right),
          ),
        )
      );
    case 'explain-aloud':
      return prompt;
  }
}

/** Steps or right sides in an order that is not the answer, and the same in every export. */
function disarranged(question: Question, texts: readonly string[]): readonly string[] {
  const presentation = presentQuestion(question, 'anki');
  const order = 'order' in presentation ? presentation.order : [];
  return order.map((index) => texts[index] ?? '');
}

function back({ question }: CatalogueEntry): string {
  const explanation = question.explanation === undefined ? '' : `<br>${toHtml(question.explanation)}`;
  return answerOf(question) + explanation;
}

function answerOf(question: Question): string {
  switch (question.kind) {
    case 'single-choice':
    case 'multiple-choice':
    case 'decide':
    case 'predict-output':
      return list(
        'ul',
        question.options.map(
          (option) => `${option.correct ? 'Right' : 'Wrong'}: ${sentence(option.text)} ${option.reason}`,
        ),
      );
    case 'order':
      return list('ol', question.steps);
    case 'match':
      return list(
        'ul',
        question.pairs.map((pair) => `${pair.left}: ${pair.right}`),
      );
    case 'fill-gap':
      return toHtml(`\`\`\`\n${question.answers[0] ?? ''}\n\`\`\``);
    case 'explain-aloud':
      return list('ul', question.rubric);
  }
}

/** With a full stop, unless the text ends like a sentence already, perhaps inside of quotes or brackets. */
function sentence(text: string): string {
  return /[.!?…]["”’')\]*_]*$/.test(text) ? text : `${text}.`;
}

function list(tag: 'ul' | 'ol', items: readonly string[]): string {
  return `<${tag}>${items.map((item) => `<li>${toHtml(item)}</li>`).join('')}</${tag}>`;
}

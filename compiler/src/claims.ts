/** Claims: sentences whose truth is shown by running, marked by a link without words, `…always.[](claim:id)`. */
import type { Link, Paragraph, PhrasingContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { isKebabId } from '../../protocol/src/kebabId';
import type { Section } from './sections';

/** The engines that each claim was proven on, by `concept-id/claim-id`; written by running the proofs. */
export type RecordedClaims = ReadonlyMap<string, readonly string[]>;

export interface FoundClaim {
  /** Unique within the concept. */
  readonly id: string;
  /** The marked sentence without its markup. */
  readonly statement: string;
  readonly line: number;
}

const scheme = 'claim:';
const markText = /\[\]\(claim:[^)\s]*\)/g;

/** Markdown without the marks, as readers get it. */
export function withoutClaimMarks(markdown: string): string {
  return markdown.replace(markText, '');
}

/** The claims of the sections that may carry them. */
export function readClaims(sections: readonly Section[], file: VFile): FoundClaim[] {
  const claims: FoundClaim[] = [];
  for (const { children } of sections) {
    for (const child of children) {
      visit(child, 'link', (link, index, parent) => {
        if (!link.url.startsWith(scheme)) return;
        const claim = readClaim(link, index ?? 0, parent?.type === 'paragraph' ? parent : undefined, file);
        if (claim === undefined) return;
        if (claims.some(({ id }) => id === claim.id))
          file.message(`A second claim "${claim.id}": choose another id`, link, 'claims');
        claims.push(claim);
      });
    }
  }
  return claims;
}

/** A message for every mark in a section whose sentences are not proven, such as a question. */
export function refuseClaims(sections: readonly Section[], file: VFile): void {
  for (const { title, children } of sections) {
    for (const child of children) {
      visit(child, 'link', (link) => {
        if (!link.url.startsWith(scheme)) return;
        file.message(
          `A claim cannot stand in the section "${title}": mark a sentence of the explanation`,
          link,
          'claims',
        );
      });
    }
  }
}

/** Every claim has been proven, and every proof belongs to a claim. */
export function checkRecorded(
  conceptId: string,
  claims: readonly FoundClaim[],
  recorded: RecordedClaims,
  file: VFile,
): void {
  for (const { id, line } of claims) {
    if (recorded.has(`${conceptId}/${id}`)) continue;
    const mend = `write its proof in proofs/${conceptId}.mts and run "npm run verify:claims -- --update"`;
    file.message(`The claim "${id}" has not been proven: ${mend}`, { line, column: 1 }, 'claims');
  }
  for (const key of recorded.keys()) {
    const [owner, id] = key.split('/', 2);
    if (owner !== conceptId || claims.some((claim) => claim.id === id)) continue;
    const mend = `mark the sentence with [](claim:${id ?? ''}), or remove the proof`;
    file.message(
      `The proven claim "${id ?? ''}" belongs to no sentence: ${mend}`,
      { line: 1, column: 1 },
      'claims',
    );
  }
}

function isMark(node: PhrasingContent): boolean {
  return node.type === 'link' && node.url.startsWith(scheme);
}

function readClaim(
  link: Link,
  index: number,
  paragraph: Paragraph | undefined,
  file: VFile,
): FoundClaim | undefined {
  const id = link.url.slice(scheme.length);
  if (!isKebabId(id)) {
    file.message(`"${id}" is no id of a claim: use lower-case words with hyphens`, link, 'claims');
    return undefined;
  }
  const statement = paragraph === undefined ? '' : lastSentence(paragraph, index);
  if (link.children.length > 0 || !/[.!?:]["”)]?$/.test(statement)) {
    file.message(
      `The claim "${id}" must be a link without words behind the full stop of a sentence: … always.[](claim:${id})`,
      link,
      'claims',
    );
    return undefined;
  }
  return { id, statement, line: link.position?.start.line ?? 1 };
}

/** The sentence that ends before the child at `index`; what people say in a pitfall and earlier claims are not part of it. */
function lastSentence(paragraph: Paragraph, index: number): string {
  const said = paragraph.children[0]?.type === 'strong' ? 1 : 0;
  const earlierMark = paragraph.children.findLastIndex((node, at) => at < index && isMark(node));
  const before = paragraph.children.slice(Math.max(said, earlierMark + 1), index);
  const text = before.map((node) => toString(node)).join('');
  // Dots inside code end no sentence, so code is covered while the sentences are told apart.
  const covered = before
    .map((node) => (node.type === 'inlineCode' ? 'x'.repeat(node.value.length) : toString(node)))
    .join('');
  // Not Intl.Segmenter, for which no sentence begins with a lower-case name such as "npm".
  const ends = [...covered.matchAll(/[.!?]["”)]?\s+(?=\S)/g)];
  const last = ends.at(-1);
  return text
    .slice(last === undefined ? 0 : last.index + last[0].length)
    .replace(/\s+/g, ' ')
    .trim();
}

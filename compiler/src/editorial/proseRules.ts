/** Rules about sentences and words. The limits were measured on the guide, whose sentences have nine words in the median. */
import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { EditorialLists } from './lists';
import { frontMatterFields, proseOf, sentencesOf, type Prose } from './prose';

const maximalWords = 40;
/** School years after Flesch and Kincaid; a paragraph is measured from this many words on. */
const maximalGrade = 17;
const measurableWords = 25;
const maximalGradeOfConcept = 10;

const source = 'editorial';

export function checkProse(tree: Root, lists: EditorialLists, file: VFile): void {
  const all = proseOf(tree);
  checkSentences(all, file);
  checkFillers(all, lists, file);
  checkAbbreviations(all, lists, linkedWords(tree), file);
  checkEmoji(all, file);
  checkLinks(tree, file);
  checkFrontMatter(tree, lists, file);
  checkSecrets(file);
}

function checkSentences(all: readonly Prose[], file: VFile): void {
  const sums = { words: 0, sentences: 0, syllables: 0 };
  for (const prose of all) {
    const sentences = sentencesOf(prose.text);
    for (const { words, index, text } of sentences) {
      if (words.length <= maximalWords) continue;
      file.message(
        `The sentence "${text.slice(0, 30)}…" has ${words.length} words: cut it into sentences of at most ${maximalWords}`,
        prose.pointAt(index),
        source,
      );
    }
    if (!prose.isParagraph || sentences.length === 0) continue;
    const words = sentences.flatMap((sentence) => sentence.words);
    const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
    sums.words += words.length;
    sums.sentences += sentences.length;
    sums.syllables += syllables;
    const grade = readingGrade(words.length, sentences.length, syllables);
    if (words.length >= measurableWords && grade > maximalGrade) {
      file.message(
        `The paragraph reads at grade ${grade.toFixed(0)}, more than ${maximalGrade}: use shorter sentences and words`,
        prose.pointAt(0),
        source,
      );
    }
  }
  const grade = readingGrade(sums.words, sums.sentences, sums.syllables);
  if (sums.sentences > 0 && grade > maximalGradeOfConcept) {
    file.message(
      `The page reads at grade ${grade.toFixed(1)}, more than ${maximalGradeOfConcept}: use shorter sentences and words`,
      { line: 1, column: 1 },
      source,
    );
  }
}

function readingGrade(words: number, sentences: number, syllables: number): number {
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
}

/** An estimate that is good on average: groups of vowels without silent endings. */
function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length <= 3) return 1;
  const spoken = letters.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').replace(/^y/, '');
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

function checkFillers(all: readonly Prose[], lists: EditorialLists, file: VFile): void {
  for (const prose of all) {
    const text = prose.text.toLowerCase().replaceAll('’', "'");
    for (const filler of lists.fillers) {
      for (let at = text.indexOf(filler); at !== -1; at = text.indexOf(filler, at + 1)) {
        const before = text[at - 1] ?? ' ';
        const after = text[at + filler.length] ?? ' ';
        if (/[\p{L}\p{N}-]/u.test(before) || /[\p{L}\p{N}]/u.test(after)) continue;
        file.message(
          `"${filler}" says nothing here: leave it out or say what is meant`,
          prose.pointAt(at),
          source,
        );
      }
    }
  }
}

function checkAbbreviations(
  all: readonly Prose[],
  lists: EditorialLists,
  linked: ReadonlySet<string>,
  file: VFile,
): void {
  const page = all.map(({ text }) => text).join('\n');
  const reported = new Set<string>();
  for (const prose of all) {
    for (const match of prose.text.matchAll(
      /(?<![\p{L}\p{N}_@#/.-])[A-Z][A-Z0-9]+(?=s?(?![\p{L}\p{N}_]))/gu,
    )) {
      const [abbreviation] = match;
      if (lists.knownCapitals.has(abbreviation) || reported.has(abbreviation)) continue;
      reported.add(abbreviation);
      if (linked.has(abbreviation) || isExplained(abbreviation, page)) continue;
      file.message(
        `"${abbreviation}" is not explained on this page: write what it stands for, link its concept, or add it to content/editorial.yaml if every reader knows it`,
        prose.pointAt(match.index),
        source,
      );
    }
  }
}

/** The words that lead to another concept, where they are explained. */
function linkedWords(tree: Root): ReadonlySet<string> {
  const linked = new Set<string>();
  visit(tree, 'link', (link) => {
    if (link.url.startsWith('concept:')) linked.add(toString(link));
  });
  return linked;
}

/** Somewhere on the page stands "Words (ABC)", "ABC (words)", or words with these initials. */
function isExplained(abbreviation: string, page: string): boolean {
  const plural = `${abbreviation}s?`;
  if (new RegExp(`\\p{Ll} \\(${plural}[),;]|\\b${plural} \\((?!Code)\\p{L}+,? \\p{L}`, 'u').test(page))
    return true;
  const initials = Array.from(abbreviation.replace(/[0-9]/g, ''), (letter) => `${letter}\\p{Ll}+`);
  const between = '(?:[\\s-]+(?:of|for|and|the|by|to|in|on|or))*[\\s-]*';
  return new RegExp(`(?<!\\p{L})${initials.join(between)}`, 'iu').test(page);
}

function checkEmoji(all: readonly Prose[], file: VFile): void {
  for (const prose of all) {
    const match = /(?![©®™↔→←⚖])\p{Extended_Pictographic}/u.exec(prose.text);
    if (match === null) continue;
    file.message(
      `"${match[0]}" is an emoji: use words, which can be read aloud`,
      prose.pointAt(match.index),
      source,
    );
  }
}

/** Concepts are checked against the catalogue elsewhere; everything else in the text leads nowhere or off the guide. */
function checkLinks(tree: Root, file: VFile): void {
  visit(tree, (node) => {
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
    if (/^(?:concept:|claim:)/.test(node.url)) return;
    const mend = 'link concepts as concept:id and put addresses into the sources';
    file.message(`The link to "${node.url}" leads out of the guide: ${mend}`, node, source);
  });
}

function checkFrontMatter(tree: Root, lists: EditorialLists, file: VFile): void {
  const yaml = tree.children[0];
  if (yaml?.type !== 'yaml') return;
  for (const { key, prose } of frontMatterFields(yaml)) {
    if (key === 'url' && !isPrimary(prose.text, lists)) {
      file.message(
        `"${prose.text}" is not known as primary documentation: cite the makers or the standard, or add the host to content/editorial.yaml`,
        prose.pointAt(0),
        source,
      );
    }
    if ((key === 'get' || key === 'pay') && isClause(prose.text)) {
      file.message(
        `"${prose.text}" does not complete "You ${key} …": write a noun phrase such as "a read of every skipped row"`,
        prose.pointAt(0),
        source,
      );
    }
  }
}

function isPrimary(url: string, lists: EditorialLists): boolean {
  const address = url.replace(/^https:\/\//, '');
  return lists.sources.some((entry) => address === entry || address.startsWith(`${entry}/`));
}

/** What a phrase shows by its first words, or by a helping verb that no "that", "which" or "when" introduces. */
export function isClause(phrase: string): boolean {
  if (
    /^(?:you|it|they|we|there|that|because|if|when|to|can|must|is|are|has|have|do|does|be|not)\b/i.test(
      phrase,
    )
  )
    return true;
  if (
    /^(?:avoid|get|have|keep|let|make|need|read|run|use|write)\s+(?:an?|the|every|each|all|its|your|no|more|less)\b/i.test(
      phrase,
    )
  )
    return true;
  if (/^[a-z]+s (?:an?|the|every|each|its|your)\b/.test(phrase)) return true;
  const [head = ''] = phrase.split(
    /\b(?:that|which|who|whose|where|when|while|there|what|how|as|since|because|if|until|unless|before|after|than)\b/,
  );
  return /\b(?:must|can|cannot|may|might|will|should|is|are|has|have)\b/.test(head);
}

/** The packager's scan would refuse the extension, even for made-up keys. */
function checkSecrets(file: VFile): void {
  const text = String(file);
  const pattern =
    /-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bnpm_[A-Za-z0-9]{30,}|\bxox[abprs]-[\w-]{10,}|\bsk_live_\w{16,}/g;
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(0, match.index).split('\n');
    file.message(
      `"${match[0].slice(0, 16)}…" looks like a secret, which the packager refuses: write a placeholder such as <token>`,
      { line: before.length, column: (before.at(-1) ?? '').length + 1 },
      source,
    );
  }
}

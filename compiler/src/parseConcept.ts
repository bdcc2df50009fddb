/** One concept file: Markdown in, concept and messages out. A wrong file costs only itself; nothing is thrown. */
import type { List, Root, RootContent, Table, Yaml } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Concept, ConceptOption } from '../../protocol/src/concept';
import { checkRecorded, readClaims, refuseClaims, type FoundClaim, type RecordedClaims } from './claims';
import { readCodeBlock, type CodeBlock } from './codeBlocks';
import { readFrontMatter } from './frontMatter';
import { readQuestions, type RecordedOutputs } from './questions';
import { sectionize, sourceOf, type Section } from './sections';
import { readSnippets } from './snippets';

const maximalLead = 280;

/** The fixed sections in their order; the key is the field of the compiled concept, or undefined for structured ones. */
const sectionTitles = {
  why: 'Why it matters',
  tradeoffs: 'Tradeoffs',
  whenToUse: 'When to use',
  whenNotToUse: 'When not to use',
  example: 'Example',
  pitfalls: 'Pitfalls',
  interview: 'In an interview',
  remember: 'Remember',
  questions: 'Questions',
  snippets: 'Snippets',
} as const;
type SectionKey = keyof typeof sectionTitles;

export interface ParsedConcept {
  /** Undefined when the file has problems that leave no usable concept; the messages of the VFile say which. */
  readonly concept: Concept | undefined;
  /** The whole file as Markdown. */
  readonly tree: Root;
  readonly codeBlocks: readonly CodeBlock[];
  readonly claims: readonly (FoundClaim & { readonly conceptId: string })[];
}

/** Sections whose sentences may be claims. */
const provable = [
  'why',
  'tradeoffs',
  'whenToUse',
  'whenNotToUse',
  'example',
  'pitfalls',
  'interview',
] as const;

/** Parses and checks one file; every problem becomes a message of `file`. */
export function parseConcept(
  file: VFile,
  outputs: RecordedOutputs,
  recordedClaims?: RecordedClaims,
): ParsedConcept {
  const codeBlocks: CodeBlock[] = [];
  const source = String(file);
  const tree = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml']).parse(file);
  const yaml = tree.children[0];
  if (yaml?.type !== 'yaml') {
    file.message('The file has no front matter: begin it with "---", the fields and "---"', {
      line: 1,
      column: 1,
    });
    return { concept: undefined, tree, codeBlocks, claims: [] };
  }
  const frontMatter = readFrontMatter(yaml satisfies Yaml, file);
  if (frontMatter === undefined) return { concept: undefined, tree, codeBlocks, claims: [] };

  const { before, sections } = sectionize(tree.children.slice(1), 2);
  const optionIds = frontMatter.options.map((option) => option.id);
  const found = arrangeSections(sections, optionIds.length > 0, file);
  const reader = new ConceptReader(source, frontMatter.id, file, codeBlocks);
  const lead = reader.lead(before, yaml);
  if (lead === undefined || found === undefined) return { concept: undefined, tree, codeBlocks, claims: [] };

  const criteria = found.tradeoffs ? reader.criteria(found.tradeoffs, frontMatter.options) : [];
  const pitfalls = reader.pitfalls(found.pitfalls);
  const interview = reader.interview(found.interview);
  for (const section of sections) {
    // Questions and snippets say more about their code than in which section it stands.
    if (section !== found.questions && section !== found.snippets) reader.codeBlocksOf(section);
  }
  const context = { conceptId: frontMatter.id, source, file, outputs, codeBlocks };
  const questions = readQuestions(found.questions.children, context);
  const snippets = found.snippets ? readSnippets(found.snippets.children, { ...context, optionIds }) : [];
  const proven = provable.flatMap((key) => found[key] ?? []);
  const claimsHere = readClaims(proven, file);
  refuseClaims(
    sections.filter((section) => !proven.includes(section)),
    file,
  );
  if (recordedClaims !== undefined) checkRecorded(frontMatter.id, claimsHere, recordedClaims, file);
  const claims = claimsHere.map((claim) => ({ ...claim, conceptId: frontMatter.id }));
  if (file.messages.length > 0 || criteria === undefined || interview === undefined) {
    return { concept: undefined, tree, codeBlocks, claims };
  }
  const text = (section: Section): string => sourceOf(source, section.children);
  return {
    concept: {
      ...frontMatter,
      ...lead,
      sections: {
        why: text(found.why),
        ...(found.tradeoffs === undefined ? {} : { tradeoffs: text(found.tradeoffs) }),
        whenToUse: text(found.whenToUse),
        whenNotToUse: text(found.whenNotToUse),
        example: text(found.example),
        pitfalls: text(found.pitfalls),
        interview: text(found.interview),
        remember: text(found.remember),
      },
      criteria,
      pitfalls,
      interview,
      claims: claimsHere.map(({ id, statement }) => ({
        id,
        statement,
        checkedOn: [...(recordedClaims?.get(`${frontMatter.id}/${id}`) ?? [])],
      })),
      questions,
      snippets,
    },
    tree,
    codeBlocks,
    claims,
  };
}

type Arranged = Record<Exclude<SectionKey, 'tradeoffs' | 'snippets'>, Section> &
  Partial<Record<'tradeoffs' | 'snippets', Section>>;

/** Every section once, none empty, in the documented order; gives undefined after a message when one is missing. */
function arrangeSections(
  sections: readonly Section[],
  needsTradeoffs: boolean,
  file: VFile,
): Arranged | undefined {
  const entries = Object.entries(sectionTitles) as [SectionKey, string][];
  const order = entries.map(([, title]) => title);
  const byKey = new Map<SectionKey, Section>();
  let position = -1;
  for (const section of sections) {
    const index = order.indexOf(section.title);
    const key = entries[index]?.[0];
    if (key === undefined) {
      file.message(
        `Unknown section "${section.title}": use ${order.join(', ')}`,
        section.heading,
        'sections',
      );
      continue;
    }
    if (byKey.has(key))
      file.message(`A second section "${section.title}": join the two`, section.heading, 'sections');
    if (index < position) {
      file.message(
        `The section "${section.title}" stands too late: the order is ${order.join(', ')}`,
        section.heading,
        'sections',
      );
    }
    if (section.children.length === 0)
      file.message(`The section "${section.title}" is empty: fill it`, section.heading, 'sections');
    position = Math.max(position, index);
    byKey.set(key, section);
  }
  const optional: readonly SectionKey[] = needsTradeoffs ? ['snippets'] : ['tradeoffs', 'snippets'];
  const missing = entries.filter(([key]) => !byKey.has(key) && !optional.includes(key));
  for (const [, title] of missing) {
    file.message(`The section "${title}" is missing: add "## ${title}"`, { line: 1, column: 1 }, 'sections');
  }
  return missing.length > 0 ? undefined : (Object.fromEntries(byKey) as Arranged);
}

class ConceptReader {
  constructor(
    private readonly source: string,
    private readonly conceptId: string,
    private readonly file: VFile,
    private readonly codeBlocks: CodeBlock[],
  ) {}

  lead(nodes: readonly RootContent[], yaml: Yaml): { lead: string; definition: string } | undefined {
    const [node] = nodes;
    if (node?.type !== 'paragraph' || nodes.length > 1) {
      this.file.message(
        'Between front matter and "## Why it matters" stands one paragraph, the lead',
        node ?? yaml,
        'lead',
      );
      return undefined;
    }
    const plain = toString(node).replace(/\s+/g, ' ');
    if (plain.length > maximalLead) {
      const over = plain.length - maximalLead;
      this.file.message(
        `The lead is ${over} characters too long: shorten it to ${maximalLead}`,
        node,
        'lead',
      );
    }
    const lead = sourceOf(this.source, [node]).replace(/\s+/g, ' ');
    return { lead, definition: firstSentence(lead) };
  }

  /** A row per criterion, a column per option in the order of the front matter, words in every cell. */
  criteria(section: Section, options: readonly ConceptOption[]): Concept['criteria'] | undefined {
    const table = section.children.find((node): node is Table => node.type === 'table');
    if (table === undefined) {
      this.complain('The section "Tradeoffs" needs a table: criteria down, options across', section);
      return undefined;
    }
    const [head, ...rows] = table.children;
    const columns = head?.children.slice(1).map((cell) => toString(cell)) ?? [];
    const expected = options.map((option) => option.title);
    if (options.length > 0 && columns.join('|') !== expected.join('|')) {
      this.file.message(
        `The columns of the tradeoffs table must be: Criterion, ${expected.join(', ')}`,
        table,
        'tradeoffs',
      );
    }
    if (rows.length < 3)
      this.file.message('The tradeoffs table needs at least three criteria', table, 'tradeoffs');
    return rows.map((row) => {
      const [name = '', ...cells] = row.children.map((cell) => sourceOf(this.source, cell.children));
      const wordless = [name, ...cells].some((cell) => !/\p{L}/u.test(cell));
      if (wordless || cells.length !== columns.length) {
        this.file.message(
          'Every cell of the tradeoffs table needs words, so that it can be read aloud',
          row,
          'tradeoffs',
        );
      }
      return { name, cells };
    });
  }

  pitfalls(section: Section): Concept['pitfalls'] {
    const list = section.children.find((node): node is List => node.type === 'list');
    const pitfalls = (list?.children ?? []).flatMap((item) => {
      const paragraph = item.children[0];
      const said = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
      if (paragraph?.type !== 'paragraph' || said?.type !== 'strong') {
        this.file.message('Write a pitfall as "- **What people say.** What is true."', item, 'pitfalls');
        return [];
      }
      const rest = sourceOf(this.source, paragraph.children.slice(1));
      const more = sourceOf(this.source, item.children.slice(1));
      return [
        { said: sourceOf(this.source, said.children), truth: [rest, more].filter(Boolean).join('\n\n') },
      ];
    });
    if (pitfalls.length < 3) this.complain('Name at least three pitfalls', section);
    return pitfalls;
  }

  interview(section: Section): Concept['interview'] | undefined {
    const { sections } = sectionize(section.children, 3);
    const answer = sections.find(({ title }) => title === 'Answer in 30 seconds');
    const listens = sections.find(({ title }) => title === 'What the interviewer listens for');
    const followUps = sections.filter(({ title }) => title.startsWith('Follow-up: '));
    const list = listens?.children.find((node): node is List => node.type === 'list');
    if (answer === undefined || list === undefined || followUps.length !== 3 || sections.length !== 5) {
      const expected =
        '"### Answer in 30 seconds", "### What the interviewer listens for" with a list, and three "### Follow-up: …"';
      this.complain(`The section "In an interview" has these parts: ${expected}`, section);
      return undefined;
    }
    return {
      answer: sourceOf(this.source, answer.children),
      listensFor: list.children.map((item) => sourceOf(this.source, item.children)),
      followUps: followUps.map(({ title, children }) => ({
        question: title.slice('Follow-up: '.length),
        answer: sourceOf(this.source, children),
      })),
    };
  }

  codeBlocksOf(section: Section): void {
    for (const node of section.children) {
      visit(node, 'code', (code) => {
        const block = readCodeBlock(code, this.conceptId, section.title, this.file);
        if (block !== undefined) this.codeBlocks.push(block);
      });
    }
  }

  private complain(reason: string, section: Section): void {
    this.file.message(reason, section.heading, 'sections');
  }
}

/** The first sentence of a paragraph. Abbreviations with dots would end it early, and the lead has no need for them. */
function firstSentence(text: string): string {
  const [first] = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text);
  return (first?.segment ?? text).trim();
}

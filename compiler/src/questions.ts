/** The questions of a concept: `### id · kind · difficulty`, then the prompt and the parts that the kind asks for. */
import type { Code, List, ListItem, RootContent, Table } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import type { Choice, Question, QuestionKind } from '../../protocol/src/concept';
import { isKebabId } from '../../protocol/src/kebabId';
import { questionKinds } from '../../protocol/src/questionKinds';
import { isCode, readCodeBlock, type CodeBlock } from './codeBlocks';
import { sectionize, sourceOf, type Section } from './sections';

/** What programs printed when they were run, by question id; lines are joined by ` ⏎ `. */
export type RecordedOutputs = ReadonlyMap<string, { readonly code: string; readonly output: string }>;

export interface QuestionContext {
  readonly conceptId: string;
  readonly source: string;
  readonly file: VFile;
  readonly outputs: RecordedOutputs;
  /** Receives every code block, for the verification. */
  readonly codeBlocks: CodeBlock[];
}

export function readQuestions(nodes: readonly RootContent[], context: QuestionContext): Question[] {
  const { before, sections } = sectionize(nodes, 3);
  if (before[0] !== undefined) {
    complain(
      context,
      before[0],
      'Text before the first question: begin each with "### id · kind · difficulty"',
    );
  }
  const seen = new Set<string>();
  return sections.flatMap((section) => {
    const question = readQuestion(section, context);
    if (question === undefined) return [];
    if (seen.has(question.id))
      complain(context, section.heading, `A second question "${section.title}": choose another id`);
    seen.add(question.id);
    return [question];
  });
}

function readQuestion(section: Section, context: QuestionContext): Question | undefined {
  const [localId = '', kindText = '', difficultyText = ''] = section.title.split(' · ');
  const kind = questionKinds.find((known) => known === kindText);
  const difficulty = ([1, 2, 3] as const).find((known) => String(known) === difficultyText);
  if (!isKebabId(localId) || kind === undefined || difficulty === undefined) {
    const expected = `"### id · kind · difficulty" with a kind of ${questionKinds.join(', ')} and a difficulty of 1, 2 or 3`;
    complain(context, section.heading, `Cannot read the heading "${section.title}": write ${expected}`);
    return undefined;
  }
  const parts = splitParts(section, kind);
  const prompt = sourceOf(context.source, parts.prompt);
  if (prompt === '') {
    complain(
      context,
      section.heading,
      `The question "${localId}" asks nothing: write the prompt below its heading`,
    );
    return undefined;
  }
  const id = `${context.conceptId}/${localId}`;
  const explanation =
    parts.explanation === undefined
      ? undefined
      : sourceOf(context.source, parts.explanation).replace(/^> ?/gm, '');
  const common = {
    id,
    conceptId: context.conceptId,
    difficulty,
    prompt,
    ...(explanation === undefined ? {} : { explanation }),
  };
  const reader = new PartReader(section, localId, parts, context);
  switch (kind) {
    case 'single-choice':
    case 'multiple-choice':
    case 'decide': {
      const options = reader.choices(kind);
      return options && { ...common, kind, options };
    }
    case 'predict-output': {
      const code = reader.code();
      if (code !== undefined) context.codeBlocks.push({ ...code, outputOf: id });
      const options = code && reader.outputs(id, code, explanation);
      return (
        code && options && { ...common, kind, code: { language: code.language, text: code.text }, options }
      );
    }
    case 'order': {
      const steps = reader.items('a numbered list of at least three steps in the right order', 3, true);
      return steps && reader.explained({ ...common, kind, steps });
    }
    case 'match': {
      const pairs = reader.pairs();
      return pairs && reader.explained({ ...common, kind, pairs });
    }
    case 'fill-gap': {
      const code = reader.code();
      const answers = reader.answers();
      if (!code || !answers) return undefined;
      const [best = ''] = answers;
      context.codeBlocks.push({ ...code, text: code.text.split('___').join(best) });
      return reader.explained({
        ...common,
        kind,
        code: { language: code.language, text: code.text },
        answers,
      });
    }
    case 'explain-aloud': {
      const rubric = reader.items(
        'a list of at least three points that an interviewer listens for',
        3,
        false,
      );
      return rubric && { ...common, kind, rubric };
    }
  }
}

interface Parts {
  readonly prompt: readonly RootContent[];
  readonly body: readonly RootContent[];
  /** What the question asks about, where its kind asks about code. */
  readonly code?: Code;
  readonly explanation?: readonly RootContent[];
}

/** The prompt ends where the first node begins that belongs to the answer; a last block quote is the explanation. */
function splitParts(section: Section, kind: QuestionKind): Parts {
  const last = section.children.at(-1);
  const content = last?.type === 'blockquote' ? section.children.slice(0, -1) : section.children;
  const codeIsBody = kind === 'predict-output' || kind === 'fill-gap';
  const bodyStart = content.findIndex(
    (node) => node.type === 'list' || node.type === 'table' || (codeIsBody && node.type === 'code'),
  );
  const split = bodyStart === -1 ? content.length : bodyStart;
  const body = content.slice(split);
  const code = codeIsBody ? body.find(isCode) : undefined;
  return {
    prompt: content.slice(0, split),
    body,
    ...(code === undefined ? {} : { code }),
    ...(last?.type === 'blockquote' ? { explanation: [last] } : {}),
  };
}

/** Reads the answer parts of one question; each method gives undefined after a message. */
class PartReader {
  constructor(
    private readonly section: Section,
    private readonly localId: string,
    private readonly parts: Parts,
    private readonly context: QuestionContext,
  ) {
    for (const child of section.children) {
      visit(child, 'code', (node) => {
        // The code that is asked about is handed on by whoever knows what stands in its gap.
        if (node === parts.code) return;
        const block = readCodeBlock(node, context.conceptId, `question ${localId}`, context.file);
        if (block !== undefined) context.codeBlocks.push(block);
      });
    }
  }

  choices(kind: 'single-choice' | 'multiple-choice' | 'decide'): Choice[] | undefined {
    const list = this.list();
    const choices = list?.children.map((item) => this.choice(item));
    if (choices === undefined || choices.length < 3)
      return this.lacks('at least three options "- [x] …" or "- [ ] …"');
    if (choices.some((choice) => choice === undefined)) return undefined;
    const right = choices.filter((choice) => choice?.correct).length;
    if (kind === 'multiple-choice' ? right === 0 : right !== 1) {
      return this.lacks(
        kind === 'multiple-choice' ? 'a right option: mark it [x]' : 'exactly one right option marked [x]',
      );
    }
    return choices.filter((choice) => choice !== undefined);
  }

  /** The code that is asked about, as the reader sees it; the caller hands it on for verification. */
  code(): CodeBlock | undefined {
    const { code } = this.parts;
    if (code === undefined) return this.lacks('a code block');
    return readCodeBlock(code, this.context.conceptId, `question ${this.localId}`, this.context.file);
  }

  /** The wrong outputs are written by the author, the right one was printed by the program. */
  outputs(id: string, code: CodeBlock, explanation: string | undefined): Choice[] | undefined {
    if (explanation === undefined) return this.lacks('a closing "> …" that explains the output');
    const recorded = this.context.outputs.get(id);
    if (recorded?.code !== code.text)
      return this.lacks('a recorded output: run "npm run verify:guide -- --update"');
    const wrong = this.list()?.children.map((item) => this.itemWithReason(item));
    if (wrong === undefined || wrong.length < 2)
      return this.lacks('at least two wrong outputs "- `…`" with their reasons');
    const right: Choice = { text: `\`${recorded.output}\``, correct: true, reason: explanation };
    const options: Choice[] = [];
    for (const item of wrong) {
      if (item === undefined) return undefined;
      if (item.text === right.text)
        return this.lacks(`a wrong output: ${item.text} is what the program prints`);
      options.push({ ...item, correct: false });
    }
    options.splice(id.length % (options.length + 1), 0, right);
    return options;
  }

  items(what: string, atLeast: number, ordered: boolean): string[] | undefined {
    const list = this.list();
    if (list === undefined || list.children.length < atLeast || Boolean(list.ordered) !== ordered)
      return this.lacks(what);
    return list.children.map((item) => sourceOf(this.context.source, item.children));
  }

  pairs(): { left: string; right: string }[] | undefined {
    const table = this.parts.body.find((node): node is Table => node.type === 'table');
    const rows = table?.children.slice(1) ?? [];
    const pairs = rows.map(({ children: [left, right] }) => ({
      left: left ? sourceOf(this.context.source, left.children) : '',
      right: right ? sourceOf(this.context.source, right.children) : '',
    }));
    const rights = new Set(pairs.map((pair) => pair.right));
    if (
      pairs.length < 3 ||
      rights.size < pairs.length ||
      pairs.some((pair) => pair.left === '' || pair.right === '')
    ) {
      return this.lacks('a table of at least three pairs, two filled columns, every right side different');
    }
    return pairs;
  }

  answers(): string[] | undefined {
    const code = this.parts.code?.value ?? '';
    if (code.split('___').length !== 2) return this.lacks('exactly one gap "___" in its code');
    const answers = this.list()?.children.map((item) => {
      const [paragraph] = item.children;
      const inline = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
      return inline?.type === 'inlineCode' ? inline.value : undefined;
    });
    if (answers === undefined || answers.length === 0 || answers.includes(undefined)) {
      return this.lacks('a list of accepted answers "- `…`"');
    }
    return answers.filter((answer) => answer !== undefined);
  }

  explained<Q extends Question>(question: Q): Q | undefined {
    return question.explanation === undefined
      ? this.lacks('a closing "> …" that explains the answer')
      : question;
  }

  private list(): List | undefined {
    return this.parts.body.find((node): node is List => node.type === 'list');
  }

  private choice(item: ListItem): Choice | undefined {
    const { checked } = item;
    if (typeof checked !== 'boolean') {
      complain(
        this.context,
        item,
        'An option without a mark: begin it with "- [x]" (right) or "- [ ]" (wrong)',
      );
      return undefined;
    }
    const parts = this.itemWithReason(item);
    return parts && { ...parts, correct: checked };
  }

  private itemWithReason(item: ListItem): { text: string; reason: string } | undefined {
    const [text, ...reason] = item.children;
    if (text === undefined || reason.length === 0) {
      const shown = toString(item).slice(0, 40);
      complain(this.context, item, `The option "${shown}" has no reason: add an indented paragraph below it`);
      return undefined;
    }
    const dedent = (source: string): string => source.replace(/^ {2,4}/gm, '');
    // The checkbox belongs to the item, not to its paragraph, but the paragraph's position includes it.
    return {
      text: sourceOf(this.context.source, [text]).replace(/^\[[ xX]\]\s+/, ''),
      reason: dedent(sourceOf(this.context.source, reason)),
    };
  }

  private lacks(what: string): undefined {
    complain(this.context, this.section.heading, `The question "${this.localId}" needs ${what}`);
    return undefined;
  }
}

function complain(context: QuestionContext, node: RootContent | Code | ListItem, reason: string): void {
  context.file.message(reason, node, 'questions');
}

/**
 * The compiled guide: what content/ becomes and what server, client and views read.
 * The schemas are the single description of the shapes; the types are inferred from them.
 */
import * as v from 'valibot';
import { diagramSchema } from './diagram';
import { kebabId } from './kebabId';
import { triggerSchema } from './trigger';

export const areas = [
  'databases',
  'nodejs',
  'express',
  'nestjs',
  'security',
  'system-design',
  'python',
  'devops',
  'testing',
  'mindset',
] as const;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('write at least one word'));
const shortText = v.pipe(text, v.maxLength(90, 'shorten to 90 characters: it is one line of the hover card'));

/** What a side gives and takes. Each field completes a sentence of the card, so it starts in lower case and has no full stop. */
const costs = {
  /** Completes "You get …". */
  get: shortText,
  /** Completes "You pay …". */
  pay: shortText,
  /** Completes "Switch when …". */
  switchWhen: shortText,
};

const optionSchema = v.strictObject({ id: kebabId, title: text, ...costs });

const sourceSchema = v.strictObject({
  title: text,
  url: v.pipe(
    v.string(),
    v.regex(/^https:\/\/\S+$/, 'give the full https:// address of primary documentation'),
  ),
});

/** The front matter of a concept file, as authors write it. */
export const frontMatterSchema = v.strictObject({
  id: kebabId,
  title: text,
  area: v.picklist(areas, `choose one of: ${areas.join(', ')}`),
  aliases: v.pipe(v.array(text), v.minLength(2, 'list at least two other names that people search for')),
  difficulty: v.picklist([1, 2, 3], 'choose 1 (basic), 2 or 3 (advanced)'),
  tradeoff: v.strictObject(costs),
  options: v.optional(v.array(optionSchema), []),
  /** False where the sides are kinds of a thing rather than choices: naming one at the end of a line tells nothing. */
  hints: v.optional(v.boolean(), true),
  prerequisites: v.optional(v.array(kebabId), []),
  related: v.optional(v.array(kebabId), []),
  sources: v.pipe(v.array(sourceSchema), v.minLength(2, 'name at least two primary sources')),
  triggers: v.optional(v.array(triggerSchema), []),
});

/** How a code block is checked: run, run on an engine, type-checked against the real packages, or parsed. */
export const verifications = [
  'node',
  'types',
  'postgresql',
  'mariadb',
  'mongodb',
  'redis',
  'python',
  'shell',
  'nginx',
  'compose',
  'parse',
] as const;
const verification = v.picklist(verifications);

const choiceSchema = v.strictObject({ text, correct: v.boolean(), reason: text });

const questionCommon = {
  /** `concept-id/question-id`; never reused, whatever happens to the text. */
  id: v.string(),
  conceptId: kebabId,
  difficulty: v.picklist([1, 2, 3]),
  /** Markdown. */
  prompt: text,
  /** Markdown; what is true and why, shown after the answer. */
  explanation: v.optional(text),
};
const code = v.strictObject({ language: v.string(), text: v.string() });

const questionSchema = v.variant('kind', [
  v.strictObject({ ...questionCommon, kind: v.literal('single-choice'), options: v.array(choiceSchema) }),
  v.strictObject({ ...questionCommon, kind: v.literal('multiple-choice'), options: v.array(choiceSchema) }),
  /** Choose a side from the constraints that the prompt states. */
  v.strictObject({ ...questionCommon, kind: v.literal('decide'), options: v.array(choiceSchema) }),
  /** The right option's text was printed by a run of `code`; the others are what people expect instead. */
  v.strictObject({
    ...questionCommon,
    kind: v.literal('predict-output'),
    code,
    options: v.array(choiceSchema),
  }),
  /** `steps` are in the right order. */
  v.strictObject({ ...questionCommon, kind: v.literal('order'), steps: v.array(text) }),
  v.strictObject({
    ...questionCommon,
    kind: v.literal('match'),
    pairs: v.array(v.strictObject({ left: text, right: text })),
  }),
  /** `code.text` holds the gap as `___`; `answers` are the accepted fillings, the first one is shown. */
  v.strictObject({ ...questionCommon, kind: v.literal('fill-gap'), code, answers: v.array(text) }),
  /** `rubric` lists what an interviewer listens for. */
  v.strictObject({ ...questionCommon, kind: v.literal('explain-aloud'), rubric: v.array(text) }),
]);

const snippetSchema = v.strictObject({
  /** `concept-id/prefix`, with `/library` where there are variants. */
  id: v.string(),
  /** What a person types; starts with `bg-`. */
  prefix: v.string(),
  title: text,
  conceptId: kebabId,
  option: v.optional(kebabId),
  /** Fence language: js, ts, sql, python, dockerfile, compose, shell, prisma, nginx, http. */
  language: v.string(),
  /** A `ts` snippet without types or decorators: it fits JavaScript files too. */
  plainJavaScript: v.optional(v.literal(true)),
  /** npm or PyPI package, optionally with a major version (`express@5`), that this variant is for. */
  library: v.optional(v.string()),
  /** In VS Code's snippet syntax. */
  body: v.string(),
  verify: verification,
});

/** A sentence of the page whose truth was shown by running a proof. */
const claimSchema = v.strictObject({
  /** Unique within the concept. */
  id: kebabId,
  /** The sentence, without markup. */
  statement: text,
  /** What the proof ran on, each with its version: `PostgreSQL 15.18`. */
  checkedOn: v.array(text),
});

const followUp = v.strictObject({ question: text, answer: text });

export const conceptSchema = v.strictObject({
  ...frontMatterSchema.entries,
  /** Markdown, at most 280 characters of text. */
  lead: text,
  /** The lead's first sentence. */
  definition: text,
  /** Markdown of the sections, without their headings. */
  sections: v.strictObject({
    why: text,
    tradeoffs: v.optional(text),
    whenToUse: text,
    whenNotToUse: text,
    example: text,
    pitfalls: text,
    interview: text,
    remember: text,
  }),
  /** The tradeoffs table: a row per criterion, `cells` in the order of `options`. */
  criteria: v.array(v.strictObject({ name: text, cells: v.array(text) })),
  pitfalls: v.array(v.strictObject({ said: text, truth: text })),
  interview: v.strictObject({ answer: text, listensFor: v.array(text), followUps: v.array(followUp) }),
  claims: v.array(claimSchema),
  questions: v.array(questionSchema),
  snippets: v.array(snippetSchema),
  /** From `content/diagrams/<concept-id>.yaml`. */
  diagram: v.optional(diagramSchema),
});

/** Raised by one whenever a reader of an older guide.json could misread a newer one. */
export const guideVersion = 1;

export const guideSchema = v.strictObject({
  version: v.literal(guideVersion),
  concepts: v.array(conceptSchema),
});

export type Area = (typeof areas)[number];
export type Verification = (typeof verifications)[number];
export type ConceptOption = v.InferOutput<typeof optionSchema>;
export type FrontMatter = v.InferOutput<typeof frontMatterSchema>;
export type Choice = v.InferOutput<typeof choiceSchema>;
export type Question = v.InferOutput<typeof questionSchema>;
export type QuestionKind = Question['kind'];
export type Snippet = v.InferOutput<typeof snippetSchema>;
export type Concept = v.InferOutput<typeof conceptSchema>;
export type Guide = v.InferOutput<typeof guideSchema>;

/**
 * Triggers: the declarative description of the code that evokes a concept.
 * content/README.md explains each kind to authors, with examples; this file is the schema that checks them.
 */
import * as v from 'valibot';
import { kebabId } from './kebabId';

/**
 * Where a name comes from: `module#export`, for example `pg#Pool`, `node:timers/promises#setTimeout`,
 * `express#default`, or `global#process.nextTick` for what the language itself provides.
 * The part behind `#` may be a dotted path. `parameter#next` is a parameter of that name about which nothing else is
 * known; as a reference `signature#err.req.res.next` is the first parameter of a function with exactly these names;
 * `~/models#default` is anything that comes from a file or folder of the project that is called so.
 */
const target = v.pipe(
  v.string(),
  v.regex(
    /^[^#\s]+#[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/,
    'write a target as "module#export", for example "pg#Pool" or "global#setTimeout"',
  ),
);

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('write at least one word'));
const texts = v.pipe(v.array(text), v.minLength(1, 'list at least one entry'));
const targets = v.pipe(v.array(target), v.minLength(1, 'list at least one target'));
const literal = v.union([v.string(), v.number(), v.boolean()], 'write a string, a number, true or false');
const literals = v.pipe(v.array(literal), v.minLength(1, 'list at least one value'));

/** A condition on one argument of a call. All fields that are present must hold for the same argument. */
const argumentCondition = v.strictObject({
  /** Zero-based position; without it, any argument may satisfy the condition. */
  index: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** The syntactic shape of the argument. */
  is: v.optional(v.picklist(['function', 'string', 'number', 'object', 'array'])),
  /** The syntactic shape that it must not have, as far as can be seen. */
  isNot: v.optional(v.picklist(['function', 'string', 'number', 'object', 'array'])),
  /** A function with exactly this many parameters. */
  parameters: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** A literal equal to one of these; strings compare without regard to case. */
  values: v.optional(literals),
  /** A string literal that begins with one of these, without regard to case. */
  startsWith: v.optional(texts),
  /** A string that the program puts together: holes, concatenation, an f-string or a format; `false`: one that is not. */
  interpolated: v.optional(v.boolean()),
  /** An object literal that has all of these keys; in Python, keyword arguments of the call. */
  keys: v.optional(texts),
  /** An object literal (in Python: a call) that has none of these keys. */
  absentKeys: v.optional(texts),
  /** An object literal in which some key has one of these strings, as in `{ userId: 'hashed' }` (JavaScript only). */
  keyValues: v.optional(texts),
  /** A name written like one of these, as in `.catch(next)`; `*.CREATED` is any path that ends so. */
  identifiers: v.optional(texts),
});

const common = {
  /** Unique within the concept; `concept-id/trigger-id` is the wire id. */
  id: kebabId,
  /** The side of the tradeoff that this code takes, one of the concept's option ids. */
  option: v.optional(kebabId),
  /** One sentence on this very symbol: what it does here, not what the concept is. */
  note: v.pipe(text, v.maxLength(140, 'shorten the note to 140 characters, so that the card stays short')),
  /** `every`: each occurrence is a match. `first`: only the first one of the file, for what stands on every other line. */
  show: v.optional(v.picklist(['every', 'first']), 'every'),
};

const codeCommon = {
  ...common,
  /** `js` stands for JavaScript, TypeScript, JSX and TSX. */
  language: v.picklist(['js', 'python'], 'write "js" (JavaScript, TypeScript, JSX, TSX) or "python"'),
  /** The file must import one of these modules: the second signal for a name that proves nothing alone. */
  fileImports: v.optional(texts),
};

const callConditions = {
  /** Every condition must be met by some argument. */
  arguments: v.optional(v.pipe(v.array(argumentCondition), v.minLength(1, 'list at least one condition'))),
  argumentCount: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
};

const receiverConditions = {
  /** The root of the receiver's member chain is, or is an instance or result of, one of these. */
  receivers: v.optional(targets),
  /** The receiver is written like this (`req`, `this.redis`) or ends so (`*Queue`); proves nothing alone. */
  receiverNames: v.optional(texts),
};

/** A method or property name alone is never evidence: something else in the file has to agree. */
function hasEvidence(trigger: {
  receivers?: readonly string[] | undefined;
  fileImports?: readonly string[] | undefined;
  arguments?: readonly unknown[] | undefined;
}): boolean {
  return (
    trigger.receivers !== undefined || trigger.fileImports !== undefined || trigger.arguments !== undefined
  );
}
const evidenceMessage = 'add "receivers", "arguments" or "fileImports": a member name alone proves nothing';

const sourceTriggers = [
  /** Any mention of the target as a value; the range is the whole dotted path. */
  v.strictObject({ ...codeCommon, kind: v.literal('reference'), targets }),
  /** The target is called; the range is the callee. */
  v.strictObject({ ...codeCommon, ...callConditions, kind: v.literal('call'), targets }),
  /** The target is constructed with `new` (JavaScript only; Python constructs by calling). */
  v.strictObject({ ...codeCommon, ...callConditions, kind: v.literal('new'), targets }),
  /** A method call; the range is the method's name. */
  v.pipe(
    v.strictObject({
      ...codeCommon,
      ...callConditions,
      ...receiverConditions,
      kind: v.literal('member'),
      names: texts,
      /** A record that such a receiver's query found is a receiver too: `(await User.findById(id)).save()` (JavaScript only). */
      records: v.optional(v.literal(true)),
    }),
    v.check((trigger) => hasEvidence(trigger), evidenceMessage),
  ),
  /** A property that is read or, with `assigned`, written; the range is the property's name. */
  v.pipe(
    v.strictObject({
      ...codeCommon,
      ...receiverConditions,
      kind: v.literal('property'),
      names: texts,
      assigned: v.optional(v.boolean()),
      /** The property's name is unmistakable by itself, as `innerHTML` is. */
      distinctive: v.optional(v.literal(true)),
      /** It is compared with something that is written like this, such as `user.id` or `'admin'`. */
      comparedWith: v.optional(texts),
      /** It is assigned an object literal with all of these keys (JavaScript only). */
      valueKeys: v.optional(texts),
    }),
    v.check(
      (trigger) =>
        trigger.distinctive === true ||
        trigger.comparedWith !== undefined ||
        trigger.valueKeys !== undefined ||
        hasEvidence(trigger),
      `${evidenceMessage} (or "distinctive: true", "comparedWith" or "valueKeys")`,
    ),
  ),
  /** `@Module({…})`, `@app.get('/')`; the range is the decorator's path without `@`. */
  v.pipe(
    v.strictObject({
      ...codeCommon,
      ...callConditions,
      kind: v.literal('decorator'),
      targets: v.optional(targets),
      /** With `names`: a method of an instance used as a decorator, as in `@app.get("/")`. */
      receivers: v.optional(targets),
      names: v.optional(texts),
    }),
    v.check(
      (trigger) =>
        (trigger.targets !== undefined) !== (trigger.names !== undefined && trigger.receivers !== undefined),
      'give either "targets", or "names" together with "receivers"',
    ),
  ),
  /** A class extends the target; the range is the base's name in the class header. */
  v.strictObject({ ...codeCommon, kind: v.literal('base'), targets }),
  /** A key of an object argument (in Python: a keyword argument) of a known call or decorator; the range is the key. */
  v.pipe(
    v.strictObject({
      ...codeCommon,
      kind: v.literal('key'),
      names: texts,
      /** The call, constructor or decorator that the key is an argument of. */
      inside: v.optional(targets),
      /** The method whose argument the object is, for receivers that cannot be known. */
      insideMethods: v.optional(texts),
      values: v.optional(literals),
      /** The value is an object literal with all of these keys, which is evidence enough (JavaScript only). */
      valueKeys: v.optional(texts),
      /** The value is a string that begins with one of these, without regard to case (JavaScript only). */
      startsWith: v.optional(texts),
      /** The key is unmistakable by itself, as `httpOnly` is, also in an object that is no argument (JavaScript only). */
      distinctive: v.optional(v.literal(true)),
    }),
    v.check(
      (trigger) =>
        trigger.distinctive === true ||
        trigger.inside !== undefined ||
        trigger.valueKeys !== undefined ||
        (trigger.insideMethods !== undefined && trigger.fileImports !== undefined),
      'give "inside", "valueKeys", "distinctive", or "insideMethods" together with "fileImports": a key alone proves nothing',
    ),
  ),
  /**
   * The constructor, with parameters, of a class that carries the decorator, or that is given something called so
   * (`*Repository` for the end of a parameter's or its type's name); JavaScript only. The range is the word.
   */
  v.pipe(
    v.strictObject({
      ...codeCommon,
      kind: v.literal('constructor'),
      targets: v.optional(targets),
      parameterNames: v.optional(texts),
    }),
    v.check(
      (trigger) => (trigger.targets !== undefined) !== (trigger.parameterNames !== undefined),
      'give either "targets" or "parameterNames"',
    ),
  ),
  /** A class that is called so, `*Repository` for the end of its name; the range is its name. */
  v.strictObject({ ...codeCommon, kind: v.literal('class'), names: texts }),
  /** What the file exports under this name, a function or a constant (JavaScript only); the range is the name. */
  v.strictObject({ ...codeCommon, kind: v.literal('export'), names: texts }),
  /** A keyword of the language, such as `await`; nearly always with `show: first`. */
  v.strictObject({
    ...codeCommon,
    kind: v.literal('keyword'),
    names: texts,
    /** Only a loop that tries something again when it has failed (JavaScript only). */
    retries: v.optional(v.literal(true)),
  }),
  /** An attribute of a JSX element, such as `dangerouslySetInnerHTML`. */
  v.strictObject({ ...common, kind: v.literal('jsx-attribute'), names: texts }),
] as const;

/**
 * SQL phrases: upper-case words match keywords in any case; `A|B` alternatives; `[A|B]` optional;
 * punctuation stands for itself; `:name` an identifier (qualified or quoted too), `:value` a literal, parameter
 * or hole, `:hole` a part that the program puts into the text, `:list` a parenthesised list, `'BF'` that very string. `:key` is an identifier
 * that must be the same one in every phrase of the trigger that mentions it, `with` included (`:key > :value` with
 * `ORDER BY :key`). The range is the phrase.
 */
const sqlPhrase = v.pipe(
  text,
  v.regex(
    /^(?:[^\sa-z]+|\[(?:[^\]a-z:]|:(?:name|value|list))+\]|:(?:name|key|value|hole|list))(?: (?:[^\sa-z]+|\[(?:[^\]a-z:]|:(?:name|value|list))+\]|:(?:name|key|value|hole|list)))*$/,
    'write keywords in upper case, separated by single spaces; placeholders are :name, :key, :value, :hole and :list',
  ),
);

const otherTriggers = [
  v.strictObject({
    ...common,
    kind: v.literal('sql'),
    phrases: v.pipe(v.array(sqlPhrase), v.minLength(1, 'list at least one phrase')),
    /** Phrases that must all occur in the same statement. */
    with: v.optional(v.array(sqlPhrase)),
    /** Phrases that must not occur in the same statement. */
    without: v.optional(v.array(sqlPhrase)),
  }),
  /** A Dockerfile instruction; the range is the keyword, or with `words` those words. */
  v.strictObject({
    ...common,
    kind: v.literal('instruction'),
    names: texts,
    /** Flags such as `--from` that must be present. */
    flags: v.optional(texts),
    /** Words of the instruction that must be present, such as `AS`. */
    words: v.optional(texts),
    /** FROM only: the image starts with one of these (`node:18`) or ends with one (`:latest`). */
    images: v.optional(texts),
    /** CMD and ENTRYPOINT: a JSON array or a shell line. */
    form: v.optional(v.picklist(['exec', 'shell'])),
  }),
  /** A command line in a shell script, a Dockerfile's RUN or CMD, or a workflow's `run`; the range is the command words. */
  v.strictObject({
    ...common,
    kind: v.literal('command'),
    commands: texts,
    flags: v.optional(texts),
    absentFlags: v.optional(texts),
  }),
  /**
   * A key path of a YAML document, `*` for any key or list item: `services.*.depends_on`; the range is the last key, or
   * with `images` the image's name.
   */
  v.strictObject({
    ...common,
    kind: v.literal('key-path'),
    document: v.picklist(['compose'], 'write "compose": other YAML documents are not recognised'),
    paths: texts,
    values: v.optional(literals),
    /** The value is one of these images, whatever its registry, owner and tag: `redis`, `rabbitmq`. */
    images: v.optional(texts),
  }),
  /** An attribute of a Prisma schema (`@id`, `@@index`), or without `@` the type of a field (`Json`); the range is that. */
  v.strictObject({ ...common, kind: v.literal('prisma-attribute'), names: texts, words: v.optional(texts) }),
  /** An nginx directive: `upstream`, `proxy_pass`; the range is the directive's name. */
  v.strictObject({
    ...common,
    kind: v.literal('directive'),
    names: texts,
    /** The block that the directive stands in directly, such as `upstream`. */
    within: v.optional(texts),
    words: v.optional(texts),
  }),
  /** A header field of an `.http` file, or its request line's `:method`; the range is the name, or the method. */
  v.strictObject({ ...common, kind: v.literal('header'), names: texts, startsWith: v.optional(texts) }),
] as const;

/** One trigger as authors write it in the front matter of a concept. */
export const triggerSchema = v.variant('kind', [...sourceTriggers, ...otherTriggers]);

export type Trigger = v.InferOutput<typeof triggerSchema>;

/** The schema of each kind by itself: a variant tries one after the other, which takes four times as long. */
export const triggerSchemas: ReadonlyMap<string, v.GenericSchema<unknown, Trigger>> = new Map(
  triggerSchema.options.map((schema) => [schema.entries.kind.literal, schema]),
);
export type TriggerKind = Trigger['kind'];
export type TriggerOfKind<K extends TriggerKind> = Extract<Trigger, { kind: K }>;
export type ArgumentCondition = v.InferOutput<typeof argumentCondition>;

import { isImported, isProjectFile, parameterModule, type Meaning } from './resolve';

/** A module's member in the one spelling that all others are compared in. */
export interface Target {
  readonly module: string;
  readonly path: readonly string[];
}

/** Brings the spellings of one thing together: `node:` or not, default or namespace import. */
export type Canonical = (module: string, path: readonly string[]) => Target;

/** The module of a target that may come from anywhere: `*#PrismaService` is any imported `PrismaService`. */
const anyModule = '*';

export function parseTarget(target: string, canonical: Canonical): Target {
  const hash = target.indexOf('#');
  const module = target.slice(0, hash);
  const path = target.slice(hash + 1).split('.');
  return module === anyModule ? { module, path } : canonical(module, path);
}

/** `~/models` is any file or folder of the project with that name, as in `../models/user`, `./user.model` and `./userModel`. */
export const inProject = '~/';

/** The key of what a file of the project exports by default: `~/catchAsync#` for `../utils/catchAsync.js`. */
export function fileTarget(module: string): string | undefined {
  if (!isProjectFile(module)) return undefined;
  const file = module.slice(module.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]s$/, '');
  return targetKey({ module: `${inProject}${file}`, path: [] });
}

function isCalled(module: string, wanted: string): boolean {
  const word = wanted.slice(inProject.length);
  const capitalized = word.charAt(0).toUpperCase() + word.slice(1);
  // Without a slash it is a package of that very name.
  if (!module.includes('/')) return false;
  return module
    .replace(/^(?:@[\w-]*|[~#.]+|src)\//, '')
    .replace(/^(?:\.\.?\/)+/, '')
    .replace(/\.[cm]?[jt]s$/, '')
    .split('/')
    .some((part) => part === word || part.endsWith(`.${word}`) || part.endsWith(capitalized));
}

export function targetKey({ module, path }: Target): string {
  return `${module}#${path.join('.')}`;
}

/** The keys under which triggers may have named this meaning; none when something was already called. */
export function keysOf(meaning: Meaning, canonical: Canonical): readonly string[] {
  if (meaning.tail.length > 0) return [];
  const target = canonical(meaning.module, meaning.path);
  const key = targetKey(target);
  const last = target.path[target.path.length - 1];
  if (isImported(target) && last !== undefined) return [key, `${anyModule}#${last}`];
  const file = last === undefined ? fileTarget(target.module) : undefined;
  const alias =
    meaning.alias === undefined || last !== undefined ? undefined : `${anyModule}#${meaning.alias}`;
  return [key, file, alias].filter((one) => one !== undefined);
}

/**
 * Methods that hand over a further handle on the same thing rather than data: a connection, a session, a
 * collection, a client of a pool, a router. What they return, also after `await`, still belongs to their library.
 */
const handsOver =
  /^(?:[A-Z]\w*|connect\w*|db|database|collection|model|table|repository|client|session|cursor|channel|pool|router|route|group|prefix|manager|connection|transaction|\$?extends?|duplicate|clone|with[A-Z_]\w*|(?:create|open|acquire|start|begin|build|make|init|new|get|use|for|register|from|define)_?(?:$|[A-Z_]\w*)|create|open|acquire|start|begin|build|make|init(?:ialize)?|register|define|instance|prepare|scoped_session|sessionmaker)$/;
/** Methods that return data at once: what they return is a list or a record like any other. */
const returnsData =
  /^(?:get|all|first|one|last|find_?(?:one|first|many|all)\w*|fetch\w*|to_?(?:array|list|dict|json|string)|scalars?|rows?|values|keys|entries|items|map|filter|flatMap|reduce|count|length|json|parse|read\w*|then|catch|exec|execute|run|send|lean|pop|shift|toArray|toObject|result|results|mappings|tuples)$/i;
/** `get` hands over what it names, `getConnection`, but not what it looks up, `getUsers`. */
const getsHandle =
  /^get_?(?:\w*)(?:repository|connection|client|session|collection|channel|pool|router|manager|queue|model|database|db|redis|store|transaction|cursor|producer|consumer|bucket|server|app|engine)$/i;

/** What follows `route('/path')` in a chain: here even `get` hands over the route. */
const verbs = /^(?:all|get|head|post|put|patch|delete|options)$/;

function staysWithLibrary(
  method: string | undefined,
  isAwaited: boolean,
  chained: ReadonlySet<string> | undefined,
): boolean {
  if (method === undefined || (!isAwaited && chained?.has(method) === true)) return true;
  if (method.startsWith('get') && method !== 'get') return getsHandle.test(method);
  if (method === 'get') return false;
  if (handsOver.test(method)) return true;
  return !isAwaited && !returnsData.test(method);
}

/** What a language has to say so that values can be traced back to a target. */
export interface Spelling {
  readonly canonical: Canonical;
  /** Methods that only go on building a query in this language, though they return data in another. */
  readonly chained?: ReadonlySet<string>;
  /** Types of instances under the name of what makes them: what is annotated `FastifyInstance` comes from `fastify()`. */
  readonly instance?: (target: Target) => Target;
}

/** Queries that find or make one record, and what may stand between them and `await`. */
const yieldsRecord =
  /^(?:find(?:One|First|ById|ByPk|By[A-Z]\w*|OneBy|OneAnd[A-Z]\w*|OneOrFail|OneByOrFail)|create|build|upsert|select|populate|session|where|include|sort|exec|orFail)$/;
/** What a query hands over itself, before it is awaited or afterwards. */
const isRecord = (method: string | undefined, withRecords: boolean): boolean =>
  withRecords && method !== undefined && yieldsRecord.test(method);

/** Whether a name stands on the way to a value, such as `objects` in `get_user_model().objects`. */
function isNamed({ path, tail, alias }: Meaning, name: string): boolean {
  return path.includes(name) || tail.includes(`.${name}`) || name === alias;
}

/**
 * Whether a value is the target, or still belongs to it: constructed from it, returned by it, or reached from
 * such a value by members, by methods that hand over handles, and by the chained calls of a builder.
 */
export function belongsTo(
  meaning: Meaning,
  target: Target,
  { canonical, chained, instance }: Spelling,
  withRecords = false,
): boolean {
  const named = canonical(meaning.module, meaning.path);
  const { module, path } = meaning.tail[0] === 'new' ? (instance?.(named) ?? named) : named;
  const lastWanted = target.path[target.path.length - 1];
  if (target.module === anyModule) {
    // What hangs on a parameter was put there by a plugin or middleware: `fastify.knex`, `ctx.prisma`.
    const isAttached = module === parameterModule && !target.path.includes(path[0] ?? '');
    if (!isImported({ module }) && !isAttached) return false;
    if (!target.path.every((name) => isNamed(meaning, name))) return false;
  } else {
    // Python's targets are one path without a module, and its folders are written with dots.
    const file = module === '' ? meaning.module.replaceAll('.', '/') : module;
    const isModule = target.module.startsWith(inProject)
      ? isCalled(file, target.module)
      : module === target.module;
    if (!isModule || target.path.length > path.length) return false;
    if (!target.path.every((name, index) => path[index] === name)) return false;
  }
  // The first call on the target itself makes the instance, whatever the target is called.
  const last = path[path.length - 1];
  const isTarget = path.length === target.path.length || (target.module === anyModule && last === lastWanted);
  let member = isTarget ? undefined : last;
  let isRoute = false;
  for (const [index, step] of meaning.tail.entries()) {
    if (step.startsWith('.')) member = step.slice(1);
    else if (step === '()') {
      isRoute ||= member === 'route';
      const isVerb = isRoute && member !== undefined && verbs.test(member);
      const isAwaited = meaning.tail[index + 1] === 'await';
      if (!isVerb && !isRecord(member, withRecords) && !staysWithLibrary(member, isAwaited, chained))
        return false;
      member = undefined;
    } else if (step === '[]') return false;
  }
  return true;
}

/** Which snippets fit a file, and which variant of a snippet fits the libraries at hand. */
import type { Snippet } from '../../protocol/src/concept';

const javascript = ['javascript', 'javascriptreact'];
const typescript = ['typescript', 'typescriptreact'];

/** Language ids of VS Code for each fence language of the guide. A Map, because fence languages come from content. */
const languageIds: ReadonlyMap<string, readonly string[]> = new Map([
  ['js', [...javascript, ...typescript]],
  ['ts', typescript],
  ['sql', ['sql', 'pgsql', 'mysql']],
  ['python', ['python']],
  ['dockerfile', ['dockerfile']],
  ['yaml', ['yaml']],
  ['compose', ['yaml', 'dockercompose']],
  ['shell', ['shellscript']],
  ['prisma', ['prisma']],
  ['nginx', ['nginx']],
  ['http', ['http', 'rest']],
  ['json', ['json', 'jsonc']],
]);

/** Whether a snippet may be inserted into a file of this language. */
export function snippetFits(snippet: Snippet, languageId: string): boolean {
  if (languageIds.get(snippet.language)?.includes(languageId) === true) return true;
  return snippet.plainJavaScript === true && javascript.includes(languageId);
}

/** The language that shows code of the guide best, whatever file is open; undefined for a fence that is no language. */
export function languageIdOf({ language }: Pick<Snippet, 'language'>): string | undefined {
  return languageIds.get(language)?.[0];
}

/** Names under which Python packages are imported, where they differ from the name of the package. */
const pythonModules: ReadonlyMap<string, string> = new Map([
  ['pyjwt', 'jwt'],
  ['argon2-cffi', 'argon2'],
  ['python-jose', 'jose'],
]);

/** What a `library=` mark names. */
export interface Library {
  readonly name: string;
  /** Set where the variant is for one major version only. */
  readonly major?: number;
}

/** Reads `express@5` or `@prisma/client`. */
export function parseLibrary(mark: string): Library {
  const version = /^(.+)@(\d+)$/.exec(mark);
  return version === null ? { name: mark } : { name: version[1] ?? mark, major: Number(version[2]) };
}

/** Whether one of a file's imports comes from the library that the snippet is written for. */
export function isImported(snippet: Snippet, modules: readonly string[]): boolean {
  if (snippet.library === undefined) return false;
  const { name } = parseLibrary(snippet.library);
  const module = pythonModules.get(name) ?? name;
  return modules.some(
    (one) => one === module || one.startsWith(`${module}/`) || one.startsWith(`${module}.`),
  );
}

/**
 * Of the variants of a snippet those that a file can use as it is: the ones for the libraries that it imports,
 * else the one that needs none, else the first one, which is the guide's own choice. `variants` is not empty.
 */
export function variantsFor(variants: readonly Snippet[], modules: readonly string[]): readonly Snippet[] {
  const imported = variants.filter((snippet) => isImported(snippet, modules));
  return imported.length > 0 ? imported : variants.filter((snippet) => snippet === defaultVariant(variants));
}

/** The variant that is offered where nothing is known of the project. */
export function defaultVariant(variants: readonly Snippet[]): Snippet | undefined {
  return variants.find(({ library }) => library === undefined) ?? variants[0];
}

/** The snippets that fit a language, variants of one prefix together, in the order of the guide. */
export function snippetVariants(
  snippets: readonly Snippet[],
  languageId: string,
): readonly (readonly Snippet[])[] {
  const byPrefix = new Map<string, Snippet[]>();
  for (const snippet of snippets) {
    if (!snippetFits(snippet, languageId)) continue;
    const variants = byPrefix.get(snippet.prefix);
    if (variants === undefined) byPrefix.set(snippet.prefix, [snippet]);
    else variants.push(snippet);
  }
  return [...byPrefix.values()];
}

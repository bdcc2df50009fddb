/**
 * The snippet files that an editor reads without a server. They hold one variant of every prefix of a language;
 * the server offers the others, so that nothing is offered twice.
 */
import type { Concept, Snippet } from '../../protocol/src/concept';
import { cardOf, sideTitle } from './card';
import { optionOf } from './conceptIndex';
import { defaultVariant, snippetVariants } from './snippetChoice';
import { indentedByTabs } from './snippetIndentation';

/** Contributed files and the languages that each one serves; the first language decides what is in it. */
export const contributedFiles: Readonly<Record<string, readonly string[]>> = {
  javascript: ['javascript', 'javascriptreact'],
  typescript: ['typescript', 'typescriptreact'],
  sql: ['sql', 'pgsql', 'mysql'],
  python: ['python'],
  dockerfile: ['dockerfile'],
  compose: ['yaml', 'dockercompose'],
  shellscript: ['shellscript'],
  prisma: ['prisma'],
  nginx: ['nginx'],
  http: ['http', 'rest'],
};

/** Ids of ours that VS Code knows without another extension. It logs an error where a manifest names any other id. */
const editorLanguages = new Set([
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'sql',
  'python',
  'dockerfile',
  'yaml',
  'dockercompose',
  'shellscript',
]);

/** Whether the manifest says which languages a file is for. Where it cannot, each snippet says so itself. */
export function isNamedInManifest(languages: readonly string[]): boolean {
  return languages.every((language) => editorLanguages.has(language));
}

/** The snippets that the contributed files offer in a language. */
export function contributedTo(concepts: readonly Concept[], languageId: string): readonly Snippet[] {
  const snippets = concepts.flatMap((concept) => concept.snippets);
  return snippetVariants(snippets, languageId).flatMap((variants) => defaultVariant(variants) ?? []);
}

/** Name and text of every contributed file. */
export function contributedSnippetFiles(concepts: readonly Concept[]): ReadonlyMap<string, string> {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  return new Map(
    Object.entries(contributedFiles).map(([name, languages]) => {
      const [languageId = ''] = languages;
      const scope = isNamedInManifest(languages) ? undefined : languages.join(',');
      const entries = contributedTo(concepts, languageId).flatMap((snippet) => {
        const concept = byId.get(snippet.conceptId);
        return concept === undefined ? [] : [contribution(snippet, concept, scope)];
      });
      return [`${name}.code-snippets`, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`];
    }),
  );
}

function contribution(
  snippet: Snippet,
  concept: Concept,
  scope: string | undefined,
): readonly [string, object] {
  const card = cardOf(concept, optionOf(concept, snippet.option), undefined);
  const contributed = {
    ...(scope === undefined ? {} : { scope }),
    prefix: snippet.prefix,
    body: indentedByTabs(snippet.body).split('\n'),
    description: `${card.title}. ${card.get} ${card.pay}`,
    // Other YAML files have no services; editors that do not know this field offer the snippet there too.
    ...(snippet.language === 'compose' ? { include: ['**/*compose*.{yml,yaml}'] } : {}),
  };
  return [snippetName(snippet, concept), contributed];
}

/** What a list of snippets shows, unique in the guide: `Pagination · cursor: A cursor page behind an endpoint`. */
export function snippetName(snippet: Snippet, concept: Concept): string {
  const about = sideTitle(concept, optionOf(concept, snippet.option));
  const library = snippet.library === undefined ? '' : ` (${snippet.library})`;
  return `${about}: ${snippet.title}${library}`;
}

/** Which files a snippet can be inserted into. */
import type { Snippet } from '../../protocol/src/concept';

/** Language ids of VS Code for each fence language of the guide. */
const languageIds: Readonly<Record<string, readonly string[]>> = {
  js: ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'],
  ts: ['typescript', 'typescriptreact'],
  sql: ['sql', 'pgsql', 'mysql'],
  python: ['python'],
  dockerfile: ['dockerfile'],
  yaml: ['yaml'],
  compose: ['yaml', 'dockercompose'],
  shell: ['shellscript'],
  prisma: ['prisma'],
  nginx: ['nginx'],
  http: ['http', 'rest'],
  json: ['json', 'jsonc'],
};

export function snippetFits(snippet: Snippet, languageId: string): boolean {
  return languageIds[snippet.language]?.includes(languageId) ?? false;
}

/** The programming languages. Grammars are tables that take milliseconds to unpack, so each is loaded when it is needed. */
import type { DocumentDetection } from './detection';
import type { JavaScriptDialect } from './javascript/language';
import type { SourceLanguage } from './source/language';
import type { SqlIndex } from './sql/sqlIndex';
import type { TriggerIndex } from './triggerIndex';

export type LoadSource = (index: TriggerIndex) => Promise<SourceLanguage>;

const javascript =
  (dialect: JavaScriptDialect): LoadSource =>
  async (index) =>
    (await import('./javascript/language')).javascriptLanguage(index, dialect);

/** By language id. */
export const sourceLanguages: Readonly<Record<string, LoadSource>> = {
  javascript: javascript('jsx'),
  javascriptreact: javascript('jsx'),
  typescript: javascript('ts'),
  typescriptreact: javascript('ts jsx'),
  python: async (index) => (await import('./python/language')).pythonLanguage(index),
};

export async function openSource(
  language: SourceLanguage,
  sql: () => SqlIndex,
  text: string,
): Promise<DocumentDetection> {
  const { SourceDetection } = await import('./source/sourceDetection');
  return new SourceDetection(language, sql, text);
}

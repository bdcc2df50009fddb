import type { DocumentDetection, Detector } from './detection';
import { HeaderIndex, httpLanguage } from './http/httpLanguage';
import { javascriptLanguage } from './javascript/language';
import { dockerfileLanguage } from './dockerfile/dockerfileLanguage';
import { InstructionIndex } from './dockerfile/instructionIndex';
import { DirectiveIndex, nginxLanguage } from './nginx/nginxLanguage';
import { AttributeIndex, prismaLanguage } from './prisma/prismaLanguage';
import { pythonLanguage } from './python/language';
import { CommandIndex } from './shell/commandIndex';
import { shellLanguage } from './shell/shellLanguage';
import type { SourceLanguage } from './source/language';
import { SourceDetection } from './source/sourceDetection';
import { SqlIndex } from './sql/sqlIndex';
import { sqlLanguage } from './sql/sqlLanguage';
import { SegmentedDetection, type SegmentedLanguage } from './text/segmentedDetection';
import { KeyPathIndex, yamlLanguage } from './yaml/yamlLanguage';
import { TriggerIndex, type TriggeringConcept } from './triggerIndex';

type MakeSource = (index: TriggerIndex) => SourceLanguage;

const sourceLanguages: Readonly<Record<string, MakeSource>> = {
  javascript: (index) => javascriptLanguage(index, 'jsx'),
  javascriptreact: (index) => javascriptLanguage(index, 'jsx'),
  typescript: (index) => javascriptLanguage(index, 'ts'),
  typescriptreact: (index) => javascriptLanguage(index, 'ts jsx'),
  python: pythonLanguage,
};

/** Turns the guide's triggers into detectors. A language is prepared when its first document is opened. */
export function createDetector(
  concepts: readonly TriggeringConcept[],
  report?: (problem: string) => void,
): Detector {
  const index = new TriggerIndex(concepts, report);
  const sql = new SqlIndex(index);
  const instructions = new InstructionIndex(index);
  const commands = new CommandIndex(index, sql);
  const sources = new Map<string, SourceLanguage>();
  const source = (languageId: string, make: MakeSource): SourceLanguage => {
    const known = sources.get(languageId) ?? make(index);
    sources.set(languageId, known);
    return known;
  };
  const keyPaths = new KeyPathIndex(index);
  const attributes = new AttributeIndex(index);
  const directives = new DirectiveIndex(index);
  const headers = new HeaderIndex(index);
  const segmented: Readonly<Record<string, (path: string) => SegmentedLanguage>> = {
    sql: () => sqlLanguage(sql),
    pgsql: () => sqlLanguage(sql),
    mysql: () => sqlLanguage(sql),
    dockerfile: () => dockerfileLanguage(instructions, commands),
    shellscript: () => shellLanguage(commands),
    yaml: (path) => yamlLanguage(path, 'yaml', keyPaths, commands),
    dockercompose: (path) => yamlLanguage(path, 'dockercompose', keyPaths, commands),
    prisma: () => prismaLanguage(attributes),
    nginx: () => nginxLanguage(directives),
    http: () => httpLanguage(headers),
    rest: () => httpLanguage(headers),
  };

  return {
    open(languageId, path, text): DocumentDetection | undefined {
      const make = sourceLanguages[languageId];
      if (make !== undefined) return new SourceDetection(source(languageId, make), sql, text);
      const language = segmented[languageId]?.(path);
      return language === undefined ? undefined : new SegmentedDetection(language, text);
    },
  };
}

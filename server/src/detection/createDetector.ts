import type { DocumentDetection, Detector } from './detection';
import { HeaderIndex, httpLanguage } from './http/httpLanguage';
import { dockerfileLanguage } from './dockerfile/dockerfileLanguage';
import { InstructionIndex } from './dockerfile/instructionIndex';
import { DirectiveIndex, nginxLanguage } from './nginx/nginxLanguage';
import { once } from './once';
import { AttributeIndex, prismaLanguage } from './prisma/prismaLanguage';
import { CommandIndex } from './shell/commandIndex';
import { shellLanguage } from './shell/shellLanguage';
import type { SourceLanguage } from './source/language';
import { openSource, sourceLanguages, type LoadSource } from './sourceLanguages';
import { SqlIndex } from './sql/sqlIndex';
import { sqlLanguage } from './sql/sqlLanguage';
import { SegmentedDetection, type SegmentedLanguage } from './text/segmentedDetection';
import { KeyPathIndex } from './yaml/keyPaths';
import { YamlDetection } from './yaml/yamlDetection';
import { TriggerIndex, type TriggeringConcept } from './triggerIndex';

/** Turns the guide's triggers into detectors. A language is prepared when its first document is opened. */
export function createDetector(
  concepts: readonly TriggeringConcept[],
  report?: (problem: string) => void,
): Detector {
  const index = new TriggerIndex(concepts, report);
  const sql = once(() => new SqlIndex(index));
  const instructions = once(() => new InstructionIndex(index));
  const commands = once(() => new CommandIndex(index, sql));
  const keyPaths = once(() => new KeyPathIndex(index));
  const attributes = once(() => new AttributeIndex(index));
  const directives = once(() => new DirectiveIndex(index));
  const headers = once(() => new HeaderIndex(index));
  const sources = new Map<string, Promise<SourceLanguage>>();
  const source = (languageId: string, load: LoadSource): Promise<SourceLanguage> => {
    const known = sources.get(languageId) ?? load(index);
    sources.set(languageId, known);
    return known;
  };
  const segmented: Readonly<Record<string, () => SegmentedLanguage>> = {
    sql: () => sqlLanguage(sql()),
    pgsql: () => sqlLanguage(sql()),
    mysql: () => sqlLanguage(sql()),
    dockerfile: () => dockerfileLanguage(instructions(), commands),
    shellscript: () => shellLanguage(commands()),
    prisma: () => prismaLanguage(attributes()),
    nginx: () => nginxLanguage(directives()),
    http: () => httpLanguage(headers()),
    rest: () => httpLanguage(headers()),
  };

  return {
    async open(languageId, path, text): Promise<DocumentDetection | undefined> {
      const load = own(sourceLanguages, languageId);
      if (load !== undefined) return openSource(await source(languageId, load), sql, text);
      if (languageId === 'yaml' || languageId === 'dockercompose')
        return new YamlDetection(path, languageId, keyPaths(), commands, text);
      const language = own(segmented, languageId)?.();
      return language === undefined ? undefined : new SegmentedDetection(language, text);
    },
  };
}

/** Ids of languages come from outside, so one may be called like what every object inherits. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

import type { TriggerOfKind } from '../../../../protocol/src/trigger';
import { lineContext } from '../codeContext';
import type { Found } from '../found';
import type { CommandIndex } from '../shell/commandIndex';
import { readShell } from '../shell/parse';
import type { SegmentedLanguage } from '../text/segmentedDetection';
import type { IndexedTrigger, TriggerIndex } from '../triggerIndex';
import { kindOf } from './documentKind';
import { readYaml, type YamlEntry, type YamlValue } from './parse';

interface KeyPath {
  readonly trigger: IndexedTrigger<TriggerOfKind<'key-path'>>;
  readonly keys: readonly string[];
  readonly values: ReadonlySet<string> | undefined;
}

/** The guide's key paths, ready to be compared. */
export class KeyPathIndex {
  private readonly paths: KeyPath[] = [];

  constructor(index: TriggerIndex) {
    for (const trigger of index.ofKind('key-path')) {
      const { paths, values } = trigger.trigger;
      const texts =
        values === undefined ? undefined : new Set(values.map((value) => String(value).toLowerCase()));
      for (const path of paths) this.paths.push({ trigger, keys: path.split('.'), values: texts });
    }
  }

  find(entry: YamlEntry): Found[] {
    return this.paths.flatMap(({ trigger, keys, values }) => {
      const isHere =
        keys.length === entry.path.length &&
        keys.every((key, index) => key === '*' || key === entry.path[index]);
      if (!isHere) return [];
      if (values !== undefined && !values.has((entry.value?.text ?? '').toLowerCase())) return [];
      const weight = keys.filter((key) => key !== '*').length * 2 + (values === undefined ? 0 : 8);
      return [{ from: entry.from, to: entry.to, trigger, weight }];
    });
  }
}

/** Keys whose value is a command line, by the kind of document. */
function isCommand(kind: 'compose' | 'workflow', path: readonly string[]): boolean {
  const last = path[path.length - 1];
  if (kind === 'workflow') return last === 'run' && path[path.length - 2] === '-';
  return path[0] === 'services' && path.length === 3 && (last === 'command' || last === 'entrypoint');
}

/** A block that is folded with `>` is one command line, whose breaks are spaces; both kinds are read line by line. */
function findCommands(value: YamlValue, text: string, commands: CommandIndex): Found[] {
  return commands.find(readShell(text, value.from, value.to), text);
}

/** YAML: the whole file is one piece, because what a key means depends on all the keys above it. */
export function yamlLanguage(
  path: string,
  languageId: string,
  keyPaths: KeyPathIndex,
  commands: CommandIndex,
): SegmentedLanguage {
  return {
    segmentEnd: (text) => text.length,
    likelyStart: () => 0,
    placeKind: (text, _from, offset) =>
      kindOf(path, languageId, text, () => readYaml(text)) === 'compose'
        ? lineContext(text, offset, '#')
        : 'text',
    find: (text) => {
      let read: readonly YamlEntry[] | undefined;
      const entries = (): readonly YamlEntry[] => (read ??= readYaml(text));
      const kind = kindOf(path, languageId, text, entries);
      if (kind === 'other') return [];
      return entries().flatMap((entry) => [
        ...(kind === 'compose' ? keyPaths.find(entry) : []),
        ...(entry.value !== undefined && isCommand(kind, entry.path)
          ? findCommands(entry.value, text, commands)
          : []),
      ]);
    },
  };
}

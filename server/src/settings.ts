/** The settings that the server heeds. Each key is checked alone: a wrong one costs only itself. */
import * as v from 'valibot';

/** Groups of language ids that one switch turns off together. */
export const languageSwitches = [
  'javascript',
  'typescript',
  'sql',
  'python',
  'dockerfile',
  'yaml',
  'shellscript',
  'prisma',
  'nginx',
  'http',
] as const;
export type LanguageSwitch = (typeof languageSwitches)[number];

export interface Settings {
  /** How much a hover shows. */
  readonly hoverMode: 'off' | 'brief' | 'full';
  /** Languages that are switched off. */
  readonly disabledLanguages: ReadonlySet<LanguageSwitch>;
  readonly mutedConcepts: ReadonlySet<string>;
  /** Hints at the ends of lines that took a side. */
  readonly tradeoffHints: boolean;
  /** Snippets in the list of completions. */
  readonly completion: boolean;
  readonly codeActions: boolean;
}

export const defaultSettings: Settings = {
  hoverMode: 'brief',
  disabledLanguages: new Set(),
  mutedConcepts: new Set(),
  tradeoffHints: false,
  completion: true,
  codeActions: true,
};

export interface ParsedSettings {
  readonly settings: Settings;
  /** A sentence for each value that was not usable. */
  readonly problems: readonly string[];
}

const sectionSchema = v.looseObject({});
const hoverModeSchema = v.picklist(['off', 'brief', 'full']);
const languagesSchema = v.record(v.string(), v.boolean());
const mutedSchema = v.array(v.string());
const switchSchema = v.boolean();

/** Reads the section `backendGuide` as a client sends it. Never throws. */
export function parseSettings(section: unknown): ParsedSettings {
  const problems: string[] = [];
  const values = v.is(sectionSchema, section) ? section : {};
  const read = <T>(path: string, schema: v.GenericSchema<unknown, T>, expected: string, fallback: T): T => {
    const value = path
      .split('.')
      .reduce<unknown>((part, key) => (v.is(sectionSchema, part) ? part[key] : undefined), values);
    if (value === undefined || value === null) return fallback;
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    problems.push(`Setting "backendGuide.${path}" is ${short(value)}: use ${expected}. The default is used.`);
    return fallback;
  };

  const readSwitch = (path: string, fallback: boolean): boolean =>
    read(path, switchSchema, 'true or false', fallback);

  const hoverMode = read(
    'hover.mode',
    hoverModeSchema,
    '"off", "brief" or "full"',
    defaultSettings.hoverMode,
  );
  const languages = read('languages', languagesSchema, 'an object such as { "sql": false }', {});
  return {
    settings: {
      hoverMode,
      disabledLanguages: new Set(languageSwitches.filter((language) => languages[language] === false)),
      mutedConcepts: new Set(read('mutedConcepts', mutedSchema, 'a list of concept ids', [])),
      tradeoffHints: readSwitch('tradeoffHints.enabled', defaultSettings.tradeoffHints),
      completion: readSwitch('completion.enabled', defaultSettings.completion),
      codeActions: readSwitch('codeActions.enabled', defaultSettings.codeActions),
    },
    problems,
  };
}

/** Language ids that share the switch of another. A Map, because ids come from outside. */
const aliases: ReadonlyMap<string, LanguageSwitch> = new Map([
  ['javascriptreact', 'javascript'],
  ['typescriptreact', 'typescript'],
  ['pgsql', 'sql'],
  ['mysql', 'sql'],
  ['dockercompose', 'yaml'],
  ['rest', 'http'],
]);

/** The switch that a language id belongs to, or undefined for languages that we do not explain. */
export function languageSwitchOf(languageId: string): LanguageSwitch | undefined {
  return aliases.get(languageId) ?? languageSwitches.find((language) => language === languageId);
}

function short(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? typeof value : text.slice(0, 60);
}

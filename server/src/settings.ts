/** The settings that the server heeds. Each key is checked alone: a wrong one costs only itself. */
import * as v from 'valibot';
import { OutsideValues } from './outsideValues';

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

const hoverModeSchema = v.picklist(['off', 'brief', 'full']);

/** Reads the section `backendGuide` as a client sends it. Never throws. */
export function parseSettings(section: unknown): ParsedSettings {
  const values = new OutsideValues(section, (path) =>
    path === '' ? 'The section "backendGuide" of the settings' : `Setting "backendGuide.${path}"`,
  );
  const { hoverMode, tradeoffHints, completion, codeActions } = defaultSettings;
  return {
    settings: {
      hoverMode: values.read('hover.mode', hoverModeSchema, '"off", "brief" or "full"', hoverMode),
      disabledLanguages: new Set(
        languageSwitches.filter((language) => !values.readSwitch(`languages.${language}`, true)),
      ),
      mutedConcepts: new Set(values.readList('mutedConcepts', v.string(), 'the id of a concept')),
      tradeoffHints: values.readSwitch('tradeoffHints.enabled', tradeoffHints),
      completion: values.readSwitch('completion.enabled', completion),
      codeActions: values.readSwitch('codeActions.enabled', codeActions),
    },
    problems: values.problems,
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

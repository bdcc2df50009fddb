/** Where a setting that a command changes has to be written. Pure. */

/** What VS Code knows about a setting, in the fields that we look at. */
export interface InspectedSetting {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
}

export interface SettingPlace {
  readonly target: 'global' | 'workspace' | 'workspaceFolder';
  /** In the section of one language, such as `"[sql]"`. */
  readonly inLanguage: boolean;
}

/** The place that decides the value now: changing another one would change nothing that can be seen. */
export function decidingPlace(inspected: InspectedSetting | undefined): SettingPlace {
  const places: readonly (readonly [value: unknown, place: SettingPlace])[] = [
    [inspected?.workspaceFolderLanguageValue, { target: 'workspaceFolder', inLanguage: true }],
    [inspected?.workspaceLanguageValue, { target: 'workspace', inLanguage: true }],
    [inspected?.globalLanguageValue, { target: 'global', inLanguage: true }],
    [inspected?.workspaceFolderValue, { target: 'workspaceFolder', inLanguage: false }],
    [inspected?.workspaceValue, { target: 'workspace', inLanguage: false }],
  ];
  return places.find(([value]) => value !== undefined)?.[1] ?? { target: 'global', inLanguage: false };
}

/** Where the switch of the tradeoff hints is kept. Pure. */

/** What VS Code knows about a setting, in the fields that we look at. */
export interface InspectedSwitch {
  readonly globalValue?: boolean;
  readonly workspaceValue?: boolean;
  readonly workspaceFolderValue?: boolean;
  readonly globalLanguageValue?: boolean;
  readonly workspaceLanguageValue?: boolean;
  readonly workspaceFolderLanguageValue?: boolean;
}

export interface SwitchPlace {
  readonly target: 'global' | 'workspace' | 'workspaceFolder';
  /** In the section of one language, such as `"[sql]"`. */
  readonly inLanguage: boolean;
}

/** The place that decides the value now: changing another one would change nothing that can be seen. */
export function decidingPlace(inspected: InspectedSwitch | undefined): SwitchPlace {
  const places: readonly (readonly [value: boolean | undefined, place: SwitchPlace])[] = [
    [inspected?.workspaceFolderLanguageValue, { target: 'workspaceFolder', inLanguage: true }],
    [inspected?.workspaceLanguageValue, { target: 'workspace', inLanguage: true }],
    [inspected?.globalLanguageValue, { target: 'global', inLanguage: true }],
    [inspected?.workspaceFolderValue, { target: 'workspaceFolder', inLanguage: false }],
    [inspected?.workspaceValue, { target: 'workspace', inLanguage: false }],
  ];
  return places.find(([value]) => value !== undefined)?.[1] ?? { target: 'global', inLanguage: false };
}

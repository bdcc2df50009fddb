import { describe, expect, it } from 'vitest';
import { decidingPlace } from '../../client/src/settingPlace';

describe('decidingPlace', () => {
  it.each([
    [undefined, 'global', false],
    [{}, 'global', false],
    [{ globalValue: true }, 'global', false],
    [{ globalValue: ['views'], workspaceValue: [] }, 'workspace', false],
    [{ globalValue: true, workspaceValue: false }, 'workspace', false],
    [{ workspaceValue: true, workspaceFolderValue: false }, 'workspaceFolder', false],
    [{ workspaceFolderValue: true, globalLanguageValue: false }, 'global', true],
    [{ globalLanguageValue: true, workspaceLanguageValue: false }, 'workspace', true],
  ] as const)('%j is decided by %s, for one language: %s', (inspected, target, inLanguage) => {
    expect(decidingPlace(inspected)).toEqual({ target, inLanguage });
  });
});

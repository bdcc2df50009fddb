/** The kinds of themes that VS Code has, and how to put one on. */
import { vi } from 'vitest';
import type { EditorServer } from '../../scripts/lib/editorServer.mts';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import { changeSettings } from './editor.ts';

interface Theme {
  readonly setting: string;
  /** What VS Code calls its kind, as a class of the workbench. */
  readonly kind: string;
}

/** For what VS Code draws itself. */
export const threeThemes = {
  light: { setting: 'Default Light Modern', kind: 'vs' },
  dark: { setting: 'Default Dark Modern', kind: 'vs-dark' },
  'high-contrast': { setting: 'Default High Contrast', kind: 'hc-black' },
} as const satisfies Readonly<Record<string, Theme>>;

/** For what we draw. */
export const themes = {
  ...threeThemes,
  'high-contrast-light': { setting: 'Default High Contrast Light', kind: 'hc-light' },
} as const satisfies Readonly<Record<string, Theme>>;

const patience = { timeout: 60_000, interval: 100 };

/**
 * Puts a theme on and waits until it is worn. Given at the start, VS Code sets a theme of high contrast aside, because
 * the browser does not ask for one; a change of the machine's settings it obeys. That it notices changes already is
 * seen by others first.
 */
export async function wear(server: EditorServer, { page }: Workbench, theme: Theme): Promise<void> {
  await vi.waitFor(async () => {
    for (const { setting, kind } of [threeThemes.light, threeThemes.dark, theme]) {
      await changeSettings(server, { 'workbench.colorTheme': setting });
      await page.locator(`.monaco-workbench.${kind}`).first().waitFor({ timeout: 10_000 });
    }
  }, patience);
}

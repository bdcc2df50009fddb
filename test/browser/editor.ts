/** One editor and one browser for a browser suite. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../scripts/lib/chromium.mts';
import { startEditorServer, type EditorServer } from '../../scripts/lib/editorServer.mts';
import { results, root } from '../../scripts/lib/paths.mts';
import { provisionBrowserEditor } from '../../scripts/lib/provision.mts';
import { openWorkbench, type Workbench } from '../../scripts/lib/workbench.mts';

export const screenshots = path.join(results, 'screenshots');
const sampleWorkspace = path.join(root, 'test', 'workspaces', 'shop');

export interface Editor {
  readonly browser: Browser;
  readonly server: EditorServer;
  /** Opens the sample workspace in a fresh profile of the browser, with the extension under development. */
  open(): Promise<Workbench>;
  stop(): Promise<void>;
}

export async function startEditor(settings: Readonly<Record<string, unknown>> = {}): Promise<Editor> {
  const executables = await provisionBrowserEditor(() => undefined);
  const server = await startEditorServer(executables, { settings });
  const browser = await launchChromium(executables.chromium);
  return {
    browser,
    server,
    open: () => openWorkbench(browser, server, { folder: sampleWorkspace, developmentPath: root }),
    stop: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

/** Settings of the machine are watched, so they change without a restart. */
export async function changeSettings(
  { profile }: EditorServer,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(profile, 'data', 'Machine', 'settings.json');
  const before = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...before, ...settings }));
}

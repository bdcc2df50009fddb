/** One editor and one browser for a browser suite. */
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

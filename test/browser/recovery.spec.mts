/** The language server dies: it comes back by itself, and when it keeps dying the status item offers the restart. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import { screenshots, startEditor, type Editor } from './editor.ts';
import { serverProcesses } from './serverProcesses.ts';

const patience = { timeout: 60_000, interval: 50 };

describe('a language server that dies', () => {
  let editor: Editor;
  let workbench: Workbench;

  beforeAll(async () => {
    editor = await startEditor();
    workbench = await editor.open();
    await workbench.openFile('api/src/server.js');
    await workbench.hover('setTimeout(', 'setTimeout');
  });
  afterAll(async () => {
    await editor.stop();
  });

  /** Kills the running server and waits until it is gone. */
  async function kill(): Promise<void> {
    const pids = await vi.waitFor(() => {
      const running = serverProcesses(editor.server.pid);
      expect(running).toHaveLength(1);
      return running;
    }, patience);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(serverProcesses(editor.server.pid)).not.toContain(pids[0]), patience);
  }

  it('is started again by itself', async () => {
    await kill();
    await workbench.hover('setTimeout(', 'setTimeout');
  });

  it('is given up after six deaths, without a notification, and comes back by the status item', async () => {
    for (let death = 2; death <= 6; death++) await kill();
    const { page } = workbench;
    const item = page.locator('.statusbar-item[id="status.languageStatus"] a').first();
    // VS Code gathers the entries of all extensions in the hover of one item, with their commands as links.
    const entry = page.locator('.hover-language-status', { hasText: 'Backend Guide: stopped' });
    await item.hover();
    await entry.waitFor();
    await page.screenshot({ path: path.join(screenshots, 'server-stopped.png') });
    expect(await page.locator('.notifications-toasts .notification-toast').count()).toBe(0);
    expect(await page.locator('.monaco-dialog-box').count()).toBe(0);
    expect(serverProcesses(editor.server.pid)).toEqual([]);
    // The hover may close while the mouse is on its way to the link.
    await vi.waitFor(async () => {
      await item.hover();
      await entry.locator('.right a', { hasText: /^Restart$/ }).click({ timeout: 5_000 });
    }, patience);
    // The link is gone with the state that it was for, and its tooltip would stay.
    await page.keyboard.press('Escape');
    await entry.waitFor({ state: 'hidden' });
    await workbench.hover('setTimeout(', 'setTimeout');
  });
});

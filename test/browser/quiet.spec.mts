/** Five minutes of normal use, counted: notifications, dialogs, and lines of the extension among VS Code's errors. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import { startEditor, type Editor } from './editor.ts';
import { readerFrame } from './reader.ts';

const patience = { timeout: 60_000, interval: 200 };

/** Watches the page from now on; what disappears again was seen all the same. */
async function watchNotifications({ page }: Workbench): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seenNotifications: seen });
    const selector = '.notification-toast, .monaco-dialog-box';
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (!(node instanceof Element)) continue;
        const found = [...(node.matches(selector) ? [node] : []), ...node.querySelectorAll(selector)];
        seen.push(...found.map((element) => element.textContent || element.className));
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
}

function notifications({ page }: Workbench): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { seenNotifications: string[] }).seenNotifications);
}

describe('the first five minutes', () => {
  let editor: Editor;
  let workbench: Workbench;
  const errors: string[] = [];

  beforeAll(async () => {
    editor = await startEditor({ 'files.autoSave': 'off' });
    workbench = await editor.open();
    workbench.page.setDefaultTimeout(60_000);
    workbench.page.on('console', (message) => {
      const isBad = message.type() === 'error' || message.type() === 'warning';
      if (isBad && /backend-?guide/i.test(message.text())) errors.push(message.text());
    });
    await watchNotifications(workbench);
  });
  afterAll(async () => {
    await editor.stop();
  });

  it('are used: cards, pages, hints, snippets, lists, a question, a restart', async () => {
    const { page } = workbench;
    await workbench.openFile('api/src/orders.ts');
    const card = await workbench.hover('LIMIT 20 OFFSET $2', 'OFFSET');
    await card.locator.getByText('Open concept').click();
    const reader = await readerFrame(workbench, 'Pagination');
    await reader.getByRole('link', { name: 'Pitfalls' }).press('Enter');
    await workbench.openFile('migrations/002_add_indexes.sql');
    await workbench.runCommand('Backend Guide: Toggle Tradeoff Hints');
    await page
      .locator('.view-line span', { hasText: /^Database.indexes.·.hash$/ })
      .first()
      .waitFor();
    await workbench.runCommand('Backend Guide: Toggle Tradeoff Hints');
    await workbench.runCommand('Backend Guide: Focus on In This File View');
    await page.getByRole('treeitem', { name: /^Database indexes/ }).waitFor();
    await workbench.runCommand('Backend Guide: Focus on Concepts View');
    await page.getByRole('treeitem', { name: /^Databases/ }).waitFor();
    await workbench.runCommand('Backend Guide: Open Sample Code');
    await page.locator('.editor-instance .view-line', { hasText: 'listOrders' }).first().waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('bg-loop');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'bg-loop' }).first().waitFor();
    await page.keyboard.press('Enter');
    await workbench.runCommand('Backend Guide: Insert Snippet…');
    await page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
    await page.keyboard.press('Escape');
    await workbench.runCommand('Backend Guide: Start Quiz');
    await vi.waitFor(async () => {
      const drawn = page
        .frames()
        .map((frame) => frame.locator('body:has(script[src*="study.js"]) button').count());
      expect(Math.max(...(await Promise.all(drawn)))).toBeGreaterThan(0);
    }, patience);
    await workbench.runCommand('Backend Guide: Restart Language Server');
    await workbench.openFile('api/src/server.js');
    await workbench.hover('setTimeout(', 'setTimeout');
  });

  it('raise no notification and no dialog', async () => {
    expect(await notifications(workbench)).toEqual([]);
  });

  it('leave no error or warning about the extension in the log of VS Code', () => {
    expect(errors).toEqual([]);
  });

  it('are watched by a counter that counts', async () => {
    await workbench.runCommand('View: Close All Editors');
    const { page } = workbench;
    const discard = page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
    await discard.press('Enter');
    await page.locator('.tab').first().waitFor({ state: 'detached' });
    await vi.waitFor(async () => expect(await notifications(workbench)).not.toEqual([]), patience);
  });
});

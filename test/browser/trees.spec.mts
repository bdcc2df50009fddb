/** The side bar's trees, the walkthrough and the quiet: by keyboard, in every kind of theme. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import { screenshots, startEditor, type Editor } from './editor.ts';
import { readerFrame } from './reader.ts';
import { threeThemes, wear } from './themes.ts';

describe.each(Object.entries(threeThemes))('trees and walkthrough, %s theme', (name, theme) => {
  let editor: Editor;
  let workbench: Workbench;

  beforeAll(async () => {
    editor = await startEditor();
    workbench = await editor.open();
    await wear(editor.server, workbench, theme);
    // The palette lists our commands only once the extension is known.
    await workbench.page.locator('.activitybar').getByRole('tab', { name: 'Backend Guide' }).waitFor();
  });
  afterAll(async () => {
    await editor.stop();
  });

  const row = (label: string | RegExp) => workbench.page.getByRole('treeitem', { name: label });

  it('say what to do while no file is open', async () => {
    await workbench.runCommand('Backend Guide: Focus on In This File View');
    await workbench.page.getByRole('button', { name: 'Open Sample Code' }).waitFor();
    await workbench.screenshot(path.join(screenshots, `in-this-file-empty-${name}.png`));
  });

  it('list the concepts of the active file with sides and lines, and go there by keyboard', async () => {
    await workbench.openFile('api/src/orders.ts');
    await workbench.runCommand('Backend Guide: Focus on In This File View');
    await row(/^Pagination, offset/).waitFor();
    await workbench.screenshot(path.join(screenshots, `in-this-file-${name}.png`));
    // The focus that the empty view was given does not go over to the list that takes its place.
    await workbench.runCommand('Backend Guide: Focus on In This File View');
    await workbench.page.locator('.monaco-list:focus').waitFor();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.type('REST');
    await workbench.page.locator('.monaco-list-row.focused', { hasText: 'REST API' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.statusbar-item', { hasText: /Ln 7, Col/ }).waitFor();
  });

  it('follow edits', async () => {
    // An untitled file, because VS Code in a browser saves others by itself.
    await workbench.runCommand('Backend Guide: Open Sample Code');
    await row(/^Connection pooling/).waitFor();
    const microtasks = row(/^Microtasks vs macrotasks, /);
    const places = async () =>
      Number(/(\d+) places/.exec((await microtasks.getAttribute('aria-label')) ?? '')?.[1]);
    const before = await places();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.type('process.nextTick(listOrders);');
    await workbench.page.keyboard.press('Enter');
    await expect.poll(places).toBe(before + 1);
  });

  it('show all concepts by area, and what is left under a filter with a typing error', async () => {
    await workbench.runCommand('Backend Guide: Focus on Concepts View');
    await row(/^Databases, /).waitFor();
    await row(/^Databases, /).click();
    await row(/^Database indexes/).waitFor();
    await workbench.screenshot(path.join(screenshots, `concepts-${name}.png`));
    await workbench.runCommand('Backend Guide: Filter Concepts…');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await input.fill('pagintion');
    await row(/^Pagination, Databases/).waitFor();
    await workbench.screenshot(path.join(screenshots, `concepts-filtered-${name}.png`));
    await workbench.page.keyboard.press('Enter');
    await row(/^Pagination, Databases/).click();
    await readerFrame(workbench, 'Pagination');
    await workbench.runCommand('Backend Guide: Clear Filter');
    await row(/^Databases, /).waitFor();
  });

  it('lead through the first steps', async () => {
    // The picture stands beside the steps where there is room.
    await workbench.runCommand('View: Join All Editor Groups');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('Welcome: Open Walkthrough...');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await input.fill('Backend Guide');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Backend Guide' })
      .waitFor();
    await workbench.page.keyboard.press('Enter');
    // VS Code opens the first step that was not done yet, and the tests above did the first one.
    const step = workbench.page.locator('[data-step-id$="#hover"]');
    await step.waitFor();
    if ((await step.getAttribute('aria-expanded')) !== 'true') await step.press('Enter');
    await workbench.page.locator('.getting-started-media img[srcset*="hover-"]').first().waitFor();
    await workbench.screenshot(path.join(screenshots, `walkthrough-${name}.png`));
  });

  it('have raised no notification', async () => {
    expect(await workbench.page.locator('.notification-toast').count()).toBe(0);
  });
});

/** Every surface by keyboard alone: the mouse is never moved or pressed, which the page itself is asked to confirm. */
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed, vi } from 'vitest';
import { results } from '../../scripts/lib/paths.mts';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import { screenshots, startEditor, type Editor } from './editor.ts';
import { readerFrame } from './reader.ts';

const patience = { timeout: 30_000, interval: 200 };

describe('by keyboard alone', () => {
  let editor: Editor;
  let workbench: Workbench;

  beforeAll(async () => {
    editor = await startEditor({ 'workbench.colorTheme': 'Default Dark Modern', 'files.autoSave': 'off' });
    workbench = await editor.open();
    workbench.page.setDefaultTimeout(30_000);
    await workbench.page.evaluate(() => {
      document.addEventListener('pointerdown', () => document.body.setAttribute('data-mouse', 'used'), true);
    });
    await workbench.page.locator('.activitybar').getByRole('tab', { name: 'Backend Guide' }).waitFor();
  });
  afterAll(async () => {
    await editor.stop();
  });
  // What an earlier test left on the screen is of no concern to the next one.
  beforeEach(async ({ task }) => {
    onTestFailed(() => workbench.screenshot(path.join(results, `failure-${task.id}.png`)));
    await keys('Escape', 'Escape');
    await workbench.runCommand('View: Close All Editors');
    await discardChanges();
  });

  const keys = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) await workbench.page.keyboard.press(name);
  };
  const type = (text: string): Promise<void> => workbench.page.keyboard.type(text);
  const row = (label: string | RegExp): Locator => workbench.page.getByRole('treeitem', { name: label });
  const viewLine = (text: string): Locator =>
    workbench.page.locator('.editor-instance .view-line', { hasText: text }).first();

  /** Untitled files with changes ask before they close. */
  async function discardChanges(): Promise<void> {
    const discard = workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
    const closed = workbench.page.locator('.tab').first().waitFor({ state: 'detached' });
    await Promise.race([closed, discard.waitFor()]);
    if (await discard.isVisible()) await discard.press('Enter');
    await closed;
  }

  /** Sample code with SQL in a string, in a file that nothing saves. */
  async function openSample(): Promise<void> {
    await workbench.runCommand('Backend Guide: Open Sample Code');
    await viewLine('listOrders').waitFor();
  }

  /** A view that is shown for the first time is still empty when VS Code gives it the focus, so it is asked again. */
  async function focusTree(view: string, first: RegExp): Promise<void> {
    await workbench.runCommand(`Backend Guide: Focus on ${view} View`);
    await row(first).waitFor();
    await workbench.runCommand(`Backend Guide: Focus on ${view} View`);
    await keys('Home');
    await workbench.page.locator('.pane-body .monaco-list:focus .monaco-list-row.focused').waitFor();
  }

  /** Opens the focused row of a tree; a key that comes too soon after the focus is not heard. */
  async function expand(child: Locator): Promise<void> {
    await vi.waitFor(async () => {
      if (!(await child.isVisible())) await keys('ArrowRight');
      await child.waitFor({ timeout: 5_000 });
    }, patience);
  }

  /** Opens a page from what has the focus; as above, the first key may not be heard. */
  async function enterPage(title: string): Promise<void> {
    const tab = workbench.page.locator('.tab', { hasText: title }).first();
    await vi.waitFor(async () => {
      if (!(await tab.isVisible())) await keys('Enter');
      await tab.waitFor({ timeout: 5_000 });
    }, patience);
    await readerFrame(workbench, title);
  }

  async function goTo(line: number, column: number): Promise<void> {
    await keys('Control+G');
    await workbench.page.locator('.quick-input-widget input.input').waitFor();
    await type(`${line}:${column}`);
    await keys('Enter');
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Presses Tab until an element that fits has the focus. */
  async function tabTo(frame: Frame, selector: string, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      if (await frame.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector))
        return;
      await keys(key);
    }
    throw new Error(`${key} never reaches ${selector}`);
  }

  it('the hover card: shown, entered, and its link followed', async () => {
    const { page } = workbench;
    await openSample();
    await goTo(11, 16);
    const card = page.locator('.monaco-hover:visible .hover-contents', { hasText: 'Open concept' }).first();
    const link = 'a[data-href*="openConcept"]';
    const tab = page.locator('.tab', { hasText: 'Pagination' }).first();
    // The card is drawn again, and loses the focus, when the answer of another language server comes late.
    await vi.waitFor(async () => {
      if (await tab.isVisible()) return;
      await keys('Escape', 'Control+K', 'Control+I');
      await card.waitFor({ timeout: 3_000 });
      await keys('Control+K', 'Control+I');
      await tabTo(page.mainFrame(), link);
      await workbench.screenshot(path.join(screenshots, 'keyboard-hover.png'));
      await tabTo(page.mainFrame(), link);
      await keys('Enter');
      await tab.waitFor({ timeout: 5_000 });
    }, patience);
    await readerFrame(workbench, 'Pagination');
  });

  it('tradeoff hints, and their comparison by a refactoring', async () => {
    const { page } = workbench;
    await openSample();
    const hint = page.locator('.view-line span', { hasText: /^Pagination.·.offset$/ }).first();
    await workbench.runCommand('Backend Guide: Toggle Tradeoff Hints');
    await hint.waitFor();
    await goTo(11, 16);
    const menu = page.locator('.action-widget');
    await vi.waitFor(async () => {
      await keys('Escape', 'Control+.');
      await menu.getByText('Show tradeoff: offset vs cursor').waitFor({ timeout: 5_000 });
    }, patience);
    await workbench.screenshot(path.join(screenshots, 'keyboard-refactor.png'));
    const focused = menu.locator('.monaco-list-row.focused', { hasText: 'Show tradeoff' });
    for (let presses = 0; presses < 10 && !(await focused.isVisible()); presses++) await keys('ArrowDown');
    await keys('Enter');
    await readerFrame(workbench, 'Pagination');
    await workbench.runCommand('Backend Guide: Toggle Tradeoff Hints');
    await hint.waitFor({ state: 'detached' });
  });

  it('completion: documentation, insertion, tab stops', async () => {
    const { page } = workbench;
    await openSample();
    await goTo(10, 17);
    await type(' bg-page-of');
    const offered = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'bg-page-offset' });
    await vi.waitFor(async () => {
      await keys('Escape', 'Control+Space');
      await offered.first().waitFor({ timeout: 5_000 });
    }, patience);
    const details = page.locator('.suggest-details:visible').getByText('You get').first();
    if (!(await details.isVisible())) await keys('Control+Space');
    await details.waitFor();
    await keys('Enter');
    await viewLine('SELECT id, created_at').waitFor();
    await type('uuid');
    await keys('Tab');
    await type('placed_at');
    await viewLine('SELECT uuid, placed_at').waitFor();
  });

  it('the picker of snippets: search, the whole code, insertion', async () => {
    const { page } = workbench;
    await openSample();
    await keys('Control+End');
    await workbench.runCommand('Backend Guide: Insert Snippet…');
    await page.locator('.quick-input-title', { hasText: 'Insert Snippet' }).waitFor();
    await type('delay of the event loop');
    const found = page.locator('.quick-input-list .monaco-list-row.focused', {
      hasText: 'Measure the delay',
    });
    await found.waitFor();
    await tabTo(page.mainFrame(), '.monaco-list-row.focused .action-label[aria-label="Show the whole code"]');
    await keys('Enter');
    // Beside the file, while the list stays open.
    await viewLine('const delay = monitorEventLoopDelay').waitFor();
    await workbench.screenshot(path.join(screenshots, 'keyboard-picker.png'));
    await tabTo(page.mainFrame(), '.quick-input-widget input.input', 'Shift+Tab');
    await keys('Enter');
    await page.locator('.tab', { hasText: 'bg-loop-delay' }).waitFor({ state: 'detached' });
    await viewLine('const delay = monitorEventLoopDelay').waitFor();
  });

  it('search, and the reader: focus in sight, links, history', async () => {
    const { page } = workbench;
    await workbench.runCommand('Backend Guide: Search Concepts…');
    await page.getByPlaceholder(/Search concepts/).waitFor();
    await type('nulls unique');
    await page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Primary key vs unique key' })
      .waitFor();
    await keys('Enter');
    const frame = await readerFrame(workbench, 'Primary key vs unique key');
    const focus = (): Promise<string> => frame.evaluate(() => document.activeElement?.tagName ?? '');
    await vi.waitFor(async () => expect(await focus()).toBe('H1'), patience);
    await tabTo(frame, '.skip', 'Shift+Tab');
    await workbench.screenshot(path.join(screenshots, 'keyboard-reader-skip.png'));
    await keys('Enter');
    expect(await focus()).toBe('H1');
    // Each stop shows where it is.
    const invisible: string[] = [];
    for (let stop = 0; stop < 25; stop++) {
      await keys('Tab');
      const hidden = await frame.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
        return isOutlined ? undefined : element.outerHTML.slice(0, 200);
      });
      if (hidden !== undefined) invisible.push(hidden);
    }
    expect(invisible).toEqual([]);
    await workbench.screenshot(path.join(screenshots, 'keyboard-reader-focus.png'));
    await frame.locator('h1').focus();
    await tabTo(frame, '.concept-links a');
    const next = await frame.evaluate(() => document.activeElement?.textContent ?? '');
    await keys('Enter');
    await readerFrame(workbench, next);
    await keys('Backspace');
    await readerFrame(workbench, 'Primary key vs unique key');
    await keys('Shift+Backspace');
    await readerFrame(workbench, next);
  });

  it('the tree of this file: entered, opened, its lines reached', async () => {
    const { page } = workbench;
    await openSample();
    await focusTree('In This File', /^Pagination/);
    await type('Microtasks');
    await page.locator('.monaco-list-row.focused', { hasText: 'Microtasks' }).waitFor();
    // Several places stand below the concept.
    await expand(row(/^Microtasks vs macrotasks, .*Line 7$/));
    await keys('ArrowRight', 'Enter');
    await page.locator('.statusbar-item', { hasText: /Ln 7, Col/ }).waitFor();
  });

  it('the tree of concepts: opened, filtered, a page read', async () => {
    const { page } = workbench;
    await focusTree('Concepts', /^Databases, /);
    await expand(row(/^CRUD/));
    await keys('ArrowLeft');
    await row(/^CRUD/).waitFor({ state: 'detached' });
    await workbench.runCommand('Backend Guide: Filter Concepts…');
    await page.getByPlaceholder(/Words of a title/).waitFor();
    await type('pagintion');
    await row(/^Pagination, Databases/).waitFor();
    await keys('Enter');
    await focusTree('Concepts', /^Pagination, Databases/);
    await enterPage('Pagination');
    await workbench.runCommand('Backend Guide: Clear Filter');
    await row(/^Databases, /).waitFor();
  });

  it('the walkthrough: a step opened, its action started', async () => {
    const { page } = workbench;
    await workbench.runCommand('Welcome: Open Walkthrough...');
    const input = page.locator('.quick-input-widget input.input');
    await input.waitFor();
    await type('Backend Guide');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Backend Guide' }).waitFor();
    await keys('Enter');
    const step = page.locator('[data-step-id$="#hover"]');
    await step.waitFor();
    // VS Code opens the first step that was not done yet, and the first one was.
    await tabTo(page.mainFrame(), '.getting-started-step');
    await tabTo(page.mainFrame(), '[data-step-id$="#hover"]', 'Shift+Tab');
    if ((await step.getAttribute('aria-expanded')) !== 'true') await keys('Enter');
    await workbench.screenshot(path.join(screenshots, 'keyboard-walkthrough.png'));
    await tabTo(page.mainFrame(), '[data-step-id$="#hover"].expanded .monaco-button');
    await keys('Enter');
    await viewLine('listOrders').waitFor();
  });

  it('without the mouse having been used', async () => {
    expect(await workbench.page.locator('body').getAttribute('data-mouse')).toBeNull();
    expect(await workbench.page.locator('.notification-toast').count()).toBe(0);
  });
});

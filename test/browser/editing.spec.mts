/** What a person sees while writing code: whole cards, tradeoff hints, completion with documentation, the snippet picker. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import { screenshots, startEditor, type Editor } from './editor.ts';
import { threeThemes, wear } from './themes.ts';

describe.each(Object.entries(threeThemes))('writing code, %s theme', (name, theme) => {
  let editor: Editor;
  let workbench: Workbench;
  const picture = (what: string): string => path.join(screenshots, `${what}-${name}.png`);

  beforeAll(async () => {
    editor = await startEditor({
      // What is typed here must not reach the sample workspace.
      'files.autoSave': 'off',
      'backendGuide.hover.mode': 'full',
    });
    workbench = await editor.open();
    await wear(editor.server, workbench, theme);
  });
  afterAll(async () => {
    await editor.stop();
  });

  it('shows the whole card where the setting asks for it', async () => {
    await workbench.openFile('migrations/002_add_indexes.sql');
    const card = await workbench.hover('CREATE INDEX users_email_hash', 'CREATE INDEX');
    const text = await card.text();
    for (const part of ['Database indexes · hash', 'Criterion', 'Pitfalls', 'Sources']) {
      expect(text).toContain(part);
    }
    await workbench.screenshot(picture('hover-full'));
  });

  it('shows tradeoff hints after they are toggled, with the comparison as tooltip', async () => {
    const { page } = workbench;
    await workbench.openFile('migrations/002_add_indexes.sql');
    // The server answers hovers once it runs; hints before that would be empty.
    await workbench.hover('CREATE INDEX users_email_hash', 'CREATE INDEX');
    const hint = page.locator('.view-line span', { hasText: /^Database.indexes.·.hash$/ }).first();
    expect(await hint.count()).toBe(0);
    await workbench.runCommand('Backend Guide: Toggle Tradeoff Hints');
    await hint.waitFor();
    await page.mouse.move(900, 700);
    await hint.hover();
    const tooltip = page.locator('.monaco-hover:visible .hover-contents', { hasText: 'Criterion' }).first();
    await tooltip.waitFor();
    expect(await tooltip.innerText()).toContain('Switch when');
    await workbench.screenshot(picture('tradeoff-hint'));
    await workbench.runCommand('Backend Guide: Toggle Tradeoff Hints');
    await hint.waitFor({ state: 'detached' });
  });

  it('completes SQL inside a template literal, with documentation', async () => {
    const { page } = workbench;
    await workbench.openFile('api/src/orders.ts');
    await workbench.hover('LIMIT 20 OFFSET $2', 'OFFSET');
    // The hover card would take the click.
    await page.keyboard.press('Escape');
    await page.mouse.move(900, 700);
    await page.locator('.editor-instance .view-line', { hasText: 'ORDER BY created_at' }).first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' bg-page');
    const list = page.locator('.suggest-widget.visible');
    await list.locator('.monaco-list-row', { hasText: 'bg-page-offset' }).first().waitFor();
    // With the list open, the same keys show the documentation.
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-details:visible').getByText('You get').first().waitFor();
    await workbench.screenshot(picture('completion'));
    await page.keyboard.press('Escape');
  });

  it('finds a snippet in the picker in spite of typing errors, by keyboard alone', async () => {
    const { page } = workbench;
    await workbench.openFile('api/src/database.ts');
    await workbench.hover('new Pool(', 'Pool');
    await workbench.runCommand('Backend Guide: Insert Snippet…');
    const input = page.locator('.quick-input-widget input.input');
    await page.locator('.quick-input-title', { hasText: 'Insert Snippet' }).waitFor();
    await workbench.screenshot(picture('snippet-picker'));
    await input.fill('crsor pagintion');
    await page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'A cursor page behind an endpoint' })
      .waitFor();
    await workbench.screenshot(picture('snippet-picker-search'));
    await page.keyboard.press('Escape');
  });
});

/** What a person sees: a real mouse over real code, in light, dark and high contrast. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import { screenshots, startEditor, type Editor } from './editor.ts';
import { readerFrame } from './reader.ts';
import { threeThemes, wear } from './themes.ts';

describe.each(Object.entries(threeThemes))('hovering with the mouse, %s theme', (name, theme) => {
  let editor: Editor;
  let workbench: Workbench;

  beforeAll(async () => {
    editor = await startEditor();
    workbench = await editor.open();
    await wear(editor.server, workbench, theme);
  });
  afterAll(async () => {
    await editor.stop();
  });

  it('shows one short card on setTimeout', async () => {
    await workbench.openFile('api/src/server.js');
    const card = await workbench.hover('setTimeout(', 'setTimeout');
    const text = await card.text();
    expect(text).toMatch(/^Event loop/);
    expect(text).toContain('You get ');
    expect(text).toContain('Open concept · Insert snippet · Quiz me · Mute');
    expect(await card.renderedLines()).toBeLessThanOrEqual(8);
    await workbench.screenshot(path.join(screenshots, `setTimeout-${name}.png`));
  });

  it('names the side on CREATE INDEX … USING HASH', async () => {
    await workbench.openFile('migrations/002_add_indexes.sql');
    const card = await workbench.hover('CREATE INDEX users_email_hash', 'CREATE INDEX');
    expect(await card.text()).toMatch(/^Database indexes · hash/);
    expect(await card.renderedLines()).toBeLessThanOrEqual(8);
    await workbench.screenshot(path.join(screenshots, `create-index-${name}.png`));
  });

  it('sees SQL inside a template literal', async () => {
    await workbench.openFile('api/src/orders.ts');
    const card = await workbench.hover('LIMIT 20 OFFSET $2', 'OFFSET');
    expect(await card.text()).toMatch(/^Pagination · offset/);
    await workbench.screenshot(path.join(screenshots, `sql-in-template-${name}.png`));
  });

  it('says nothing in a comment', async () => {
    await workbench.openFile('migrations/002_add_indexes.sql');
    await workbench.hover('CREATE INDEX users_email_hash', 'CREATE INDEX');
    expect(await workbench.hoverTextWithin('-- CREATE INDEX in this comment', 'CREATE INDEX', 3_000)).toBe(
      '',
    );
  });

  it('opens the page of the concept from the card', async () => {
    await workbench.openFile('migrations/002_add_indexes.sql');
    const card = await workbench.hover('CREATE INDEX users_email_hash', 'CREATE INDEX');
    await card.locator.getByText('Open concept').click();
    const reader = await readerFrame(workbench, 'Database indexes');
    await reader.getByRole('heading', { name: 'Tradeoffs' }).waitFor();
    await workbench.screenshot(path.join(screenshots, `concept-page-${name}.png`));
  });
});

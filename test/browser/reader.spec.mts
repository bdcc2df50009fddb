/** The concept reader beside the code: links, history, code buttons, a reload, in every kind of theme. */
import path from 'node:path';
import axe from 'axe-core';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import { screenshots, startEditor, type Editor } from './editor.ts';
import { readerFrame } from './reader.ts';
import { themes, wear } from './themes.ts';

const patience = { timeout: 60_000, interval: 100 };

/** Searches and opens a concept by keyboard; once more when a view takes the focus away from the list. */
async function openConcept(workbench: Workbench, words: string, title: string): Promise<Frame> {
  const { page } = workbench;
  await vi.waitFor(async () => {
    await workbench.runCommand('Backend Guide: Search Concepts…');
    await page.getByPlaceholder(/Search concepts/).waitFor({ timeout: 10_000 });
    await page.locator('.quick-input-widget input.input').fill(words, { timeout: 2_000 });
    const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
    // The whole guide is listed until the search has answered.
    await vi.waitFor(async () => {
      expect(Number(await row.getAttribute('aria-setsize', { timeout: 1_000 }))).toBeLessThanOrEqual(20);
    });
    await page.keyboard.press('Enter');
  }, patience);
  return readerFrame(workbench, title);
}

const axeReport = v.object({
  violations: v.array(
    v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string(), failureSummary: v.string() })) }),
  ),
});

/** Rules of axe-core that the page breaks, each with an element that breaks it. */
async function accessibilityProblems(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const report: unknown = await frame.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  return v
    .parse(axeReport, report)
    .violations.map(
      ({ id, nodes }) => `${id} (${nodes.length}) ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
    );
}

async function screenshotWhole(workbench: Workbench, name: string): Promise<void> {
  await workbench.screenshot(path.join(screenshots, `${name}.png`));
}

describe.each(Object.entries(themes))('the concept reader, %s theme', (name, theme) => {
  let editor: Editor;
  let workbench: Workbench;
  const refusals: string[] = [];

  beforeAll(async () => {
    editor = await startEditor();
    workbench = await editor.open();
    await wear(editor.server, workbench, theme);
    workbench.page.on('console', (message) => {
      const text = message.text();
      if (/content security policy|trusted ?types|trustedhtml|trustedscript/i.test(text)) refusals.push(text);
    });
    await workbench.openFile('api/src/orders.ts');
  });
  afterAll(async () => {
    await editor.stop();
  });

  it('is found by a search that forgives typing errors', async () => {
    const { page } = workbench;
    await workbench.runCommand('Backend Guide: Search Concepts…');
    await page.getByPlaceholder(/Search concepts/).waitFor();
    await page.locator('.quick-input-widget input.input').fill('crsor pagintion');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Pagination' }).waitFor();
    await screenshotWhole(workbench, `search-${name}`);
    await page.keyboard.press('Escape');
  });

  it('shows a concept with its contents, sides, code and sources', async () => {
    const frame = await openConcept(workbench, 'crsor pagintion', 'Pagination');
    await frame.getByRole('heading', { name: 'Tradeoffs' }).waitFor();
    expect(await frame.locator('.side').count()).toBe(2);
    expect(await frame.locator('.code-block .code-keyword').count()).toBeGreaterThan(5);
    expect(await frame.getByRole('navigation').getByRole('link').count()).toBeGreaterThan(8);
    await screenshotWhole(workbench, `reader-${name}`);
    expect(await accessibilityProblems(frame)).toEqual([]);
  });

  it('shows code with its buttons, and a diagram in the colours of the theme', async () => {
    const pagination = await readerFrame(workbench, 'Pagination');
    await pagination.getByRole('link', { name: 'Example' }).click();
    await screenshotWhole(workbench, `reader-code-${name}`);
    const frame = await openConcept(workbench, 'event loop', 'Event loop');
    await frame.getByRole('link', { name: 'Diagram' }).click();
    const fontSize = await frame.locator('figure.diagram svg').evaluate((drawing: SVGSVGElement) => {
      const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
      return scale * parseFloat(getComputedStyle(drawing.querySelector('text') ?? drawing).fontSize);
    });
    expect(fontSize).toBeGreaterThanOrEqual(10.9);
    await screenshotWhole(workbench, `reader-diagram-${name}`);
    expect(await accessibilityProblems(frame)).toEqual([]);
  });

  it('runs under its content security policy without a refusal', () => {
    expect(refusals).toEqual([]);
  });
});

describe('the concept reader by keyboard', () => {
  let editor: Editor;
  let workbench: Workbench;

  beforeAll(async () => {
    editor = await startEditor();
    workbench = await editor.open();
    await workbench.openFile('migrations/002_add_indexes.sql');
  });
  afterAll(async () => {
    await editor.stop();
  });

  /** Presses a button or link the way a keyboard does. */
  async function press(target: Locator): Promise<void> {
    await target.focus();
    await target.press('Enter');
  }

  it('follows links between concepts, and goes back and forward', async () => {
    const pagination = await openConcept(workbench, 'pagination', 'Pagination');
    await press(pagination.locator('.concept-links').first().getByRole('link').first());
    const frame = await vi.waitFor(async () => {
      const title = await pagination.locator('h1').innerText();
      expect(title).not.toBe('Pagination');
      return title;
    }, patience);
    await press(pagination.getByRole('button', { name: 'Back: Pagination' }));
    await readerFrame(workbench, 'Pagination');
    await press(pagination.getByRole('button', { name: `Forward: ${frame}` }));
    await readerFrame(workbench, frame);
  });

  it('inserts code into the editor that was used last', async () => {
    // An untitled file, because VS Code in a browser saves others by itself.
    await workbench.runCommand('Backend Guide: Open Sample Code');
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'listOrders' }).waitFor();
    const frame = await openConcept(workbench, 'pagination', 'Pagination');
    const snippet = frame.locator('.snippet', { hasText: 'bg-page-offset' });
    await press(snippet.getByRole('button', { name: 'Insert' }));
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'LIMIT 20 OFFSET 0' }).waitFor();
  });

  it('copies code', async () => {
    const frame = await openConcept(workbench, 'pagination', 'Pagination');
    const snippet = frame.locator('.snippet', { hasText: 'bg-page-offset' });
    await press(snippet.getByRole('button', { name: 'Copy' }));
    await snippet.getByRole('status').getByText('Copied').waitFor();
  });

  it('is still there after the window was reloaded, with its history', async () => {
    const { page } = workbench;
    const before = await openConcept(workbench, 'event loop', 'Event loop');
    const back = (await before.getByRole('button', { name: /^Back: / }).getAttribute('aria-label')) ?? '';
    // By VS Code's own command: a browser that reloads the page by itself stops VS Code before it has saved any editor.
    await workbench.runCommand('Developer: Reload Window');
    await vi.waitFor(() => expect(before.isDetached()).toBe(true), patience);
    const after = await readerFrame(workbench, 'Event loop');
    await press(after.getByRole('button', { name: back }));
    await readerFrame(workbench, back.replace('Back: ', ''));
    await page.locator('.tab', { hasText: back.replace('Back: ', '') }).waitFor();
  });

  it('never raises a notification', async () => {
    expect(await workbench.page.locator('.notification-toast').count()).toBe(0);
  });
});

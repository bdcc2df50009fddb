/** VS Code as a person meets it: pages, files, the mouse, and what a hover says. */
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { EditorServer } from './editorServer.mts';
import { results } from './paths.mts';

export interface WorkbenchOptions {
  readonly folder: string;
  /** The extension under development; absent when it is installed from a package. */
  readonly developmentPath?: string;
}

const deadlineMs = 120_000;

/** Opens a folder and waits until the workbench is there. */
export async function openWorkbench(
  browser: Browser,
  server: EditorServer,
  options: WorkbenchOptions,
): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(deadlineMs);
  const payload: (readonly [string, string])[] = [];
  if (options.developmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', server.remoteUri(options.developmentPath)]);
  }
  await page.goto(server.address(options.folder, payload));
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  return new Workbench(page);
}

export class Workbench {
  constructor(readonly page: Page) {}

  /** Opens a file of the folder by quick open; asked too early, VS Code finds nothing and does not look again. */
  async openFile(file: string): Promise<void> {
    const name = path.basename(file);
    const input = this.page.locator('.quick-input-widget input.input');
    await this.#until(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+P');
      await input.fill(file, { timeout: 5_000 });
      // The list still shows earlier files while it searches; Enter takes the focused row.
      const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
      await row.waitFor({ timeout: 5_000 });
      await this.page.keyboard.press('Enter');
      await this.page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 10_000 });
    });
    await this.page.locator('.view-line').first().waitFor();
  }

  /** Runs a command of the palette by its whole title. An earlier palette may still be closing and take the key. */
  async runCommand(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input.input');
    await this.#until(async () => {
      await this.page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout: 5_000 });
      const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
      await row.waitFor({ timeout: 10_000 });
    });
    await this.page.keyboard.press('Enter');
  }

  /**
   * Rests the mouse on `word` in the line that contains `line` until our card appears, and returns the card.
   * The mouse moves away and comes back meanwhile, because the server may still be starting.
   */
  async hover(line: string, word: string): Promise<Card> {
    const card = this.page.locator('.monaco-hover:visible .hover-contents', { hasText: 'Open concept' });
    await this.#until(async () => {
      await this.#restOn(line, word);
      await card.first().waitFor({ timeout: 3_000 });
    });
    return new Card(card.first());
  }

  /** Rests the mouse on `word` and returns the text of whatever hover appears within a moment, ours or not. */
  async hoverTextWithin(line: string, word: string, milliseconds: number): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible .hover-contents');
    await this.#restOn(line, word);
    try {
      await hover.first().waitFor({ timeout: milliseconds });
    } catch {
      return '';
    }
    return (await hover.allInnerTexts()).join('\n');
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Moves the mouse onto a word from elsewhere. An earlier hover must be gone: VS Code would show it again unasked. */
  async #restOn(line: string, word: string): Promise<void> {
    await this.page.mouse.move(900, 700);
    await this.page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden', timeout: 10_000 });
    const box = await this.#wordBox(line, word);
    await this.page.mouse.move(box.x + box.width / 2 - 2, box.y + box.height / 2);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  }

  /** Where a word stands on the screen, by the browser's own layout. */
  async #wordBox(
    line: string,
    word: string,
  ): Promise<{ x: number; y: number; width: number; height: number }> {
    // The editor shows blanks as no-break spaces.
    const viewLine = this.page.locator('.editor-instance .view-line', { hasText: line }).first();
    const box = await viewLine.evaluate((element, text) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      while (walker.nextNode()) nodes.push(walker.currentNode as Text);
      const whole = nodes.map((node) => node.data.replaceAll('\u00a0', ' ')).join('');
      const start = whole.indexOf(text);
      if (start === -1) return undefined;
      const range = document.createRange();
      let before = 0;
      for (const node of nodes) {
        const end = before + node.length;
        if (before <= start && start < end) range.setStart(node, start - before);
        if (before < start + text.length && start + text.length <= end)
          range.setEnd(node, start + text.length - before);
        before = end;
      }
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }, word);
    if (box === undefined) throw new Error(`"${word}" is not visible in the line "${line}"`);
    return box;
  }

  /** Tries again until it succeeds; after the deadline the last error is the answer, with a picture of what was there. */
  async #until(attempt: () => Promise<void>): Promise<void> {
    const end = Date.now() + deadlineMs;
    for (;;) {
      try {
        await attempt();
        return;
      } catch (error) {
        if (Date.now() <= end) continue;
        await this.page.screenshot({ path: path.join(results, 'failure.png') });
        throw error;
      }
    }
  }
}

/** A hover card on the screen. */
export class Card {
  constructor(readonly locator: Locator) {}

  text(): Promise<string> {
    return this.locator.innerText();
  }

  /** Lines of text as they are drawn: wrapped lines count, margins do not. */
  renderedLines(): Promise<number> {
    return this.locator.evaluate((element) => {
      const tops = new Set<number>();
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if ((walker.currentNode.textContent ?? '').trim() === '') continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        for (const { bottom, width } of range.getClientRects())
          if (width > 0) tops.add(Math.round(bottom / 4));
      }
      return tops.size;
    });
  }
}

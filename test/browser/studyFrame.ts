/** The study view's frame in the workbench. */
import type { Frame, Page } from 'playwright-core';
import { vi } from 'vitest';

/** The frame that holds our page, inside VS Code's own two frames; rejects after a minute. */
export function studyFrame(page: Page): Promise<Frame> {
  return vi.waitFor(
    async () => {
      for (const frame of page.frames()) {
        if (frame.name() !== 'active-frame' && !frame.url().includes('fake.html')) continue;
        const found = await frame.evaluate(() => document.querySelector('script[src*="study.js"]') !== null);
        if (found && (await frame.locator('h1').count()) > 0) return frame;
      }
      throw new Error('the study view is not there yet');
    },
    { timeout: 60_000, interval: 100 },
  );
}

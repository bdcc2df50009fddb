/** The concept reader's frame in a browser suite. */
import type { Frame } from 'playwright-core';
import { vi } from 'vitest';
import type { Workbench } from '../../scripts/lib/workbench.mts';

/** Waits for a frame, among those of all views, whose page has this title. */
export async function readerFrame({ page }: Workbench, title: string): Promise<Frame> {
  return vi.waitFor(
    async () => {
      for (const frame of page.frames()) {
        const heading = frame.locator('main h1');
        if ((await heading.count()) === 1 && (await heading.innerText()) === title) return frame;
      }
      throw new Error(`no reader shows "${title}"`);
    },
    { timeout: 60_000, interval: 100 },
  );
}

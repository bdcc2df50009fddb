/** What is in the package: a snapshot, so that every new file is a decision. `npm test` builds it before. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageExtension, type ExtensionPackage } from '../../scripts/lib/packageExtension.mts';

describe('the package', () => {
  let built: ExtensionPackage;
  let folder: string;
  const warnings: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'backend-guide-package-'));
    vi.spyOn(console, 'warn').mockImplementation(
      (...words: unknown[]) => void warnings.push(words.map(String).join(' ')),
    );
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    built = await packageExtension(folder);
    vi.restoreAllMocks();
  }, 60_000);
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('holds exactly these files', () => {
    expect(built.contents).toMatchInlineSnapshot(`
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "dist/NOTICE.txt",
        "dist/client.browser.js",
        "dist/client.js",
        "dist/guide.json",
        "dist/server.browser.js",
        "dist/server.js",
        "dist/webview/reader.css",
        "dist/webview/reader.js",
        "dist/webview/study.css",
        "dist/webview/study.js",
        "l10n/bundle.l10n.de.json",
        "l10n/bundle.l10n.json",
        "media/activity-bar.svg",
        "media/icon.png",
        "media/reader-dark.svg",
        "media/reader-light.svg",
        "media/walkthrough/hover-dark.svg",
        "media/walkthrough/hover-hc.svg",
        "media/walkthrough/hover-hcLight.svg",
        "media/walkthrough/hover-light.svg",
        "media/walkthrough/inThisFile-dark.svg",
        "media/walkthrough/inThisFile-hc.svg",
        "media/walkthrough/inThisFile-hcLight.svg",
        "media/walkthrough/inThisFile-light.svg",
        "media/walkthrough/quiz-dark.svg",
        "media/walkthrough/quiz-hc.svg",
        "media/walkthrough/quiz-hcLight.svg",
        "media/walkthrough/quiz-light.svg",
        "media/walkthrough/read-dark.svg",
        "media/walkthrough/read-hc.svg",
        "media/walkthrough/read-hcLight.svg",
        "media/walkthrough/read-light.svg",
        "media/walkthrough/sample.js.txt",
        "media/walkthrough/settings-dark.svg",
        "media/walkthrough/settings-hc.svg",
        "media/walkthrough/settings-hcLight.svg",
        "media/walkthrough/settings-light.svg",
        "media/walkthrough/snippet-dark.svg",
        "media/walkthrough/snippet-hc.svg",
        "media/walkthrough/snippet-hcLight.svg",
        "media/walkthrough/snippet-light.svg",
        "package.json",
        "package.nls.de.json",
        "package.nls.json",
        "snippets/compose.code-snippets",
        "snippets/dockerfile.code-snippets",
        "snippets/http.code-snippets",
        "snippets/javascript.code-snippets",
        "snippets/nginx.code-snippets",
        "snippets/prisma.code-snippets",
        "snippets/python.code-snippets",
        "snippets/shellscript.code-snippets",
        "snippets/sql.code-snippets",
        "snippets/typescript.code-snippets",
      ]
    `);
  });

  it('is made without a warning and stays small', () => {
    expect(warnings).toEqual([]);
    expect(built.size).toBeLessThan(2.5 * 1024 * 1024);
  });

  it('is named after the manifest', () => {
    expect(path.basename(built.file)).toMatch(/^backend-guide-\d+\.\d+\.\d+\.vsix$/);
  });
});

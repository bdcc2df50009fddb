/** What is in the package: the whole list, so that every new file is a decision. `npm test` builds it before. */
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
    expect(built.contents).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/client.browser.js',
      'dist/client.js',
      'dist/guide.json',
      'dist/server.browser.js',
      'dist/server.js',
      'media/icon.png',
      'package.json',
      'package.nls.json',
    ]);
  });

  it('is made without a warning and stays small', () => {
    expect(warnings).toEqual([]);
    expect(built.size).toBeLessThan(2.5 * 1024 * 1024);
  });

  it('is named after the manifest', () => {
    expect(path.basename(built.file)).toMatch(/^backend-guide-\d+\.\d+\.\d+\.vsix$/);
  });
});

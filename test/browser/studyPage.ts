/**
 * The study view's bundle in a page of its own, under the policy that VS Code gives it, talking to the real host code
 * through a stub of VS Code's API. Progress lies in memory, so a test can fill a year or break the disk.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import type { StudyWords } from '../../client/src/study/studyWords';
import type { Study, StudyPorts } from '../../client/src/study/study';
import { createConceptIndex, type ConceptIndex } from '../../guide/src/conceptIndex';
import { parseGuide } from '../../guide/src/parseGuide';
import { studyRequestSchema, type StudyRequest } from '../../protocol/src/studyMessages';
import type { StudyTexts } from '../../protocol/src/studyTexts';
import { dist } from '../../scripts/lib/paths.mts';
import { MemoryFiles } from '../study/memoryFiles';
import { openStudyWindow } from '../support/studyWindow';

/** What VS Code puts into the frame of a view. */
export interface FrameTheme {
  readonly style: string;
  readonly bodyClass: string;
}

export interface StudyPage {
  readonly page: Page;
  readonly study: Study;
  readonly files: MemoryFiles;
  /** What the view asked of VS Code instead of the host. */
  readonly asked: StudyRequest[];
  readonly clock: { now: number };
  wear(theme: FrameTheme): Promise<void>;
  /** Violations of the content security policy since the page was opened. */
  violations(): Promise<readonly string[]>;
  /** Draws the newest state, as the host does after every change. */
  post(): Promise<void>;
}

export async function readGuide(): Promise<ConceptIndex> {
  const parsed = parseGuide(await readFile(path.join(dist, 'guide.json'), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problem);
  return createConceptIndex(parsed.guide);
}

/** Serves dist/webview and the page around it. */
export async function serveStudyPage(): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };
  const server: Server = createServer((request, response) => {
    const name = path.basename(request.url ?? '');
    const type = types[path.extname(name)];
    if (type === undefined) {
      const policy = [
        "default-src 'none'",
        "script-src 'nonce-test'",
        "style-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ];
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy.join('; '),
      });
      response.end(
        '<!DOCTYPE html><html lang="en"><head><title>Study</title><link rel="stylesheet" href="/study.css"></head>' +
          '<body><div id="root"></div><script nonce="test" src="/study.js"></script></body></html>',
      );
      return;
    }
    readFile(path.join(dist, 'webview', name)).then(
      (content) => response.writeHead(200, { 'content-type': type }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface StudyPageOptions {
  readonly address: string;
  readonly guide: () => Promise<ConceptIndex>;
  readonly words: StudyWords;
  readonly texts: StudyTexts;
  readonly width?: number;
  readonly ports?: Partial<StudyPorts>;
  readonly files?: MemoryFiles;
}

export async function openStudyPage(browser: Browser, options: StudyPageOptions): Promise<StudyPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 340, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const files = options.files ?? new MemoryFiles();
  const { guide, words, texts, ports } = options;
  const { study, clock } = openStudyWindow(files, { guide, words, texts, ...ports });
  const asked: StudyRequest[] = [];
  let isOpen = false;
  const post = async (): Promise<void> => {
    if (!isOpen) return;
    await page.evaluate((snapshot) => window.postMessage(snapshot, '*'), study.snapshot());
  };
  await page.exposeFunction('toHost', async (message: unknown) => {
    const request = v.parse(studyRequestSchema, message);
    if (request.type === 'ready') isOpen = true;
    if (request.type === 'openConcept' || request.type === 'openSource' || request.type === 'command') {
      asked.push(request);
      return;
    }
    await study.handle(request).catch(() => undefined);
    await post();
  });
  await page.addInitScript(() => {
    const frame = window as unknown as {
      toHost: (message: unknown) => void;
      violations: string[];
      acquireVsCodeApi: () => unknown;
    };
    frame.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      frame.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
    frame.acquireVsCodeApi = () => ({ postMessage: (message: unknown) => frame.toHost(message) });
  });
  study.setVisible(true);
  await page.goto(options.address);
  await page.locator('h1').waitFor();
  return {
    page,
    study,
    files,
    asked,
    clock,
    post,
    wear: (theme) =>
      page.evaluate(({ style, bodyClass }) => {
        document.documentElement.style.cssText = style;
        document.documentElement.style.backgroundColor = 'var(--vscode-sideBar-background)';
        document.body.className = bodyClass;
      }, theme),
    violations: () => page.evaluate(() => (window as unknown as { violations: string[] }).violations),
  };
}

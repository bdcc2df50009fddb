/**
 * Brings a real VS Code onto a machine that has only Node.js, npm and a package manager.
 * Everything lands in `.vscode-test/` (ignored by git), is pinned in versions.mts and made once:
 * a finished step leaves a marker file, an interrupted one is done again.
 */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mts';
import { run } from './run.mts';
import { versions } from './versions.mts';

/** The executables that together are a VS Code in a browser. */
export interface BrowserEditor {
  /** Node.js of the major version that the server needs. */
  readonly node: string;
  /** `server-main.js` of the VS Code build. */
  readonly serverMain: string;
  readonly chromium: string;
}

const cache = path.join(root, '.vscode-test');

/** Installs what is missing and returns where it lies. Prints a line per step that takes time. */
export async function provisionBrowserEditor(log: (line: string) => void): Promise<BrowserEditor> {
  const node = await provisionNode(log);
  const serverMain = await provisionCodeServer(log, path.dirname(node));
  return { node, serverMain, chromium: await provisionChromium(log) };
}

async function provisionNode(log: (line: string) => void): Promise<string> {
  const folder = path.join(cache, `node-${versions.codeServerNode}`);
  await once(folder, async () => {
    log(`installing Node.js ${versions.codeServerNode} for the editor …`);
    await npm(folder, ['install', `node@${versions.codeServerNode}`]);
  });
  return path.join(folder, 'node_modules', 'node', 'bin', 'node');
}

async function provisionCodeServer(log: (line: string) => void, nodeFolder: string): Promise<string> {
  const folder = path.join(cache, `code-server-${versions.codeServer}`);
  const vscode = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await once(folder, async () => {
    log(`installing VS Code (code-server ${versions.codeServer}), about two minutes …`);
    // The package's own postinstall compiles Kerberos, which fails without its headers and is not needed here.
    await npm(folder, ['install', `code-server@${versions.codeServer}`, '--ignore-scripts'], nodeFolder);
    await npm(vscode, ['install', '--omit=dev', '--omit=optional', '--ignore-scripts'], nodeFolder);
    // Without these native modules the extension host logs errors at every start.
    const native = ['@vscode/spdlog', '@vscode/native-watchdog', '@parcel/watcher'];
    await npm(vscode, ['rebuild', ...native], nodeFolder);
    await npm(path.join(vscode, 'extensions'), ['install', '--omit=dev', '--ignore-scripts'], nodeFolder);
  });
  return path.join(vscode, 'out', 'server-main.js');
}

async function provisionChromium(log: (line: string) => void): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('no Chromium or Chrome found: install one, or set CHROMIUM_PATH to its executable');
  }
  log('installing Chromium with apt-get …');
  await run('apt-get', ['update', '-qq']);
  await run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-liberation', 'fonts-dejavu-core']);
  const installed = findChromium();
  if (installed === undefined) throw new Error('apt-get installed chromium, but no executable was found');
  return installed;
}

function findChromium(): string | undefined {
  const candidates = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
}

/** Runs `make` in an emptied folder unless an earlier run finished there. */
async function once(folder: string, make: () => Promise<void>): Promise<void> {
  const marker = path.join(folder, '.complete');
  if (existsSync(marker)) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  await make();
  await writeFile(marker, '');
}

async function npm(cwd: string, args: readonly string[], firstOnPath?: string): Promise<void> {
  const inherited = process.env['PATH'] ?? '';
  const PATH = firstOnPath === undefined ? inherited : `${firstOnPath}${path.delimiter}${inherited}`;
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', [...args, ...quiet], {
    cwd,
    env: { ...process.env, PATH },
    shell: process.platform === 'win32',
  });
}

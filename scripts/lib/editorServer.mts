/** A VS Code server on loopback, with its own throw-away profile. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserEditor } from './provision.mts';
import { run } from './run.mts';

export interface EditorServerOptions {
  /** A packaged extension to install before the start. */
  readonly vsix?: string;
  /** Restricted mode needs workspace trust; every other suite goes without. */
  readonly workspaceTrust?: boolean;
  /** Settings of the machine, on top of ones that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface EditorServer {
  readonly host: string;
  readonly pid: number;
  /** The folder of the server's profile and logs. */
  readonly profile: string;
  /** The address that opens `folder`, with VS Code's development options. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** A path of this machine as the workbench names it. */
  remoteUri(file: string): string;
  stop(): Promise<void>;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.experimentalOnboarding': false,
  'workbench.tips.enabled': false,
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'editor.accessibilitySupport': 'off',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/** Resolves once the server accepts connections. */
export async function startEditorServer(
  editor: BrowserEditor,
  options: EditorServerOptions = {},
): Promise<EditorServer> {
  const profile = await mkdtemp(path.join(tmpdir(), 'backend-guide-editor-'));
  const extensions = path.join(profile, 'extensions');
  // User settings live in the browser's own storage; the machine's are the ones that can be written beforehand.
  const settingsFolder = path.join(profile, 'data', 'Machine');
  await mkdir(settingsFolder, { recursive: true });
  await writeFile(
    path.join(settingsFolder, 'settings.json'),
    JSON.stringify({ ...quietSettings, ...options.settings }),
  );
  if (options.vsix !== undefined) {
    const words = [
      '--install-extension',
      options.vsix,
      '--extensions-dir',
      extensions,
      '--server-data-dir',
      profile,
    ];
    await run(editor.node, [editor.serverMain, ...words], { stdio: 'ignore' });
  }
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const child = spawn(
    editor.node,
    [
      editor.serverMain,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--accept-server-license-terms', '--telemetry-level', 'off', '--skip-welcome'],
      ...['--server-data-dir', profile, '--extensions-dir', extensions],
      // Makes a built VS Code heed the development options of the address.
      '--enable-smoke-test-driver',
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  await whenListening(child);
  const remoteUri = (file: string): string => `vscode-remote://${host}${file}`;
  return {
    host,
    pid: child.pid ?? 0,
    profile,
    remoteUri,
    address: (folder, payload = []) => {
      const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
      return `http://${host}/?${query.toString()}`;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) =>
        child.exitCode === null ? child.once('exit', resolve) : resolve(undefined),
      );
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** VS Code prints a line with "Extension host agent listening" when it is ready. */
function whenListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Extension host agent listening')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Error(`the VS Code server ended with code ${code ?? 'none'} before it was ready:\n${output}`),
      );
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

/**
 * Opens the extension on the sample workspace: in the user's own VS Code where `code` is on the PATH,
 * else in the provisioned editor in a browser. `--smoke` hovers twice without a window and says what the cards say.
 */
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launchChromium } from './lib/chromium.mts';
import { startEditorServer } from './lib/editorServer.mts';
import { buildFirst } from './lib/buildFirst.mts';
import { results, root } from './lib/paths.mts';
import { provisionBrowserEditor } from './lib/provision.mts';
import { run } from './lib/run.mts';
import { openWorkbench } from './lib/workbench.mts';

const workspace = path.join(root, 'test', 'workspaces', 'shop');

await buildFirst();
if (process.argv.includes('--smoke')) await smoke();
else if (ownCode()) await openInOwnCode();
else await openInBrowserEditor();

function ownCode(): boolean {
  try {
    execFileSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' });
    return true;
  } catch {
    return false;
  }
}

async function openInOwnCode(): Promise<void> {
  console.log('opening VS Code on the sample workspace');
  const file = path.join(workspace, 'api', 'src', 'server.js');
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, workspace, file];
  // On Windows `code` is a batch file, which needs a shell, and a shell splits paths at blanks unless they are quoted.
  const shell = process.platform === 'win32';
  await run('code', shell ? args.map((arg) => `"${arg}"`) : args, { shell });
}

async function openInBrowserEditor(): Promise<void> {
  const editor = await provisionBrowserEditor(console.log);
  const server = await startEditorServer(editor);
  console.log(`Open ${server.address(workspace, [['extensionDevelopmentPath', server.remoteUri(root)]])}`);
  console.log('Press Ctrl+C to stop.');
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
}

async function smoke(): Promise<void> {
  const editor = await provisionBrowserEditor(console.log);
  const server = await startEditorServer(editor);
  const browser = await launchChromium(editor.chromium);
  const folder = path.join(results, 'smoke');
  await mkdir(folder, { recursive: true });
  try {
    const workbench = await openWorkbench(browser, server, { folder: workspace, developmentPath: root });
    const cases = [
      { file: 'api/src/server.js', line: 'setTimeout(', word: 'setTimeout', title: 'Event loop' },
      {
        file: 'migrations/002_add_indexes.sql',
        line: 'CREATE INDEX users_email_hash',
        word: 'CREATE INDEX',
        title: 'Database indexes · hash',
      },
    ];
    for (const { file, line, word, title } of cases) {
      await workbench.openFile(file);
      const card = await workbench.hover(line, word);
      const text = await card.text();
      if (!text.startsWith(title))
        throw new Error(`the card on "${word}" should begin with "${title}", but says:\n${text}`);
      const picture = path.join(folder, `${word.replaceAll(' ', '-')}.png`);
      await workbench.screenshot(picture);
      console.log(`\n${word} in ${file} (${await card.renderedLines()} lines)\n${text}\n`);
    }
    console.log(`Screenshots: ${path.relative(root, folder)}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * Looks like VS Code's executable to @vscode/test-electron, and is code-server shown by Chromium.
 * Takes VS Code's flags for extension tests, runs the tests in the extension host, and exits with their exit code.
 * BACKEND_GUIDE_VSIX names a package to install before the start.
 */
import { parseArgs } from 'node:util';
import { launchChromium } from './chromium.mts';
import { startEditorServer } from './editorServer.mts';
import { provisionBrowserEditor } from './provision.mts';
import { reportMark } from './reportMark.mts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});
const folder = positionals[0];
const { extensionDevelopmentPath, extensionTestsPath } = values;
if (
  folder === undefined ||
  typeof extensionDevelopmentPath !== 'string' ||
  typeof extensionTestsPath !== 'string'
) {
  console.error('Give a folder, --extensionDevelopmentPath=… and --extensionTestsPath=…');
  process.exit(2);
}

const editor = await provisionBrowserEditor(console.log);
const vsix = process.env['BACKEND_GUIDE_VSIX'];
const server = await startEditorServer(editor, vsix === undefined ? {} : { vsix });
const browser = await launchChromium(editor.chromium);
/** What the editor itself had to say; shown only when the run failed. */
const log: string[] = [];
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const exitCode = new Promise<number>((resolve, reject) => {
    page.on('crash', () => reject(new Error('the page of the editor crashed')));
    void page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      const [line] = args;
      if (typeof line === 'string' && line.startsWith(reportMark)) console.log(line.slice(reportMark.length));
      else log.push(`${type}: ${args.map(String).join(' ')}`);
    });
    void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
  });
  await page.goto(
    server.address(folder, [
      ['extensionDevelopmentPath', server.remoteUri(extensionDevelopmentPath)],
      ['extensionTestsPath', server.remoteUri(extensionTestsPath)],
    ]),
  );
  process.exitCode = await exitCode;
  if (process.exitCode !== 0) console.log(log.join('\n'));
} finally {
  await browser.close();
  await server.stop();
}

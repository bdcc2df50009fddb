/**
 * `npm test [-- part of a suite's name …]`: every suite, one after the other, and a last line with the sums.
 * A suite that could not run counts as a failure; nothing is skipped.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import * as v from 'valibot';
import { packageExtension } from './lib/packageExtension.mts';
import { buildFirst } from './lib/buildFirst.mts';
import { dist, results, root } from './lib/paths.mts';
import { provisionBrowserEditor } from './lib/provision.mts';
import { exitCode } from './lib/run.mts';
import { versions } from './lib/versions.mts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  success: v.boolean(),
});
const hostReport = v.object({ passed: v.number(), failed: v.number(), host: v.string() });

const hostSuiteBundle = path.join(dist, 'test', 'hostSuite.js');

const suites: readonly (readonly [name: string, run: () => Promise<Counts>])[] = [
  ['unit', () => vitest('unit')],
  ['host-node', () => hostSuite('node', root)],
  ['host-web', async () => hostSuite('web', await webExtension())],
  ['host-vsix', installedPackageSuite],
  ['browser', () => vitest('browser')],
];

const wanted = process.argv.slice(2);
await buildFirst();
await mkdir(results, { recursive: true });
await bundleHostSuite();
const lines: string[] = [];
const sum = { passed: 0, failed: 0 };
for (const [name, runSuite] of suites) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
  console.log(`\n=== ${name}`);
  const counts = await runSuite().catch((error: unknown): Counts => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  sum.passed += counts.passed;
  sum.failed += counts.failed;
  lines.push(`${name}: ${counts.passed} passed, ${counts.failed} failed`);
}
console.log(`\n${lines.join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

async function vitest(project: string): Promise<Counts> {
  const report = path.join(results, `${project}.json`);
  await rm(report, { force: true });
  if (project === 'browser') await provisionBrowserEditor(console.log);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await exitCode(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters],
    { cwd: root },
  );
  const {
    numPassedTests: passed,
    numFailedTests,
    success,
  } = v.parse(vitestReport, JSON.parse(await readFile(report, 'utf8')));
  // A file that cannot be loaded fails the run without a failed test.
  const failed = code === 0 && success ? 0 : Math.max(1, numFailedTests);
  return { passed, failed };
}

/** The mocha bundle inside an extension host, on a copy of the sample workspace. */
async function hostSuite(host: 'node' | 'web', extension: string, vsix?: string): Promise<Counts> {
  const workspace = path.join(results, `workspace-${vsix === undefined ? host : 'vsix'}`);
  await rm(workspace, { recursive: true, force: true });
  await cp(path.join(root, 'test', 'workspaces', 'shop'), workspace, { recursive: true });
  const endedWell = await runTests({
    vscodeExecutablePath: await editorExecutable(host, vsix),
    extensionDevelopmentPath: extension,
    // The host of the extension that holds the suite is the host that runs it.
    extensionTestsPath:
      host === 'web' ? path.join(extension, 'dist', 'test', 'hostSuite.js') : hostSuiteBundle,
    extensionTestsEnv: { BACKEND_GUIDE_VSIX: vsix },
    launchArgs: [workspace],
  }).then(
    () => true,
    (error: unknown) => {
      console.error(error);
      return false;
    },
  );
  const report = v.parse(
    hostReport,
    JSON.parse(await readFile(path.join(workspace, '.host-results.json'), 'utf8')),
  );
  const { passed } = report;
  // A host that broke behind its last test, or a suite that ran nothing, has failed without a failed test.
  const failed = endedWell && passed > 0 ? report.failed : Math.max(1, report.failed);
  console.log(`${report.host}: ${passed} passed, ${failed} failed`);
  if (!report.host.startsWith(host === 'web' ? 'web' : 'Node'))
    throw new Error(`ran in the ${report.host}, not in ${host}`);
  return { passed, failed };
}

/**
 * The extension without its Node.js entry, as vscode.dev sees it. A VS Code server would else prefer that entry:
 * in 1.139 the browser's workbench does not heed the address's extensionDevelopmentKind.
 */
async function webExtension(): Promise<string> {
  const folder = path.join(results, 'web-extension');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const manifest = v.parse(
    v.looseObject({}),
    JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')),
  );
  const web = { ...manifest, main: undefined, extensionKind: undefined };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(web));
  for (const name of ['package.nls.json', 'package.nls.de.json', 'l10n', 'dist', 'media', 'snippets']) {
    await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  return folder;
}

/** The packaged extension is installed; a development extension that does nothing only satisfies the test runner. */
async function installedPackageSuite(): Promise<Counts> {
  const { file } = await packageExtension(results);
  return hostSuite('node', path.join(root, 'test', 'host', 'empty-extension'), file);
}

/** A desktop VS Code where one can be downloaded and shown, else the one in the browser. */
async function editorExecutable(host: 'node' | 'web', vsix: string | undefined): Promise<string> {
  const browserEditor = path.join(root, 'scripts', 'browser-editor.mjs');
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined;
  if (host === 'web' || vsix !== undefined || !hasScreen) return browserEditor;
  const reachable = await fetch('https://update.code.visualstudio.com/api/releases/stable', {
    signal: AbortSignal.timeout(5_000),
  }).then(
    ({ ok }) => ok,
    () => false,
  );
  return reachable ? downloadAndUnzipVSCode(versions.desktop) : browserEditor;
}

/** One CommonJS file, because the web worker extension host refuses ES modules. */
async function bundleHostSuite(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/host/suite.ts'],
    outfile: hostSuiteBundle,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

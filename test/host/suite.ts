/**
 * The suite that runs inside an extension host: the Node.js one, the web worker one, a desktop VS Code.
 * It uses the `vscode` API and globals only, so that one bundle fits all of them.
 */
import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { reportMark } from '../../scripts/lib/reportMark.mts';

/** Written beside the workspace for the program that started the editor. */
interface Results {
  readonly passed: number;
  readonly failed: number;
  /** Where the suite ran. */
  readonly host: string;
}

/** Called by the extension host; a rejection is a failed run. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 60_000, reporter: Mocha.reporters.Base });
  await import('./allSpecs');
  const results = await new Promise<Results>((resolve) => {
    // `mocha.run` of the browser build reads the page's address, which a worker does not have.
    const runner: Mocha.Runner = Mocha.prototype.run.call(mocha, () => {
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, host: hostName() });
    });
    reportOn(runner);
  });
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('the suite needs an open folder for its results');
  const target = vscode.Uri.joinPath(folder.uri, '.host-results.json');
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(JSON.stringify(results)));
  if (results.failed > 0) throw new Error(`${results.failed} failed`);
}

function hostName(): string {
  // Mocha brings a `process` of its own, so that name says nothing.
  return 'WorkerGlobalScope' in globalThis ? 'web worker extension host' : 'Node.js extension host';
}

/** One line per test, and every error with its stack; the mark tells our lines from the editor's own log. */
function reportOn(runner: Mocha.Runner): void {
  const print = (line: string): void => console.log(`${reportMark}${line}`);
  runner.on('suite', (suite) => print(suite.fullTitle()));
  runner.on('pass', (test) => print(`  ✓ ${test.title} (${test.duration ?? 0} ms)`));
  runner.on('fail', (test, error: Error) =>
    print(`  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`),
  );
}

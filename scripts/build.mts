/** Everything in dist/ and snippets/: the guide and its snippets from content/, then the bundles; `--debug` with source maps and readable code. */
import { root } from './lib/paths.mts';
import { exitCode } from './lib/run.mts';

for (const step of [
  ['--import', 'tsx', 'scripts/buildGuide.mts'],
  ['--import', 'tsx', 'scripts/buildSnippets.mts'],
  ['esbuild.mjs', ...process.argv.slice(2)],
]) {
  const code = await exitCode(process.execPath, step, { cwd: root });
  // The step has said what is wrong; a stack trace of this script would only hide it.
  if (code !== 0) process.exit(code);
}

// `node scripts/run.mjs <script> [args]`: installs the packages where they are missing, then runs scripts/<script>.mts.
// This file needs Node.js alone, so that the README's commands work in a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [script = '', ...args] = process.argv.slice(2);

/** Whether node_modules is what package-lock.json asks for; npm writes its own copy of the lock last. */
function packagesAreInstalled() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  return (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(path.join(root, 'package-lock.json')).mtimeMs
  );
}

/** @param {string} command @param {readonly string[]} words @param {boolean} [shell] */
function run(command, words, shell = false) {
  const { status, error } = spawnSync(command, words, { cwd: root, stdio: 'inherit', shell });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!packagesAreInstalled()) {
  console.log('installing packages …');
  // On Windows npm is a batch file, which needs a shell; Node.js does not, and a shell would split its path at blanks.
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], process.platform === 'win32');
}
run(process.execPath, ['--import', 'tsx', path.join('scripts', `${script}.mts`), ...args]);

/** The npm packages of verification/, which only the verification of the guide needs. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mts';
import { run } from './run.mts';

/** Installs them when they are missing or older than their lock file; npm writes its own copy of the lock last. */
export async function installVerificationPackages(): Promise<void> {
  const folder = path.join(root, 'verification');
  const installed = path.join(folder, 'node_modules', '.package-lock.json');
  const lock = path.join(folder, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('installing the packages of verification/ …');
  // Types and schemas are read, not built: no install script has to run.
  await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
  });
}

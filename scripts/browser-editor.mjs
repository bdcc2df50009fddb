#!/usr/bin/env node
// The executable that stands in for VS Code's where none can be downloaded; see lib/browserEditorMain.mts.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const main = path.join(import.meta.dirname, 'lib', 'browserEditorMain.mts');
const { status } = spawnSync(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/**
 * `npm run bench [-- part of a name …] [-- --quick]`: every benchmark and simulation below bench/, one after the other.
 * They print ratios and growth shapes of one run; absolute times depend on the machine.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/paths.mts';
import { run } from './lib/run.mts';

const args = process.argv.slice(2);
const flags = args.filter((arg) => arg.startsWith('--'));
const parts = args.filter((arg) => !arg.startsWith('--'));
const files = (await readdir(path.join(root, 'bench'), { recursive: true }))
  .filter((name) => /(?:\.bench|simulation)\.mts$/.test(name))
  .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
  .sort();
for (const file of files) {
  console.log(`\n=== ${file}`);
  await run(process.execPath, ['--import', 'tsx', path.join('bench', file), ...flags], { cwd: root });
}

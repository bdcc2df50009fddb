/** Checks package.json against VS Code's guidelines; prints every violation and their number, and exits with 1 on any. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { checkManifest } from './lib/manifestRules.mts';
import { root } from './lib/paths.mts';

const read = (file: string): string | undefined => {
  const whole = path.join(root, file);
  return existsSync(whole) ? readFileSync(whole, 'utf8') : undefined;
};
const texts = v.parse(v.record(v.string(), v.string()), JSON.parse(read('package.nls.json') ?? '{}'));
const violations = checkManifest(JSON.parse(read('package.json') ?? '{}'), { texts, read });
console.log([...violations, `package.json: ${violations.length} violations`].join('\n'));
process.exitCode = violations.length > 0 ? 1 : 0;

/** `npm run package`: builds, writes backend-guide-<version>.vsix, and says what is in it. */
import path from 'node:path';
import { buildFirst } from './lib/buildFirst.mts';
import { packageExtension } from './lib/packageExtension.mts';
import { root } from './lib/paths.mts';

await buildFirst();
const { file, size, contents } = await packageExtension(root);
console.log(contents.map((name) => `  ${name}`).join('\n'));
console.log(`${path.relative(root, file)}: ${contents.length} files, ${(size / 1024).toFixed(0)} KiB`);

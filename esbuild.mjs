// Bundles what runs in an editor. Types are checked elsewhere (npm run types).
// Everything is CommonJS: the web worker extension host refuses ES modules.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** @type {{ version: string }} */
const manifest = JSON.parse(await readFile(new URL('./package.json', import.meta.url), 'utf8'));

const debug = process.argv.includes('--debug');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: !debug,
  sourcemap: debug,
  keepNames: true,
  target: 'es2022',
  legalComments: 'linked',
  logLevel: 'warning',
  define: { EXTENSION_VERSION: JSON.stringify(manifest.version) },
  absWorkingDir: import.meta.dirname,
};
/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs' };
/** @type {import('esbuild').BuildOptions} */
const browser = { ...common, platform: 'browser', format: 'cjs', mainFields: ['browser', 'module', 'main'] };

await Promise.all([
  build({
    ...node,
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client.js',
    external: ['vscode'],
  }),
  build({
    ...browser,
    entryPoints: ['client/src/extension.browser.ts'],
    outfile: 'dist/client.browser.js',
    external: ['vscode'],
  }),
  build({ ...node, entryPoints: ['server/src/node/serverMain.ts'], outfile: 'dist/server.js' }),
  build({
    ...browser,
    format: 'iife',
    entryPoints: ['server/src/browser/serverMain.ts'],
    outfile: 'dist/server.browser.js',
  }),
]);

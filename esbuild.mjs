// Bundles what runs in an editor. Types are checked elsewhere (npm run types).
// Everything is CommonJS: the web worker extension host refuses ES modules.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
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
  // NOTICE.txt holds the whole licences instead.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { EXTENSION_VERSION: JSON.stringify(manifest.version) },
  absWorkingDir: import.meta.dirname,
};
/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs' };
/** @type {import('esbuild').BuildOptions} */
const browser = { ...common, platform: 'browser', format: 'cjs', mainFields: ['browser', 'module', 'main'] };

/** Views by name: dist/webview/<name>.js and <name>.css. */
const views = ['reader', 'study'];

const results = await Promise.all([
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
  build({
    ...browser,
    format: 'iife',
    // Nobody reads names of functions in a view, and it is loaded each time that it is shown.
    keepNames: false,
    entryPoints: views.flatMap((name) => [
      { in: `webview/src/${name}/main.tsx`, out: name },
      { in: `webview/src/${name}/${name}.css`, out: name },
    ]),
    outdir: 'dist/webview',
  }),
]);

await writeFile(
  'dist/NOTICE.txt',
  await notice(results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))),
);

/**
 * The licences of the packages whose code is in the bundles.
 * @param {string[]} inputs Paths of bundled files.
 */
async function notice(inputs) {
  const folders = inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  const parts = await Promise.all(
    [...new Set(folders)].sort().map(async (folder) => {
      /** @type {{ name: string, version: string, license?: string }} */
      const { name, version, license } = JSON.parse(
        await readFile(path.join(folder, 'package.json'), 'utf8'),
      );
      const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? '' : await readFile(path.join(folder, file), 'utf8');
      return `${name} ${version} (${license ?? 'see below'})\n\n${text.trim()}\n`;
    }),
  );
  return `This extension contains code of the following packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

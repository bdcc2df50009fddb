/** The extension as a VSIX file. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import * as v from 'valibot';
import { root } from './paths.mts';

const manifestSchema = v.object({ name: v.string(), version: v.string() });

export interface ExtensionPackage {
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  /** Paths inside the package, relative to the extension's folder. */
  readonly contents: readonly string[];
}

/** Writes `<name>-<version>.vsix` into `folder`. Rejects where the packager would ask or refuse. */
export async function packageExtension(folder: string): Promise<ExtensionPackage> {
  const { name, version } = v.parse(
    manifestSchema,
    JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')),
  );
  const file = path.join(folder, `${name}-${version}.vsix`);
  // Everything is bundled, so node_modules is not looked at.
  await createVSIX({ cwd: root, packagePath: file, dependencies: false });
  const contents = await listFiles({ cwd: root, packageManager: PackageManager.None });
  return { file, size: (await stat(file)).size, contents: [...contents].sort() };
}

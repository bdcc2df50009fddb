/** Writes l10n/bundle.l10n.json: every text of the client that is translated, for translators and for VS Code. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readInterfaceTexts } from './lib/interfaceTexts.mts';
import { root } from './lib/paths.mts';

const { translated } = await readInterfaceTexts();
const folder = path.join(root, 'l10n');
await mkdir(folder, { recursive: true });
const bundle = Object.fromEntries(translated.map((text) => [text, text]));
await writeFile(path.join(folder, 'bundle.l10n.json'), `${JSON.stringify(bundle, undefined, 2)}\n`);
console.log(`l10n/bundle.l10n.json: ${translated.length} texts`);

/** content/ → snippets/*.code-snippets, which editors read without the server. The files are committed; a test compares them. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contributedSnippetFiles } from '../guide/src/contributedSnippets.ts';
import { compileContent } from './lib/content.mts';
import { root } from './lib/paths.mts';

const folder = path.join(root, 'snippets');
const { guide, files: contents } = await compileContent();
const damaged = contents.filter(({ messages }) => messages.length > 0).map((file) => `content/${file.path}`);
if (damaged.length > 0) {
  // The snippets of a concept that does not compile would be gone without a word.
  console.error(`${damaged.join(', ')}: mend what "npm run check:content" says; snippets/ was not written`);
  process.exit(1);
}
const files = contributedSnippetFiles(guide.concepts);
await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) {
  if (!files.has(name)) await rm(path.join(folder, name));
}
for (const [name, text] of files) await writeFile(path.join(folder, name), text);
console.log(`snippets/: ${files.size} files`);

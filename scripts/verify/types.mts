/** Type-checks JavaScript and TypeScript strictly against the real packages of verification/package.json. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { root } from '../lib/paths.mts';
import { isSnippet, type Outcome } from './outcome.mts';

const engine = `TypeScript ${ts.version}`;

/** In a snippet a name may belong to the file that it is inserted into. */
const undeclaredNameCodes = new Set([2304, 2552, 18004, 2503]);

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  noUncheckedIndexedAccess: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  esModuleInterop: true,
  skipLibCheck: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  types: ['node'],
};

export async function checkTypes(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  // Inside the package folder, so that imports resolve to the packages that are installed there.
  const folder = path.join(root, 'verification', '.blocks', String(process.pid));
  await mkdir(folder, { recursive: true });
  try {
    const files = await Promise.all(
      blocks.map(async (block, index) => {
        const extension = block.language === 'js' ? 'js' : 'ts';
        const file = path.join(folder, `${block.conceptId}-${index}.${extension}`);
        await writeFile(file, moduleText(block));
        return file;
      }),
    );
    const program = ts.createProgram(files, options);
    return blocks.map((block, index) => outcomeOf(block, files[index] ?? '', program));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A snippet is a piece of some function's body, unless it brings imports, exports or decorators of its own. */
function moduleText(block: CodeBlock): string {
  if (!isSnippet(block) || /^(?:export|@)/m.test(block.text)) return block.text;
  const lines = block.text.split('\n');
  const firstCode = lines.findLastIndex((line) => /^import\b.*from|^} from /.test(line)) + 1;
  const imports = lines.slice(0, firstCode);
  return [...imports, 'export async function snippet() {', ...lines.slice(firstCode), '}', ''].join('\n');
}

function outcomeOf(block: CodeBlock, file: string, program: ts.Program): Outcome {
  const source = program.getSourceFile(file);
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  const problems = diagnostics
    .filter(
      ({ code }) => !(isSnippet(block) && (undeclaredNameCodes.has(code) || code === 7006 || code === 7031)),
    )
    .map(({ messageText, start }) => {
      const line = source && start !== undefined ? source.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `line ${line} of the block: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  return {
    block,
    engine,
    way: 'type-checked',
    ...(problems.length > 0 ? { problem: problems.join('\n    ') } : {}),
  };
}

/** Parses blocks with a real parser of their language. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import path from 'node:path';
import ts from 'typescript';
import * as v from 'valibot';
import { parseDocument } from 'yaml';
import type { CodeBlock } from '../../compiler/src/codeBlocks.ts';
import { execute } from '../lib/engines/debian.mts';
import { debian13, inDebian13 } from '../lib/engines/debian13.mts';
import { root } from '../lib/paths.mts';
import { checkEach, type Outcome } from './outcome.mts';

/** Throws what is wrong with a block. */
type Parser = (block: CodeBlock) => void | Promise<void>;

interface Language {
  readonly engine: string | (() => Promise<string>);
  readonly parse: Parser;
}

const require = createRequire(path.join(root, 'verification', 'package.json'));

/** A package of verification/, which is installed only when the guide is verified. */
function load<S extends v.GenericSchema>(name: string, shape: S): v.InferOutput<S> {
  return v.parse(shape, require(name));
}

function packageVersion(name: string): string {
  const manifest = path.join(root, 'verification', 'node_modules', name, 'package.json');
  return v.parse(v.object({ version: v.string() }), JSON.parse(readFileSync(manifest, 'utf8'))).version;
}

const script: Language = { engine: `TypeScript ${ts.version}`, parse: parseScript };

const languages: Readonly<Record<string, Language>> = {
  js: script,
  ts: script,
  python: { engine: pythonVersion, parse: parsePython },
  prisma: {
    engine: () =>
      Promise.resolve(`Prisma schema ${packageVersion('@prisma/prisma-schema-wasm').replace(/-.*/, '')}`),
    parse: parsePrisma,
  },
  dockerfile: {
    engine: () => Promise.resolve(`dockerfile-utils ${packageVersion('dockerfile-utils')}`),
    parse: parseDockerfile,
  },
  http: { engine: `Node.js ${process.versions.node} HTTP parser`, parse: parseHttp },
  json: { engine: `Node.js ${process.versions.node} JSON`, parse: ({ text }) => void JSON.parse(text) },
  yaml: { engine: 'yaml 2', parse: parseYaml },
};

export async function checkParse(blocks: readonly CodeBlock[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const language of new Set(blocks.map((block) => block.language))) {
    const marked = blocks.filter((block) => block.language === language);
    const parser = languages[language];
    if (parser === undefined) {
      const problem = `nothing parses ${language} without running it: use a stronger verify mark`;
      outcomes.push(...marked.map((block) => ({ block, engine: 'none', way: 'parsed' as const, problem })));
      continue;
    }
    const engine = typeof parser.engine === 'string' ? parser.engine : await parser.engine();
    outcomes.push(
      ...(await checkEach(marked, engine, 'parsed', async (block) => {
        await parser.parse(block);
        return undefined;
      })),
    );
  }
  return outcomes;
}

/** The parser's own errors only: names and types need the file around a piece of code. */
function parseScript({ language, text }: CodeBlock): void {
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: `block.${language}`,
    reportDiagnostics: true,
    compilerOptions: {
      allowJs: true,
      experimentalDecorators: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
    },
  });
  if (diagnostics.length > 0)
    throw new Error(
      diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')).join('; '),
    );
}

async function pythonVersion(): Promise<string> {
  const { stdout } = await execute(...inDebian13(await debian13(), 'python3', '--version'));
  return stdout.trim();
}

async function parsePython({ text }: CodeBlock): Promise<void> {
  const program = ['python3', '-c', 'import ast, sys; ast.parse(sys.argv[1])', text];
  await execute(...inDebian13(await debian13(), ...program));
}

/** A piece of a schema is completed: the data source, a model around attributes, the models that it mentions. */
function parsePrisma({ text }: CodeBlock): void {
  const { validate } = load('@prisma/prisma-schema-wasm', v.object({ validate: v.function() }));
  const fields = [...text.matchAll(/\[([^\]]*)\]/g)].flatMap(
    ([, list = '']) => list.match(/[a-z]\w*(?=[,(\s]|$)/g) ?? [],
  );
  const wrapped = text.includes('model ')
    ? text
    : `model Wrapped {\n  wrappedId Int @id\n${[...new Set(fields)].map((name) => `  ${name} Int`).join('\n')}\n${text}\n}`;
  const known = new Set([...wrapped.matchAll(/^(?:model|enum) (\w+)/gm)].map(([, name]) => name));
  const stubs = [...wrapped.matchAll(/^\s+\w+\s+([A-Z]\w*)\s.*@relation/gm)]
    .filter(([, name]) => !known.has(name))
    .map(([, name = '']) => `model ${name} {\n  id BigInt @id\n  back ${[...known][0] ?? ''}[]\n}`);
  const source = text.includes('datasource ') ? '' : 'datasource db {\n  provider = "postgresql"\n}\n';
  const schema = [source, wrapped, ...stubs].join('\n');
  validate(JSON.stringify({ prismaSchema: [['block.prisma', schema]], noColor: true }));
}

function parseDockerfile({ text }: CodeBlock): void {
  const diagnostic = v.object({
    message: v.string(),
    severity: v.optional(v.number()),
    range: v.object({ start: v.object({ line: v.number() }) }),
  });
  const { validate } = load('dockerfile-utils', v.object({ validate: v.function() }));
  const whole = /^FROM /m.test(text) ? text : `FROM scratch\n${text}`;
  const problems = v.parse(v.array(diagnostic), validate(whole));
  if (problems.length > 0)
    throw new Error(
      problems.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`).join('; '),
    );
}

function parseYaml({ text }: CodeBlock): void {
  const [error] = parseDocument(text).errors;
  if (error !== undefined) throw error;
}

/** Sends the request to a server of Node.js, which refuses what its parser cannot read. */
async function parseHttp({ text }: CodeBlock): Promise<void> {
  const [head = '', ...rest] = text.split('\n\n');
  const body = rest.join('\n\n').trim();
  if (/^content-type:.*json/im.test(head) && body !== '') JSON.parse(body);
  const server = createServer((request, response) => {
    request.resume();
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const lines = [
      ...head.trim().split('\n'),
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`));
      let received = '';
      socket.on('data', (data) => (received += data.toString()));
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });
    const status = answer.split('\r\n')[0] ?? '';
    if (!status.includes(' 200 ')) throw new Error(`the parser answers "${status}"`);
  } finally {
    server.close();
  }
}

/** Small programs that proofs run: each in an own process and folder, with what it printed and how it ended. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../paths.mts';

const verification = path.join(root, 'verification');
const timeoutMs = 60_000;

export interface Run {
  /** What the program printed, line by line, without the last line break. */
  readonly lines: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  /** Undefined when a signal ended the program. */
  readonly exitCode: number | undefined;
}

export interface ProgramOptions {
  /** `cjs` is the default; `ts` is TypeScript with experimental decorators and emitted types, as an ES module. */
  readonly module?: 'cjs' | 'esm' | 'ts';
  /** Flags of Node.js. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

let count = 0;

/** Runs `use` with a folder inside verification/, so that programs find the packages there. */
async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = path.join(verification, '.blocks', `${process.pid}-proof-${count++}`);
  await mkdir(folder, { recursive: true });
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function runNode(program: string, options: ProgramOptions = {}): Promise<Run> {
  const { module = 'cjs', flags = [], environment } = options;
  return inFolder(async (folder) => {
    const file = path.join(folder, module === 'cjs' ? 'program.cjs' : 'program.mjs');
    await writeFile(file, module === 'ts' ? withoutTypes(program) : program);
    return execute(process.execPath, [...flags, file], folder, environment);
  });
}

function withoutTypes(program: string): string {
  return ts.transpileModule(program, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    },
  }).outputText;
}

/** Runs a command in an empty folder. */
export function runProgram(command: string, args: readonly string[]): Promise<Run> {
  return inFolder((folder) => execute(command, args, folder));
}

/** Runs a script of bash in an empty folder. */
export function runShell(script: string): Promise<Run> {
  return inFolder((folder) => execute('bash', ['-euo', 'pipefail', '-c', script], folder));
}

function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  // Settings of the surrounding run, such as a loader in NODE_OPTIONS, would change what is proven.
  const env = { PATH: process.env['PATH'], HOME: cwd, ...environment };
  return new Promise((resolve, reject) => {
    execFile(command, [...args], { cwd, env, timeout: timeoutMs }, (error, stdout, stderr) => {
      if (error?.killed === true)
        reject(new Error(`did not end within ${timeoutMs / 1000} s: ${stdout}${stderr}`));
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ stdout, stderr, exitCode, lines: stdout.trimEnd().split('\n') });
    });
  });
}

const displayNames: Readonly<Record<string, string>> = {
  '@nestjs/core': 'NestJS',
  '@prisma/client': 'Prisma',
  bullmq: 'BullMQ',
  expect: 'Jest expect',
  express: 'Express',
  fastify: 'Fastify',
  mongoose: 'Mongoose',
  mongodb: 'MongoDB driver',
  pg: 'node-postgres',
  vitest: 'Vitest',
};

/** `Express 5.3.0` for the folder of a package in verification/node_modules. */
export function packageVersion(folder: string): string {
  const file = path.join(verification, 'node_modules', folder, 'package.json');
  if (!existsSync(file)) throw new Error(`${folder} is not installed in verification/: run npm ci there`);
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string };
  return `${displayNames[name] ?? name} ${version}`;
}

import { parser } from '@lezer/javascript';
import type { TriggerIndex } from '../triggerIndex';
import { chainAt, lookup, type Chain } from '../source/lookup';
import type { SourceLanguage } from '../source/language';
import { isProjectFile, type Meaning } from '../source/resolve';
import { SourceIndex } from '../source/sourceIndex';
import { targetKey, type Target } from '../source/targets';
import { javascriptFacts } from './collect';
import { bareModule } from './declarations';
import { javascriptEvidence, javascriptSql, javascriptStringBody } from './embedded';
import { JavaScriptRoles } from './roles';

/** Builtin modules whose members are also globals, with the global they stand for. */
const globalModules: Readonly<Record<string, readonly string[]>> = {
  process: ['process'],
  console: ['console'],
  timers: [],
  buffer: [],
};

/** Objects that are another name for the global scope. */
const globalObjects = new Set(['globalThis', 'global', 'window', 'self']);

/**
 * `import x from 'm'`, `import * as x from 'm'` and `require('m')` name the same thing, `node:` is optional,
 * and what a builtin module shares with the globals is the global.
 */
function canonicalJavaScript(module: string, path: readonly string[]): Target {
  const members = path[0] === 'default' ? path.slice(1) : path;
  const bare = bareModule(module);
  if (bare === 'global') {
    const [first] = members;
    const isGlobalObject = first !== undefined && globalObjects.has(first) && members.length > 1;
    return { module: 'global', path: isGlobalObject ? members.slice(1) : members };
  }
  const prefix = Object.hasOwn(globalModules, bare) ? globalModules[bare] : undefined;
  return prefix === undefined
    ? { module: bare, path: members }
    : { module: 'global', path: [...prefix, ...members] };
}

/** Types that libraries give to what another of their exports makes. */
const instanceTypes: Readonly<Record<string, Target>> = {
  'fastify#FastifyInstance': { module: 'fastify', path: [] },
  'express#Express': { module: 'express', path: [] },
  'express#Application': { module: 'express', path: [] },
  'express#IRouter': { module: 'express', path: ['Router'] },
  'express-serve-static-core#Express': { module: 'express', path: [] },
  'express-serve-static-core#Application': { module: 'express', path: [] },
  'express-serve-static-core#Router': { module: 'express', path: ['Router'] },
  '@nestjs/common#INestApplication': { module: '@nestjs/core', path: ['NestFactory', 'create'] },
  '@nestjs/platform-express#NestExpressApplication': {
    module: '@nestjs/core',
    path: ['NestFactory', 'create'],
  },
  '@nestjs/platform-fastify#NestFastifyApplication': {
    module: '@nestjs/core',
    path: ['NestFactory', 'create'],
  },
  'typeorm#Connection': { module: 'typeorm', path: ['DataSource'] },
  'knex#Knex': { module: 'knex', path: [] },
  'knex#Knex.Transaction': { module: 'knex', path: [] },
  '@prisma/client#Prisma.TransactionClient': { module: '@prisma/client', path: ['PrismaClient'] },
  'redis#RedisClientType': { module: 'redis', path: ['createClient'] },
  'redis#RedisClient': { module: 'redis', path: ['createClient'] },
  'pg#PoolClient': { module: 'pg', path: ['Pool'] },
  'mysql2#Pool': { module: 'mysql2', path: ['createPool'] },
  'mysql2#PoolConnection': { module: 'mysql2', path: ['createPool'] },
  'mysql2#Connection': { module: 'mysql2', path: ['createConnection'] },
  'mysql2/promise#Pool': { module: 'mysql2/promise', path: ['createPool'] },
  'mysql2/promise#PoolConnection': { module: 'mysql2/promise', path: ['createPool'] },
  'mysql2/promise#Connection': { module: 'mysql2/promise', path: ['createConnection'] },
  'mongodb#ClientSession': { module: 'mongodb', path: ['MongoClient'] },
  'mongoose#ClientSession': { module: 'mongoose', path: ['startSession'] },
  'kafkajs#Producer': { module: 'kafkajs', path: ['Kafka'] },
  'kafkajs#Consumer': { module: 'kafkajs', path: ['Kafka'] },
};

function instanceJavaScript(target: Target): Target {
  const type = targetKey(target);
  return Object.hasOwn(instanceTypes, type) ? (instanceTypes[type] ?? target) : target;
}

/** The language's own objects; a method of theirs says nothing about a library. */
const builtinNames = new Set(
  (
    'Map Set WeakMap WeakSet Array Object String Number Boolean Date JSON Math Promise Symbol RegExp Reflect Proxy ' +
    'URL URLSearchParams Headers FormData Request Response Blob File AbortController EventTarget TextEncoder ' +
    'TextDecoder Uint8Array Buffer ArrayBuffer DataView Intl console document navigator localStorage ' +
    'sessionStorage caches performance crypto history location window globalThis global process'
  ).split(' '),
);
const builtinModules = new Set(
  (
    'fs fs/promises path os url util events crypto stream stream/promises http https net tls zlib child_process ' +
    'assert querystring string_decoder readline vm v8 dns dgram perf_hooks async_hooks'
  ).split(' '),
);

function isBuiltin({ module, path }: Meaning): boolean {
  if (module !== 'global') return builtinModules.has(bareModule(module));
  const [first] = path;
  return first !== undefined && builtinNames.has(first);
}

function isPackage(module: string): boolean {
  return /^(?:@[\w-]+\/)?\w/.test(module) && !isProjectFile(module);
}

/** What the grammar has to expect. */
export type JavaScriptDialect = 'jsx' | 'ts' | 'ts jsx';

/** JavaScript, TypeScript, JSX and TSX. */
export function javascriptLanguage(index: TriggerIndex, dialect: JavaScriptDialect): SourceLanguage {
  const sourceIndex = new SourceIndex(index, 'js', canonicalJavaScript);
  return {
    parser: parser.configure({ dialect }),
    comparison: {
      index: sourceIndex,
      canonical: canonicalJavaScript,
      instance: instanceJavaScript,
      separator: '/',
      isBuiltin,
      isPackage,
    },
    factsOf: (tree, text, known, deadline) => javascriptFacts(tree, text, sourceIndex, known, deadline),
    rolesAt: (node, text, file) => {
      const parametersOf = (name: { from: number; to: number }): number | undefined =>
        declaredParameters(chainAt(file, name.from), text.slice(name.from, name.to));
      return new JavaScriptRoles(text, parametersOf).rolesAt(node);
    },
    embeddedAt: javascriptSql,
    stringEvidence: javascriptEvidence,
    stringBody: javascriptStringBody,
  };
}

/** How many parameters the function of this name has, when the file declares it. */
function declaredParameters(chain: Chain, name: string): number | undefined {
  for (const { declared } of lookup(chain, name, () => true)) {
    if (declared.declaration.parameters !== undefined) return declared.declaration.parameters;
  }
  return undefined;
}

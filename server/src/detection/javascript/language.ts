import { parser } from '@lezer/javascript';
import type { TriggerIndex } from '../triggerIndex';
import { chainAt, lookup, type Chain } from '../source/lookup';
import type { SourceLanguage } from '../source/language';
import type { Meaning } from '../source/resolve';
import { SourceIndex } from '../source/sourceIndex';
import type { Target } from '../source/targets';
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

/** Relative paths and aliases such as `@/db`, `~/db` and `src/db` are files of the project. */
function isPackage(module: string): boolean {
  return /^(?:@[\w-]+\/)?\w/.test(module) && !module.startsWith('src/');
}

/** What the grammar has to expect. */
export type JavaScriptDialect = 'jsx' | 'ts' | 'ts jsx';

/** JavaScript, TypeScript, JSX and TSX. */
export function javascriptLanguage(index: TriggerIndex, dialect: JavaScriptDialect): SourceLanguage {
  const sourceIndex = new SourceIndex(index, 'js', canonicalJavaScript);
  return {
    parser: parser.configure({ dialect }),
    comparison: { index: sourceIndex, canonical: canonicalJavaScript, separator: '/', isBuiltin, isPackage },
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

// @ts-check
// One linter: types-aware rules for all, and the walls between the rooms with the reason in the message.
import { builtinModules } from 'node:module';
import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** @typedef {{ regex: string, message: string }} Wall */

const namedExports = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports can be searched for and renamed.',
};
const namedModules = {
  selector: 'ImportExpression:not([source.type="Literal"])',
  message: 'Name the module in quotes, so that the walls between the rooms see it.',
};

/** @param {string[]} names */
const packages = (...names) => `^(?:${names.join('|')})(?:/|$)`;
const noVscode = {
  regex: packages('vscode'),
  message: 'Only client/ knows VS Code: pass what is needed as data.',
};
const noNode = {
  regex: `^node:|${packages(...builtinModules)}`,
  message: 'This room also runs in a web worker: only entries and scripts know Node.js.',
};
const noLsp = {
  regex: packages(
    'vscode-languageserver',
    'vscode-languageserver-protocol',
    'vscode-languageclient',
    'vscode-jsonrpc',
  ),
  message: 'Only the entries of server/ and client/ speak LSP: features see vscode-languageserver-types.',
};
const noTools = {
  regex: '^\\.\\.?/(?:.*/)?(?:scripts|test|bench|proofs)/',
  message:
    'Scripts, tests, benchmarks and proofs know the rooms, and no room knows them: they are not shipped.',
};
/** @param {string[]} rooms */
const noRooms = (...rooms) => ({
  regex: `/(?:${rooms.join('|')})/src(?:/|$)`,
  message: 'This room does not know that one; ARCHITECTURE.md draws who may import whom.',
});

/**
 * Forbids imports in a room, static and dynamic ones.
 * @param {string} files
 * @param {readonly Wall[]} patterns
 */
const walls = (files, patterns) => ({
  files: [files],
  rules: {
    'no-restricted-imports': /** @type {const} */ (['error', { patterns: [noTools, ...patterns] }]),
    'no-restricted-syntax': /** @type {const} */ ([
      'error',
      namedExports,
      namedModules,
      ...[noTools, ...patterns].map(({ regex, message }) => ({
        // A slash would end the regular expression of a selector.
        selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002F')}/]`,
        message,
      })),
    ]),
  },
});

export default defineConfig(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'verification/',
      '.vscode-test/',
      'test-results/',
      'test/workspaces/',
    ],
  },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.mjs', 'vitest.config.mts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A handler may end with "return reply(…)": the value is nobody's concern.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // TypeScript knows every name; the rule does not know its types.
      'no-undef': 'off',
      'no-restricted-syntax': ['error', namedExports],
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  // Tools look for the default export of their configuration.
  { files: ['*.mjs', '*.mts'], rules: { 'no-restricted-syntax': 'off' } },
  walls('protocol/src/**', [
    noVscode,
    noNode,
    noLsp,
    noRooms('guide', 'study', 'compiler', 'server', 'client', 'webview'),
  ]),
  // The types of our own requests are those of the LSP libraries.
  walls('protocol/src/requests.ts', [
    noVscode,
    noNode,
    noRooms('guide', 'study', 'compiler', 'server', 'client', 'webview'),
  ]),
  walls('guide/src/**', [
    noVscode,
    noNode,
    noLsp,
    noRooms('study', 'compiler', 'server', 'client', 'webview'),
  ]),
  walls('study/src/**', [noVscode, noNode, noLsp, noRooms('compiler', 'server', 'client', 'webview')]),
  walls('compiler/src/**', [noVscode, noNode, noLsp, noRooms('study', 'server', 'client', 'webview')]),
  walls('server/src/**', [noVscode, noNode, noLsp, noRooms('study', 'compiler', 'client', 'webview')]),
  walls('server/src/{server,settingsCache,clientAbilities}.ts', [
    noVscode,
    noNode,
    noRooms('study', 'compiler', 'client', 'webview'),
  ]),
  walls('server/src/{node,browser}/**', [noVscode, noRooms('study', 'compiler', 'client', 'webview')]),
  walls('client/src/**', [noNode, noRooms('compiler', 'server', 'webview')]),
  walls('webview/src/**', [
    noVscode,
    noNode,
    noLsp,
    noRooms('guide', 'study', 'compiler', 'server', 'client'),
  ]),
);

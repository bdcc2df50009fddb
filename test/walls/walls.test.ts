/** The walls of eslint.config.mjs, by texts that ESLint must refuse in a room. */
import path from 'node:path';
import { ESLint, Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/guide';

const eslint = new ESLint({ cwd: repository });

/** What the two rules of the walls say about a text; the others need types, and with them seconds. */
async function refused(file: string, text: string): Promise<string> {
  const { rules } = (await eslint.calculateConfigForFile(path.join(repository, file))) as Linter.Config;
  const names = ['no-restricted-imports', 'no-restricted-syntax'] as const;
  const messages = new Linter().verify(text, {
    languageOptions: { parser },
    rules: Object.fromEntries(names.map((name) => [name, rules?.[name] ?? 'off'])),
  });
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.map(({ message }) => message).join('\n');
}

const lsp = 'speak LSP';
const node = 'know Node.js';
const rooms = 'does not know that one';
const tools = 'no room knows them';

describe('the walls between the rooms', () => {
  it.each([
    ['guide/src/card.ts', 'vscode', 'Only client/ knows VS Code'],
    ['guide/src/card.ts', 'fs', node],
    ['study/src/queue.ts', 'fs/promises', node],
    ['compiler/src/claims.ts', 'worker_threads', node],
    ['server/src/server.ts', 'node:test', node],
    ['client/src/activate.ts', 'child_process', node],
    ['server/src/features/hover.ts', 'vscode-languageserver', lsp],
    ['server/src/features/hover.ts', 'vscode-languageserver/node', lsp],
    ['server/src/features/hover.ts', 'vscode-languageserver-protocol', lsp],
    ['protocol/src/commands.ts', 'vscode-jsonrpc', lsp],
    ['protocol/src/commands.ts', '../../guide/src/card', rooms],
    ['protocol/src/requests.ts', '../../guide/src/card', rooms],
    ['server/src/node/serverMain.ts', '../../../study/src/queue', rooms],
    ['client/src/activate.ts', '../../server/src/server', rooms],
    ['webview/src/study/main.tsx', '../../../guide/src/card', rooms],
    ['webview/src/study/main.tsx', '../../../study/src/queue', rooms],
    ['guide/src/card.ts', '../../scripts/lib/paths.mts', tools],
    ['client/src/study/study.ts', '../../../test/support/guide', tools],
    ['server/src/node/serverMain.ts', '../../../bench/hover.mts', tools],
    ['webview/src/reader/main.tsx', '../../../proofs/locks.mts', tools],
  ])('stop %s from importing "%s", at once and later', async (file, module, reason) => {
    expect(await refused(file, `import { x } from '${module}'; x();`)).toContain(reason);
    expect(await refused(file, `export * from '${module}';`)).toContain(reason);
    expect(await refused(file, `void import('${module}');`)).toContain(reason);
  });

  it.each([
    ['protocol/src/requests.ts', 'vscode-jsonrpc'],
    ['server/src/server.ts', 'vscode-languageserver'],
    ['server/src/features/hover.ts', 'vscode-languageserver-types'],
    ['server/src/node/serverMain.ts', 'node:fs/promises'],
    ['client/src/study/createStudy.ts', '../../../study/src/codeTree'],
    ['client/src/activate.ts', './study/study'],
    ['client/src/activate.ts', 'vscode'],
    ['webview/src/study/main.tsx', '../../../protocol/src/studyTexts'],
    ['scripts/build.mts', 'node:path'],
  ])('let %s import "%s"', async (file, module) => {
    expect(await refused(file, `import { x } from '${module}'; x();`)).toBe('');
    expect(await refused(file, `void import('${module}');`)).toBe('');
  });

  it('ask for the name of what is imported later, and for named exports', async () => {
    expect(await refused('guide/src/card.ts', 'void import(name);')).toContain('Name the module in quotes');
    expect(await refused('guide/src/card.ts', 'export default 1;')).toContain('Named exports');
  });
});

/** Inlay hints, completion and code actions over the protocol, for clients that can do much, little and nothing. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  CodeActionRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DidChangeConfigurationNotification,
  InlayHintRefreshRequest,
  InlayHintRequest,
  InlayHintResolveRequest,
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  type InlayHint,
  type InitializeParams,
} from 'vscode-languageserver-protocol';
import { contributedTo } from '../../guide/src/contributedSnippets';
import { compileRealGuide } from '../support/guide';
import { TestClient } from '../support/testClient';

const { guide } = compileRealGuide();
const guideText = JSON.stringify(guide);
const uri = 'file:///shop/orders.ts';

/** What VS Code says about itself, in the fields that we heed. */
const vscode: InitializeParams['capabilities'] = {
  workspace: { inlayHint: { refreshSupport: true } },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
        insertTextModeSupport: { valueSet: [1, 2] },
      },
    },
    inlayHint: { resolveSupport: { properties: ['tooltip', 'textEdits', 'label.tooltip'] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['refactor'] } } },
  },
};
/** A client that shows plain text, and resolves nothing. */
const plain: InitializeParams['capabilities'] = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    inlayHint: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [''] } } },
  },
};

let client: TestClient | undefined;
async function start(
  capabilities: InitializeParams['capabilities'],
  initializationOptions: unknown = {},
): Promise<TestClient> {
  client = await TestClient.start({
    readGuide: () => Promise.resolve(guideText),
    capabilities,
    initializationOptions,
  });
  return client;
}
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** Opens `code` without its mark `<|>` and returns the place of the mark. */
async function openAt(server: TestClient, languageId: string, code: string, name = uri) {
  const [before = '', after = ''] = code.split('<|>');
  await server.open(name, languageId, before + after);
  const lines = before.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

describe('what is announced', () => {
  const always = {
    textDocumentSync: { openClose: true, change: 2 },
    hoverProvider: true,
    completionProvider: { resolveProvider: true, triggerCharacters: ['-'] },
    experimental: { backendGuide: { concepts: guide.concepts.length } },
  };
  const codeActionProvider = { codeActionKinds: ['refactor', 'refactor.rewrite'] };

  it.each([
    ['VS Code', vscode, { inlayHintProvider: { resolveProvider: true }, codeActionProvider }],
    ['a client of plain text', plain, { inlayHintProvider: { resolveProvider: false }, codeActionProvider }],
    ['a client that says nothing', {}, {}],
  ])('to %s', async (_, capabilities, more) => {
    const { initializeResult } = await start(capabilities);
    expect(initializeResult.capabilities).toEqual({ ...always, ...more });
  });
});

/** A guide in which `OFFSET` is also a hash index, behind the pagination that the whole phrase is. */
const guideWithTwoSides = JSON.stringify({
  ...guide,
  concepts: guide.concepts.map((concept) => {
    if (concept.id !== 'database-indexes') return concept;
    const trigger = { id: 'only-here', kind: 'sql', phrases: ['OFFSET'], option: 'hash', note: 'Only here.' };
    return { ...concept, triggers: [...concept.triggers, { ...trigger, show: 'every' }] };
  }),
});

describe('inlay hints', () => {
  const on = { settings: { tradeoffHints: { enabled: true } } };
  const sql =
    "SELECT a FROM b\n  LIMIT 1\n  OFFSET 2;\n\nCREATE INDEX c ON b USING HASH (a);\nSELECT 'OFFSET 1';";
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hints = async (server: TestClient, languageId: string, code: string): Promise<InlayHint[]> => {
    await server.open(uri, languageId, code);
    const found = await server.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: whole,
    });
    return found ?? [];
  };

  it('are off by default', async () => {
    expect(await hints(await start(vscode), 'sql', sql)).toEqual([]);
  });

  it('stand at the end of a line that took a side, one for each line', async () => {
    const found = await hints(await start(vscode, on), 'sql', sql);
    expect(found.map(({ position, label }) => [position.line, position.character, label])).toEqual([
      [2, 11, 'Pagination · offset'],
      [4, 35, 'Database indexes · hash'],
    ]);
    expect(found.every(({ tooltip }) => tooltip === undefined)).toBe(true);
  });

  it('compare the sides in a tooltip that is made when it is asked for', async () => {
    const server = await start(vscode, { ...on, commandLinks: true });
    const [hint] = await hints(server, 'sql', sql);
    if (hint === undefined) throw new Error('no hint');
    const resolved = await server.connection.sendRequest(InlayHintResolveRequest.type, hint);
    const { kind, value } = resolved.tooltip as { kind: string; value: string };
    expect(kind).toBe('markdown');
    const concept = guide.concepts.find(({ id }) => id === 'pagination');
    for (const { name, cells } of concept?.criteria ?? []) {
      expect(value).toContain(`| ${name} | `);
      for (const cell of cells) expect(value).toContain(cell);
    }
    expect(value).toContain('| Criterion | **offset** | **cursor** |');
    expect(value).toContain('Switch when people scroll deep');
    expect(value).toContain(
      '[Insert the cursor snippet](command:backendGuide.insertSnippet?%5B%22pagination%2Fbg-page-cursor%22%5D)',
    );
  });

  it('carry a plain tooltip for clients that resolve nothing, and no command', async () => {
    const [hint] = await hints(await start(plain, on), 'sql', sql);
    expect(hint?.tooltip).toMatchObject({ kind: 'plaintext' });
    expect(JSON.stringify(hint?.tooltip)).not.toMatch(/command:|\*\*|\| /);
  });

  it('keep to the range that is asked for', async () => {
    const server = await start(vscode, on);
    await server.open(uri, 'sql', sql);
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 40 } };
    const found = await server.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range,
    });
    expect(found?.map(({ position }) => position.line)).toEqual([4]);
  });

  it('obey the switches of languages and concepts', async () => {
    const mutedConcepts = ['pagination'];
    const muted = { settings: { ...on.settings, mutedConcepts } };
    expect((await hints(await start(vscode, muted), 'sql', sql)).map(({ label }) => label)).toEqual([
      'Database indexes · hash',
    ]);
    await client?.stop();
    const without = { settings: { ...on.settings, languages: { sql: false } } };
    expect(await hints(await start(vscode, without), 'sql', sql)).toEqual([]);
  });

  it('name the side behind a muted concept', async () => {
    const mutedConcepts = ['pagination'];
    const options = { settings: { ...on.settings, mutedConcepts }, guideText: guideWithTwoSides };
    const found = await hints(await start(vscode, options), 'sql', sql);
    expect(found.map(({ position, label }) => [position.line, label])).toEqual([
      [2, 'Database indexes · hash'],
      [4, 'Database indexes · hash'],
    ]);
  });

  it('leave a hint alone that is not theirs', async () => {
    const server = await start(vscode, on);
    for (const data of [undefined, 7, { conceptId: 'nothing', optionId: 'x', snippetIds: [] }]) {
      const hint = { position: { line: 0, character: 0 }, label: 'x', data };
      expect(
        (await server.connection.sendRequest(InlayHintResolveRequest.type, hint)).tooltip,
      ).toBeUndefined();
    }
  });

  it('are asked for again when the settings change', async () => {
    const server = await start(vscode);
    const refreshed = new Promise<void>((resolve) => {
      server.connection.onRequest(InlayHintRefreshRequest.type, () => resolve());
    });
    await server.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { backendGuide: on.settings },
    });
    await refreshed;
    expect(await hints(server, 'sql', sql)).toHaveLength(2);
  });

  it('are not missed when the client refuses to ask again', async () => {
    const server = await start(vscode);
    server.connection.onRequest(InlayHintRefreshRequest.type, () => {
      throw new Error('not now');
    });
    await server.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { backendGuide: on.settings },
    });
    await vi.waitFor(() => {
      expect(server.log).toEqual([
        expect.stringMatching(/^The editor does not ask for its hints again: .*not now/),
      ]);
    });
  });
});

describe('completion', () => {
  async function complete(
    server: TestClient,
    languageId: string,
    code: string,
    name = uri,
    triggerCharacter?: string,
  ): Promise<CompletionList> {
    const position = await openAt(server, languageId, code, name);
    const result = await server.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: name },
      position,
      ...(triggerCharacter === undefined ? {} : { context: { triggerKind: 2, triggerCharacter } }),
    });
    return result as CompletionList;
  }
  const labels = ({ items }: CompletionList): string[] => items.map(({ label }) => label);
  const inserted = ({ textEdit }: CompletionItem): string => textEdit?.newText ?? '';

  /** A server whose guide has one more snippet of SQL. */
  function startWithSnippet(body: string): Promise<TestClient> {
    const concepts = guide.concepts.map((concept) => {
      if (concept.id !== 'pagination') return concept;
      const prefix = 'bg-only-here';
      const snippet = { language: 'sql', title: 'Only here', conceptId: concept.id, verify: 'parse', body };
      return {
        ...concept,
        snippets: [...concept.snippets, { ...snippet, prefix, id: `${concept.id}/${prefix}` }],
      };
    });
    return start(vscode, { guideText: JSON.stringify({ ...guide, concepts }) });
  }

  it.each([
    ['sql', 'bg-<|>', 'bg-page-cursor'],
    ['pgsql', 'SELECT 1;\n\nbg-page<|>', 'bg-page-offset'],
    ['typescript', 'const a = 1;\nbg-<|>', 'bg-retry'],
    ['typescriptreact', 'function f() {\n  bg<|>\n}', 'bg-retry'],
    ['javascript', 'b<|>', 'bg-'],
    ['python', 'def f():\n    bg-<|>', 'bg-'],
    ['dockerfile', 'FROM node:24\nbg-<|>', 'bg-'],
    ['dockercompose', 'services:\n  bg-<|>', 'bg-'],
    ['shellscript', 'bg-<|>', 'bg-'],
    ['prisma', 'bg-<|>', 'bg-'],
    ['nginx', 'bg-<|>', 'bg-'],
    ['http', 'bg-<|>', 'bg-'],
  ])('offers snippets in %s: %s', async (languageId, code, prefix) => {
    const list = await complete(await start(vscode), languageId, code);
    expect(labels(list).some((label) => label.startsWith(prefix))).toBe(true);
    expect(list.items.length).toBeLessThanOrEqual(60);
    expect(list.items.every(({ label, kind }) => label.startsWith('bg-') && kind === 15)).toBe(true);
  });

  it.each([
    ['typescript', '// bg-<|>'],
    ['typescript', '/* bg-<|> */'],
    ['typescript', "log('bg-<|>');"],
    ['typescript', 'const a = `text bg-<|>`;'],
    ['typescript', 'const a = /bg-<|>/;'],
    ['typescriptreact', 'const a = <p>bg-<|></p>;'],
    ['typescript', 'object.bg<|>'],
    ['typescript', 'const a = foo(bg<|>'],
    ['typescript', 'other<|>'],
    ['python', '# bg-<|>'],
    ['python', '"""A text\nbg-<|>\n"""'],
    ['python', "print(f'bg-<|>')"],
    ['sql', '-- bg-<|>'],
    ['sql', '/* bg-<|> */ SELECT 1;'],
    ['sql', "SELECT 'bg-<|>';"],
    ['sql', "SELECT 1;\n-- one\n-- bg-<|>\nSELECT 'x';"],
    ['dockerfile', '# bg-<|>'],
    ['shellscript', 'echo "bg-<|>"'],
    ['yaml', 'name: other\nbg-<|>'],
    ['nginx', 'server { # bg-<|>'],
    ['markdown', 'bg-<|>'],
  ])('is silent in %s: %s', async (languageId, code) => {
    expect(labels(await complete(await start(vscode), languageId, code))).toEqual([]);
  });

  it.each([
    ['typescript', 'pool.query(`bg-<|>`);', true],
    ['typescript', 'const q = `SELECT id FROM orders\nbg-<|>`;', true],
    ['typescript', "pool.query('bg-<|>');", false],
    ['typescript', 'const q = sql`<|>`;', true],
    ['python', 'cursor.execute("""\n  bg-<|>\n""")', true],
    ['python', 'cursor.execute("bg-<|>")', false],
  ])('offers SQL inside a string of SQL in %s: %s', async (languageId, code, hasLines) => {
    const { items } = await complete(await start(vscode, { contributedSnippets: true }), languageId, code);
    expect(items.map(({ label }) => label)).toContain('bg-page-offset');
    const sql = guide.concepts
      .flatMap(({ snippets }) => snippets)
      .filter(({ language }) => language === 'sql');
    expect(items.every(({ label }) => sql.some(({ prefix }) => prefix === label))).toBe(true);
    expect(items.some((item) => inserted(item).includes('\n'))).toBe(hasLines);
    const quote = /(?:"""|['"`])(?=[^'"`]*<\|>)/.exec(code)?.[0] ?? '';
    for (const item of items) expect(inserted(item)).not.toContain(quote);
  });

  it('keeps every statement alive on the one line of a plain string', async () => {
    const server = await start(vscode);
    const sql = guide.concepts.flatMap(({ snippets }) =>
      snippets.filter(({ language }) => language === 'sql'),
    );
    expect(sql.filter(({ body }) => body.includes('--')).length).toBeGreaterThan(2);
    for (const quote of ["'", '"']) {
      for (const { prefix, body } of sql) {
        const statement = body
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '' && !line.startsWith('--'))
          .join(' ');
        const code = `pool.query(${quote}${prefix}<|>${quote});`;
        const { items } = await complete(server, 'typescript', code);
        const found = items.filter(({ label }) => label === prefix).map(inserted);
        expect(found).toEqual(statement.includes(quote) ? [] : [statement]);
        expect(found.join()).not.toContain('--');
      }
    }
  });

  it('keeps what looks like a comment inside a literal', async () => {
    const body = "SELECT '--', 'it''s -- one' -- it's a comment\nFROM ${1:c}; -- and another";
    const server = await startWithSnippet(body);
    const offered = async (code: string): Promise<string[]> =>
      (await complete(server, 'typescript', code)).items.map(inserted);
    expect(await offered('pool.query(`SELECT 1; bg-only-here<|>`);')).toEqual([body]);
    expect(await offered('pool.query("SELECT 1; bg-only-here<|>");')).toEqual([
      "SELECT '--', 'it''s -- one' FROM ${1:c};",
    ]);
    expect(await offered("pool.query('SELECT 1; bg-only-here<|>');")).toEqual([]);
  });

  it.each([
    ['python', 'cursor.execute("""SELECT 1; bg-only-here<|>""")', "SELECT '{}';", true],
    ['python', 'cursor.execute(f"""SELECT {x}; bg-only-here<|>""")', "SELECT '{}';", false],
    ['python', 'cursor.execute(f"""SELECT {x}; bg-only-here<|>""")', 'SELECT ${1:a};', true],
    ['typescript', 'pool.query(`SELECT 1; bg-only-here<|>`);', "SELECT '{}';", true],
    ['typescript', 'pool.query(`SELECT 1; bg-only-here<|>`);', "SELECT '\\${a\\}';", false],
    ['typescript', 'pool.query("SELECT 1; bg-only-here<|>");', "SELECT '\\${a\\}';", true],
  ])('opens no hole in a string of %s: %s takes %s: %s', async (languageId, code, body, isOffered) => {
    const { items } = await complete(await startWithSnippet(body), languageId, code);
    expect(items.map(({ label }) => label)).toEqual(isOffered ? ['bg-only-here'] : []);
  });

  it('is plain text without tab stops for clients that know none', async () => {
    const list = await complete(await start({}), 'sql', 'bg-page-offset<|>');
    const item = list.items.find(({ label }) => label === 'bg-page-offset');
    expect(item?.insertTextFormat).toBe(1);
    expect(item?.textEdit?.newText).toContain('LIMIT 20 OFFSET 0;');
    expect(JSON.stringify(item)).not.toMatch(/\$\{|\\t/);
  });

  it('takes a position behind the end of a line for that end', async () => {
    const server = await start(vscode);
    await server.open(uri, 'sql', 'bg-page-off\nSELECT 1;');
    for (const character of [11, 999]) {
      const position = { line: 0, character };
      const list = await server.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position,
      });
      const [item] = (list as CompletionList).items;
      expect(item?.textEdit).toMatchObject({
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 11 } },
      });
    }
  });

  it('goes on with code inside the holes of a template', async () => {
    const server = await start(vscode);
    expect(
      labels(await complete(server, 'typescript', 'const a = `text ${(() => { bg-r<|> })()}`;')),
    ).toContain('bg-retry');
  });

  it('takes the variant for what the file imports', async () => {
    const server = await start(vscode);
    const variant = async (code: string, name: string): Promise<unknown> => {
      const { items } = await complete(server, 'typescript', `${code}\nbg-page-cursor-handler<|>`, name);
      return items.map(({ labelDetails }) => labelDetails?.description);
    };
    expect(await variant('', 'file:///a.ts')).toEqual(['pg']);
    expect(await variant("import { Pool } from 'pg';", 'file:///b.ts')).toEqual(['pg']);
    expect(await variant("import { PrismaClient } from '@prisma/client';", 'file:///c.ts')).toEqual([
      '@prisma/client',
    ]);
  });

  it('offers nothing that the contributed files offer already', async () => {
    const server = await start(vscode, { contributedSnippets: true });
    const contributed = contributedTo(guide.concepts, 'typescript').map(({ id }) => id);
    const code = "import { PrismaClient } from '@prisma/client';\nimport mongoose from 'mongoose';\nbg-<|>";
    const { items } = await complete(server, 'typescript', code);
    expect(items.length).toBeGreaterThan(0);
    for (const { data } of items)
      expect(contributed).not.toContain((data as { snippetId: string }).snippetId);
  });

  it('answers its trigger character only behind the beginning of a prefix', async () => {
    const server = await start(vscode);
    expect(labels(await complete(server, 'sql', 'SELECT 1 -<|>', 'file:///a.sql', '-'))).toEqual([]);
    expect(labels(await complete(server, 'sql', 'bg-<|>', 'file:///b.sql', '-'))).toContain('bg-page-offset');
  });

  it('replaces what was typed, sorts below the language, and indents with tabs', async () => {
    const { items } = await complete(await start(vscode), 'typescript', '  bg-retr<|>');
    const [item] = items;
    expect(item?.textEdit).toMatchObject({
      range: { start: { line: 0, character: 2 }, end: { line: 0, character: 9 } },
    });
    expect((item?.sortText ?? '') > '\uffff16').toBe(true);
    expect(item?.insertTextFormat).toBe(2);
    expect(item?.commitCharacters).toBeUndefined();
    expect(inserted(item ?? { label: '' })).toMatch(/\n\t\S/);
  });

  it('is complete, or says that it is not', async () => {
    const server = await start(vscode);
    const first = await complete(server, 'sql', 'bg-<|>', 'file:///a.sql');
    expect([first.items.length, first.isIncomplete]).toEqual([60, true]);
    const later = await complete(server, 'sql', 'bg-page-c<|>', 'file:///b.sql');
    expect(later.isIncomplete).toBe(false);
    expect(labels(later)).toContain('bg-page-cursor');
  });

  it('is documented when an item is chosen, with the tradeoff and the code', async () => {
    const server = await start(vscode, { commandLinks: true });
    const { items } = await complete(server, 'sql', 'bg-page-offset<|>');
    const [item] = items;
    if (item === undefined) throw new Error('no item');
    expect(item.documentation).toBeUndefined();
    const { documentation } = await server.connection.sendRequest(CompletionResolveRequest.type, item);
    const { kind, value } = documentation as { kind: string; value: string };
    expect(kind).toBe('markdown');
    // The detail, which an editor shows above, names concept and side already.
    expect(item.detail).toBe('Pagination · offset: A page by number');
    expect(value).not.toContain('Pagination · offset');
    expect(value).toContain('You get a jump to any page number');
    expect(value).toContain('LIMIT 20 OFFSET 0;');
    expect(value).toContain('command:backendGuide.openConcept');
  });

  it.each([
    ['shellscript', 'shellscript'],
    ['dockercompose', 'yaml'],
    ['typescript', 'typescript'],
  ])('is documented with code of a language that editors know: %s', async (languageId, fence) => {
    const server = await start(vscode);
    const { items } = await complete(server, languageId, 'bg-<|>');
    const [item] = items;
    if (item === undefined) throw new Error('no item');
    const { documentation } = await server.connection.sendRequest(CompletionResolveRequest.type, item);
    expect((documentation as { value: string }).value).toContain(`\n\`\`\`${fence}\n`);
  });

  it('is documented in plain text where Markdown is not understood', async () => {
    const server = await start(plain);
    const { items } = await complete(server, 'sql', 'bg-page-offset<|>');
    const [item] = items;
    if (item === undefined) throw new Error('no item');
    const { documentation } = await server.connection.sendRequest(CompletionResolveRequest.type, item);
    expect(documentation).toMatchObject({ kind: 'plaintext' });
    expect(JSON.stringify(documentation)).not.toMatch(/\*\*|```|command:/);
  });

  it('offers nothing of a muted concept', async () => {
    const code = 'const q = `SELECT a FROM b bg-page<|>`;';
    expect(labels(await complete(await start(vscode), 'typescript', code))).toContain('bg-page-offset');
    await client?.stop();
    const muted = await start(vscode, { settings: { mutedConcepts: ['pagination'] } });
    expect(labels(await complete(muted, 'typescript', code))).not.toContain('bg-page-offset');
  });

  it('leaves an item alone that is not its own, and can be switched off', async () => {
    const server = await start(vscode, { settings: { completion: { enabled: false } } });
    expect(labels(await complete(server, 'sql', 'bg-<|>'))).toEqual([]);
    for (const data of [
      undefined,
      7,
      { snippetId: 'nothing/at-all', language: 'sql' },
      { snippetId: '__proto__' },
    ]) {
      const item = { label: 'x', data };
      const resolved = await server.connection.sendRequest(CompletionResolveRequest.type, item);
      expect(resolved.documentation).toBeUndefined();
    }
  });

  it('answers at every place of broken files', async () => {
    const server = await start(vscode);
    for (const code of [
      '',
      "'",
      '`${',
      '/*',
      '"""',
      'const a = ',
      '<div',
      '\u0000'.repeat(50),
      '('.repeat(3000),
    ]) {
      for (const languageId of ['typescript', 'javascriptreact', 'python', 'sql', 'yaml', 'nginx']) {
        const name = `file:///broken/${languageId}`;
        const { items } = await complete(server, languageId, `${code}<|>`, name);
        expect(Array.isArray(items)).toBe(true);
      }
    }
  });
});

describe('code actions', () => {
  async function actions(
    server: TestClient,
    languageId: string,
    code: string,
    context: { only?: string[]; triggerKind?: 1 | 2 } = {},
  ): Promise<CodeAction[]> {
    const at = await openAt(server, languageId, code);
    const found = await server.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [], ...context },
    });
    return (found ?? []) as CodeAction[];
  }
  const linked = { commandLinks: true };
  const paging = 'SELECT a FROM b LIMIT 1 OFF<|>SET 2;';

  it('read about the tradeoff, or take the other side as a comment', async () => {
    const found = await actions(await start(vscode, linked), 'sql', paging);
    expect(found.map(({ title, kind }) => [title, kind])).toEqual([
      ['Show tradeoff: offset vs cursor', 'refactor'],
      ['Insert the cursor snippet below as a comment', 'refactor.rewrite'],
    ]);
    expect(found[0]?.command).toMatchObject({
      command: 'backendGuide.openConcept',
      arguments: ['pagination'],
    });
    const [edit] = found[1]?.edit?.changes?.[uri] ?? [];
    expect(edit?.range.start).toEqual({ line: 0, character: 33 });
    const lines = edit?.newText.split('\n').slice(1) ?? [];
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => line.startsWith('--'))).toBe(true);
  });

  it('put the comment behind a string that runs over lines', async () => {
    const code =
      'async function f() {\n  await pool.query(`\n    SELECT a FROM b\n    LIMIT 1 OFF<|>SET 2\n  `);\n}\n';
    const found = await actions(await start(vscode, linked), 'typescript', code);
    const [edit] = found.find(({ edit: one }) => one !== undefined)?.edit?.changes?.[uri] ?? [];
    expect(edit?.range.start).toEqual({ line: 4, character: 5 });
    expect(edit?.newText).toMatch(/^\n {4}\/\/ /);
  });

  it.each([
    ['sql', 'SELECT a FROM b LIMIT 1 OFF<|>SET 2; -- why\nDROP TABLE x;\n', 0, 40],
    ['sql', 'SELECT a FROM b LIMIT 1 OFF<|>SET 2; /* why\n and more */\nDROP TABLE x;\n', 1, 12],
    ['pgsql', 'SELECT a FROM b LIMIT 1 OFF<|>SET 2;\n-- next\nDROP TABLE x;\n', 0, 33],
  ])('put the comment below its own line in %s: %s', async (languageId, code, line, character) => {
    const found = await actions(await start(plain), languageId, code);
    const [edit] = found[0]?.edit?.changes?.[uri] ?? [];
    expect(edit?.range.start).toEqual({ line, character });
  });

  it('offer no command to clients that do not have it', async () => {
    const found = await actions(await start(plain), 'sql', paging);
    expect(found.map(({ title }) => title)).toEqual(['Insert the cursor snippet below as a comment']);
  });

  it('are about the side behind a muted concept', async () => {
    const titles = async (...mutedConcepts: string[]): Promise<string[]> => {
      await client?.stop();
      const server = await start(vscode, {
        ...linked,
        settings: { mutedConcepts },
        guideText: guideWithTwoSides,
      });
      return (await actions(server, 'sql', paging)).map(({ title }) => title);
    };
    expect(await titles()).toContain('Show tradeoff: offset vs cursor');
    expect(await titles('pagination')).toContain('Show tradeoff: hash vs b-tree');
    expect(await titles('pagination', 'database-indexes', 'crud-operations')).toEqual([]);
  });

  it('are never offered by themselves, as fixes, or where there is no side', async () => {
    const server = await start(vscode, linked);
    expect(await actions(server, 'sql', paging, { triggerKind: 2 })).toEqual([]);
    expect(await actions(server, 'sql', paging, { only: ['quickfix'] })).toEqual([]);
    expect(await actions(server, 'sql', paging, { only: ['source.fixAll'] })).toEqual([]);
    expect(await actions(server, 'sql', paging, { only: ['refactor.rewrite'] })).toHaveLength(1);
    expect(await actions(server, 'sql', paging, { only: ['refactor'] })).toHaveLength(2);
    expect(await actions(server, 'sql', 'SELECT<|> 1;')).toEqual([]);
  });

  it('can be switched off', async () => {
    const server = await start(vscode, { ...linked, settings: { codeActions: { enabled: false } } });
    expect(await actions(server, 'sql', paging)).toEqual([]);
    await client?.stop();
    const muted = await start(vscode, { ...linked, settings: { mutedConcepts: ['pagination'] } });
    expect(await actions(muted, 'sql', paging)).toEqual([]);
  });
});

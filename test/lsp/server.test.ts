import { afterEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type ConfigurationParams,
} from 'vscode-languageserver-protocol/node';
import type { Hover, MarkupKind } from 'vscode-languageserver-types';
import {
  ConceptRequest,
  MasteredConceptsNotification,
  MatchesRequest,
  QuestionsRequest,
  SearchRequest,
  type MatchesResult,
} from '../../protocol/src/requests';
import { compileRealGuide } from '../support/guide';
import { hoverText, markdownCapabilities, TestClient, type TestClientOptions } from '../support/testClient';

const { guide } = compileRealGuide();
const guideText = JSON.stringify(guide);
const uri = 'file:///shop/query.sql';

let client: TestClient | undefined;
async function start(options: Partial<TestClientOptions> = {}): Promise<TestClient> {
  client = await TestClient.start({ readGuide: () => Promise.resolve(guideText), ...options });
  return client;
}
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** Opens `code`, in which `<|>` marks the cursor, and hovers there. */
async function hoverAt(
  server: TestClient,
  languageId: string,
  code: string,
  name = uri,
): Promise<Hover | null> {
  const [before = '', after = ''] = code.split('<|>');
  await server.open(name, languageId, before + after);
  const lines = before.split('\n');
  return server.hover(name, { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
}

describe('initialize', () => {
  it('announces what the server can do, and who it is', async () => {
    const { initializeResult } = await start();
    expect(initializeResult).toEqual({
      serverInfo: { name: 'backend-guide-language-server', version: '0.0.0-test' },
      capabilities: {
        textDocumentSync: { openClose: true, change: 2 },
        hoverProvider: true,
        completionProvider: { resolveProvider: true, triggerCharacters: ['-'] },
        experimental: { backendGuide: { concepts: guide.concepts.length } },
      },
    });
  });

  it.each([undefined, null, 'text', { commandLinks: 'yes', settings: 7 }, { commandLinks: [] }])(
    'survives the initialization options %j',
    async (initializationOptions) => {
      const server = await start({ initializationOptions });
      expect(hoverText(await hoverAt(server, 'sql', 'SELECT 1 LIMIT 1 <|>OFFSET 2;'))).toContain(
        'Pagination · offset',
      );
    },
  );
});

describe('a wrong initialization option', () => {
  it('costs only itself, and is named in the log', async () => {
    const settings = { languages: { sql: false, python: 'no' } };
    const server = await start({
      initializationOptions: { commandLinks: true, guideText: 7, contributedSnippets: null, settings },
    });
    expect(await hoverAt(server, 'sql', 'SELECT 1 LIMIT 1 <|>OFFSET 2;')).toBeNull();
    const code = 'from fastapi import FastAPI\napp = Fast<|>API()';
    expect(hoverText(await hoverAt(server, 'python', code, 'file:///shop/app.py'))).toContain('command:');
    expect(server.log).toEqual([
      'The initialization option "guideText" is 7: use the text of guide.json. The default is used.',
      'Setting "backendGuide.languages.python" is "no": use true or false. The default is used.',
    ]);
  });
});

describe('hover', () => {
  it.each([
    ['javascript', 'set<|>Timeout(() => {}, 10);', '**Event loop**'],
    ['javascriptreact', 'set<|>Timeout(() => {}, 10);', '**Event loop**'],
    [
      'typescript',
      "import { Pool } from 'pg';\nconst pool = new Po<|>ol();",
      '**Connection pooling · pooled**',
    ],
    ['typescriptreact', 'const a: number = 1; set<|>Immediate(() => a);', '**Event loop**'],
    ['sql', 'create <|>index a on b (c);', '**Database indexes · b-tree**'],
    ['pgsql', 'CREATE INDEX a ON b USING <|>hash (c);', '**Database indexes · hash**'],
    ['mysql', 'SELECT a FROM b ORDER BY a LIMIT <|>5 OFFSET 10;', '**Pagination · offset**'],
    ['python', 'from fastapi import FastAPI\napp = Fast<|>API()', '**FastAPI**'],
    ['dockerfile', 'FR<|>OM node:24-slim', '**Dockerfile**'],
    [
      'typescript',
      'const q = `SELECT id FROM t ORDER BY id LIMIT 10 OFF<|>SET ${n}`;',
      '**Pagination · offset**',
    ],
  ])('explains %s: %s', async (languageId, code, title) => {
    const server = await start();
    const text = hoverText(await hoverAt(server, languageId, code));
    expect(text.startsWith(title), text).toBe(true);
  });

  it.each([
    ['javascript', '// set<|>Timeout'],
    ['javascript', "log('set<|>Timeout');"],
    ['javascript', 'function setTimeout() {}\nset<|>Timeout();'],
    ['sql', '-- CREATE <|>INDEX'],
    ['sql', "SELECT 'CREATE <|>INDEX a ON b (c)';"],
    ['sql', 'SELECT<|> 1;'],
    ['python', '# Fast<|>API()'],
    ['dockerfile', '# FR<|>OM node'],
    ['markdown', 'set<|>Timeout()'],
    ['plaintext', 'CREATE <|>INDEX'],
  ])('answers null for %s: %s', async (languageId, code) => {
    expect(await hoverAt(await start(), languageId, code)).toBeNull();
  });

  it('answers null for documents that are not open and positions that do not exist', async () => {
    const server = await start();
    expect(await server.hover('file:///never-opened.sql', { line: 0, character: 0 })).toBeNull();
    await server.open(uri, 'sql', 'SELECT 1;');
    expect(await server.hover(uri, { line: 99, character: 99 })).toBeNull();
    await server.close(uri);
    expect(await server.hover(uri, { line: 0, character: 0 })).toBeNull();
  });

  it('covers exactly the phrase that it explains', async () => {
    const hover = await hoverAt(await start(), 'sql', 'SELECT 1;\nCREATE  UNI<|>QUE\n  INDEX a ON b (c);');
    expect(hover?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 2, character: 7 } });
  });

  it('links to commands only for clients that ask for it', async () => {
    const code = 'SELECT a FROM b LIMIT 1 OFF<|>SET 2;';
    const plain = hoverText(await hoverAt(await start(), 'sql', code));
    expect(plain).not.toContain('command:');
    expect(plain).toContain('https://www.postgresql.org/docs/');
    await client?.stop();
    const linked = hoverText(
      await hoverAt(await start({ initializationOptions: { commandLinks: true } }), 'sql', code),
    );
    expect(linked).toContain('(command:backendGuide.openConcept?%5B%22pagination%22%5D)');
    expect([...linked.matchAll(/command:([\w.]+)/g)].map(([, command]) => command)).toEqual([
      'backendGuide.openConcept',
      'backendGuide.insertSnippet',
      'backendGuide.startQuiz',
      'backendGuide.muteConcept',
    ]);
  });

  it('is plain text for clients without Markdown', async () => {
    const hover = await hoverAt(
      await start({ capabilities: {} }),
      'sql',
      'SELECT a FROM b LIMIT 1 OFF<|>SET 2;',
    );
    expect(hover?.contents).toMatchObject({ kind: 'plaintext' });
    expect(hoverText(hover)).not.toMatch(/[*`]|\]\(/);
  });

  it.each([
    [['plaintext', 'markdown'], 'plaintext'],
    [['asciidoc', 'markdown', 'plaintext'], 'markdown'],
  ])('is in the first format of %j that we know', async (contentFormat, kind) => {
    const capabilities = { textDocument: { hover: { contentFormat: contentFormat as MarkupKind[] } } };
    const hover = await hoverAt(await start({ capabilities }), 'sql', 'SELECT a FROM b LIMIT 1 OFF<|>SET 2;');
    expect(hover?.contents).toMatchObject({ kind });
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'is silent in a language called %s',
    async (languageId) => {
      expect(await hoverAt(await start(), languageId, 'SELECT a FROM b LIMIT 1 OFF<|>SET 2;')).toBeNull();
    },
  );

  it('never holds text of the document', async () => {
    const code = 'SELECT evil FROM "[click](command:rm)" LIMIT 1 OFF<|>SET 2;';
    const server = await start({ initializationOptions: { commandLinks: true } });
    expect(hoverText(await hoverAt(server, 'sql', code))).not.toMatch(/evil|command:rm/);
  });

  it('follows incremental edits, several in one change', async () => {
    const server = await start();
    await server.open(uri, 'sql', 'SELECT a FROM b\nORDER BY a;');
    await server.change(uri, [
      { range: { start: { line: 1, character: 10 }, end: { line: 1, character: 10 } }, text: ' LIMIT 5' },
      { range: { start: { line: 1, character: 18 }, end: { line: 1, character: 18 } }, text: ' OFFSET 10' },
    ]);
    expect(hoverText(await server.hover(uri, { line: 1, character: 13 }))).toContain('Pagination · offset');
    await server.change(uri, [{ text: 'SELECT 1;' }]);
    expect(await server.hover(uri, { line: 0, character: 3 })).toBeNull();
  });

  it.each([
    ['5 MB of statements', 'SELECT a FROM b;\n'.repeat(300_000)],
    ['a line of 1 MB', `SELECT ${'a, '.repeat(350_000)} a FROM b;\n`],
    ['an open quote before 1 MB', `SELECT '${'x\n'.repeat(500_000)}`],
    ['NUL bytes', '\u0000'.repeat(1000)],
  ])('answers behind %s', async (_, text) => {
    const server = await start();
    await server.open(uri, 'sql', text);
    const last = text.split('\n').length - 1;
    expect(await server.hover(uri, { line: last, character: 0 })).toBeNull();
  });
});

describe('settings', () => {
  const code = 'SELECT a FROM b LIMIT 1 OFF<|>SET 2;';
  const withSettings = (settings: unknown): Promise<TestClient> =>
    start({ initializationOptions: { settings } });

  it('off, full, muted and a switched-off language', async () => {
    const brief = hoverText(await hoverAt(await withSettings({}), 'sql', code));
    await client?.stop();
    expect(await hoverAt(await withSettings({ hover: { mode: 'off' } }), 'sql', code)).toBeNull();
    await client?.stop();
    expect(await hoverAt(await withSettings({ mutedConcepts: ['pagination'] }), 'sql', code)).toBeNull();
    await client?.stop();
    expect(await hoverAt(await withSettings({ languages: { sql: false } }), 'sql', code)).toBeNull();
    await client?.stop();
    const full = hoverText(await hoverAt(await withSettings({ hover: { mode: 'full' } }), 'sql', code));
    expect(full.startsWith(brief)).toBe(true);
    // The definition, with which a lead begins, stands in the card already.
    const { definition } = guide.concepts.find(({ id }) => id === 'pagination') ?? { definition: '' };
    expect(full.split(definition)).toHaveLength(2);
    for (const part of ['| Criterion |', '#### Example', '#### Pitfalls', '#### Sources'])
      expect(full).toContain(part);
  });

  it('a muted concept uncovers the one behind it, and is named nowhere', async () => {
    const query =
      "import { Pool } from 'pg';\nconst pool = new Pool();\nconst a = pool.que<|>ry(`SELECT 1 FROM b WHERE c = ${d}`);";
    const shownWithout = async (...mutedConcepts: string[]): Promise<string[]> => {
      await client?.stop();
      const initializationOptions = { commandLinks: true, settings: { mutedConcepts } };
      const server = await start({ initializationOptions });
      const name = 'file:///shop/a.ts';
      const hover = await hoverAt(server, 'typescript', query, name);
      const { matches } = await server.connection.sendRequest(MatchesRequest, {
        textDocument: { uri: name },
      });
      const ids = [...hoverText(hover).matchAll(/openConcept\?%5B%22([\w-]+)%22%5D/g)].map(
        ([, id = '']) => id,
      );
      // What is listed is what a hover explains.
      const listed = matches.filter(({ range }) => JSON.stringify(range) === JSON.stringify(hover?.range));
      expect(listed.map(({ conceptId }) => conceptId)).toEqual(ids.slice(0, 1));
      return ids;
    };
    const [first = '', second = '', ...others] = await shownWithout();
    expect(second).not.toBe('');
    expect(await shownWithout(second)).toEqual([first, ...others]);
    expect((await shownWithout(first))[0]).toBe(second);
    expect(await shownWithout(first, second, ...others)).toEqual([]);
  });

  it('one line for concepts that the client calls mastered, until it says otherwise', async () => {
    const told = async (conceptIds: string[], initializationOptions: unknown): Promise<string> => {
      await client?.stop();
      const server = await start({ initializationOptions });
      await server.connection.sendNotification(MasteredConceptsNotification, { conceptIds });
      return hoverText(await hoverAt(server, 'sql', code));
    };
    const linked = { commandLinks: true, settings: { hover: { mode: 'full' } } };
    const short = await told(['event-loop', 'pagination'], linked);
    expect(short).not.toContain('\n');
    expect(short.replaceAll(/\(command:[^)]*\)/g, '')).toBe(
      '**Pagination · offset** · [Open concept] · [Quiz me]',
    );
    expect(await told(['pagination'], {})).toBe('**Pagination · offset**');
    expect(await told(['event-loop'], linked)).toContain('You get');
    await client?.connection.sendNotification(MasteredConceptsNotification, { conceptIds: ['pagination'] });
    expect(hoverText((await client?.hover(uri, { line: 0, character: 26 })) ?? null)).toBe(short);
    await client?.connection.sendNotification(MasteredConceptsNotification, { conceptIds: [] });
    expect(hoverText((await client?.hover(uri, { line: 0, character: 26 })) ?? null)).toContain('You get');
  });

  it('a plain line for a mastered concept where Markdown is not understood', async () => {
    const server = await start({ capabilities: {} });
    await server.connection.sendNotification(MasteredConceptsNotification, { conceptIds: ['pagination'] });
    expect(hoverText(await hoverAt(server, 'sql', code))).toBe('Pagination · offset');
  });

  it.each([null, 7, {}, { conceptIds: 'pagination' }, { conceptIds: [7] }])(
    'changes nothing for the mastered concepts %j, and says so in the log',
    async (params) => {
      const server = await start();
      await server.connection.sendNotification('backendGuide/masteredConcepts', params);
      expect(hoverText(await hoverAt(server, 'sql', code))).toContain('You get');
      expect(server.log.join('\n')).toContain('Mastered concepts: ');
    },
  );

  it('names the language of code in a full card as editors do', async () => {
    const server = await withSettings({ hover: { mode: 'full' } });
    const compose = 'services:\n  db:\n    depends<|>_on: [a]\n';
    const card = hoverText(await hoverAt(server, 'yaml', compose, 'file:///compose.yaml'));
    expect(card).toContain('\n```yaml\n');
    expect(card).not.toContain('```compose');
  });

  it('falls back to the default for an unknown value, with one line in the log', async () => {
    const server = await withSettings({ hover: { mode: 'loud' } });
    expect(await hoverAt(server, 'sql', code)).not.toBeNull();
    expect(await hoverAt(server, 'sql', code, 'file:///other.sql')).not.toBeNull();
    expect(server.log.filter((line) => line.includes('hover.mode'))).toEqual([
      'Setting "backendGuide.hover.mode" is "loud": use "off", "brief" or "full". The default is used.',
    ]);
  });

  it('asks clients that can be asked, once for each document until something changes', async () => {
    let asked = 0;
    let mode = 'brief';
    client = await TestClient.start({
      readGuide: () => Promise.resolve(guideText),
      capabilities: { ...markdownCapabilities, workspace: { configuration: true } },
    });
    client.connection.onRequest('workspace/configuration', () => {
      asked += 1;
      return [{ hover: { mode } }];
    });
    expect(await hoverAt(client, 'sql', code)).not.toBeNull();
    expect(await client.hover(uri, { line: 0, character: 20 })).not.toBeNull();
    expect(asked).toBe(1);
    mode = 'off';
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await client.hover(uri, { line: 0, character: 20 })).toBeNull();
    expect(asked).toBe(2);
  });

  it('are asked for documents that are open, and for no others', async () => {
    client = await TestClient.start({
      readGuide: () => Promise.resolve(guideText),
      capabilities: { ...markdownCapabilities, workspace: { configuration: true } },
    });
    const asked: unknown[] = [];
    client.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) => {
      asked.push(...items.map(({ scopeUri }) => scopeUri));
      return [null];
    });
    expect(await client.hover('file:///never-opened.sql', { line: 0, character: 0 })).toBeNull();
    expect(await hoverAt(client, 'sql', code)).not.toBeNull();
    expect(asked).toEqual([uri]);
  });

  it('keeps the defaults and says so once when the client does not answer for its settings', async () => {
    client = await TestClient.start({
      readGuide: () => Promise.resolve(guideText),
      capabilities: { ...markdownCapabilities, workspace: { configuration: true } },
    });
    client.connection.onRequest('workspace/configuration', () => {
      throw new Error('DataCloneError');
    });
    expect(await hoverAt(client, 'sql', code)).not.toBeNull();
    expect(await hoverAt(client, 'sql', code, 'file:///other.sql')).not.toBeNull();
    expect(client.log.filter((line) => line.includes('did not answer for its settings'))).toEqual([
      expect.stringMatching(/so the defaults hold: .*DataCloneError/),
    ]);
  });
});

describe('a guide that cannot be used', () => {
  it('goes on without a damaged trigger, and names its concept', async () => {
    const concepts = guide.concepts.map((concept) =>
      concept.id === 'views' ? { ...concept, triggers: [{ id: 'x', kind: 'sql', phrases: 7 }] } : concept,
    );
    const server = await start({
      readGuide: () => Promise.resolve(JSON.stringify({ version: 1, concepts })),
    });
    expect(hoverText(await hoverAt(server, 'sql', 'CREATE IN<|>DEX a ON b (c);'))).toContain(
      'Database indexes',
    );
    expect(server.log.join('\n')).toContain('A trigger of "views" in the guide is damaged');
  });

  it.each([
    ['missing', () => Promise.reject(new Error('ENOENT: no such file'))],
    ['damaged', () => Promise.resolve(guideText.slice(0, 500))],
    ['of another version', () => Promise.resolve('{"version":99,"concepts":[]}')],
  ])('%s: a clear message, no hover, no crash', async (_, readGuide) => {
    const server = await start({ readGuide });
    const { experimental } = server.initializeResult.capabilities as { experimental: unknown };
    expect(experimental).toMatchObject({
      backendGuide: {
        concepts: 0,
        problem: expect.stringMatching(/^The guide \(guide\.json\) .*Reinstall/) as string,
      },
    });
    expect(await hoverAt(server, 'sql', 'CREATE IN<|>DEX a ON b (c);')).toBeNull();
    expect(server.log.join('\n')).toContain('guide.json');
  });
});

describe('our own requests', () => {
  it('matches: every place in document order, with its side', async () => {
    const server = await start();
    await server.open(
      uri,
      'sql',
      '-- LIMIT 1 OFFSET 2\nSELECT a FROM b LIMIT 1 OFFSET 2;\nCREATE INDEX c ON b USING HASH (a);',
    );
    const result: MatchesResult = await server.connection.sendRequest(MatchesRequest, {
      textDocument: { uri },
    });
    expect(result.version).toBe(1);
    const found = result.matches.filter(({ conceptId }) =>
      ['pagination', 'database-indexes'].includes(conceptId),
    );
    expect(found.map(({ conceptId, optionId, range }) => [conceptId, optionId, range.start])).toEqual([
      ['pagination', 'offset', { line: 1, character: 16 }],
      ['database-indexes', 'hash', { line: 2, character: 0 }],
      ['database-indexes', 'hash', { line: 2, character: 20 }],
    ]);
    for (const match of result.matches) {
      const concept = guide.concepts.find(({ id }) => id === match.conceptId);
      expect(concept?.triggers.map(({ id }) => `${match.conceptId}/${id}`)).toContain(match.triggerId);
      expect(hoverText(await server.hover(uri, match.range.start))).toContain(concept?.title);
    }
  });

  it('matches: a cancelled request is answered as such', async () => {
    const server = await start();
    await server.open(uri, 'sql', 'SELECT a FROM b LIMIT 1 OFFSET 2;');
    const source = new CancellationTokenSource();
    const request = server.connection.sendRequest(MatchesRequest, { textDocument: { uri } }, source.token);
    source.cancel();
    await expect(request).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('matches: refuses a document that is not open', async () => {
    const server = await start();
    const request = server.connection.sendRequest(MatchesRequest, {
      textDocument: { uri: 'file:///no.sql' },
    });
    await expect(request).rejects.toThrow('is not open');
  });

  it('concept, search and questions', async () => {
    const { connection } = await start();
    expect(await connection.sendRequest(ConceptRequest, { id: 'pagination' })).toMatchObject({
      title: 'Pagination',
    });
    expect(await connection.sendRequest(ConceptRequest, { id: '__proto__' })).toBeNull();
    expect(await connection.sendRequest(SearchRequest, { query: 'keyset', limit: 3 })).toContain(
      'pagination',
    );
    const questions = await connection.sendRequest(QuestionsRequest, { conceptIds: ['pagination'] });
    expect(questions.length).toBeGreaterThanOrEqual(8);
    expect(new Set(questions.map(({ conceptId }) => conceptId))).toEqual(new Set(['pagination']));
    const all = await connection.sendRequest(QuestionsRequest, {});
    expect(all.length).toBe(guide.concepts.flatMap((concept) => concept.questions).length);
  });

  it('answer wrong parameters with an error and go on', async () => {
    const server = await start();
    await expect(server.connection.sendRequest('backendGuide/matches', null)).rejects.toThrow();
    await expect(server.connection.sendRequest('backendGuide/search', { query: 7 })).rejects.toThrow();
    await expect(server.connection.sendRequest('backendGuide/concept', [])).rejects.toThrow();
    expect(hoverText(await hoverAt(server, 'sql', 'SELECT 1 LIMIT 1 OFF<|>SET 2;'))).toContain('Pagination');
  });
});

/** The only file that knows LSP handlers: capabilities, and one line per request. */
import {
  DidChangeConfigurationNotification,
  ErrorCodes,
  LSPErrorCodes,
  MarkupKind,
  ResponseError,
  TextDocumentSyncKind,
  type CancellationToken,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import * as v from 'valibot';
import { createConceptIndex, type ConceptIndex } from '../../guide/src/conceptIndex';
import { createConceptSearch, type ConceptSearch } from '../../guide/src/conceptSearch';
import { parseGuide } from '../../guide/src/parseGuide';
import type { Guide } from '../../protocol/src/concept';
import {
  conceptParams,
  ConceptRequest,
  matchesParams,
  MatchesRequest,
  questionsParams,
  QuestionsRequest,
  searchParams,
  SearchRequest,
  type ServerStatus,
} from '../../protocol/src/requests';
import { createDetector } from './detection/createDetector';
import type { Detector } from './detection/detection';
import { OpenDocument } from './documents/openDocument';
import { provideHover } from './features/hover';
import { provideMatches } from './features/matches';
import { SettingsCache } from './settingsCache';

const serverName = 'backend-guide-language-server';

/** What differs between Node.js and a web worker. */
export interface Environment {
  readonly version: string;
  /** The text of guide.json; rejects when it cannot be read. */
  readGuide(): Promise<string>;
}

const initializationSchema = v.object({
  commandLinks: v.optional(v.fallback(v.boolean(), false), false),
  guideText: v.optional(v.string()),
  settings: v.optional(v.unknown()),
});

/** What is known once the client has introduced itself. */
interface Session {
  readonly index: ConceptIndex;
  readonly search: ConceptSearch;
  readonly detector: Detector;
  readonly settings: SettingsCache;
  readonly markdown: boolean;
  readonly commandLinks: boolean;
}

/** Answers on `connection` until it closes. */
export function startServer(connection: Connection, environment: Environment): void {
  const documents = new Map<string, OpenDocument>();
  let session: Session | undefined;
  let dynamicConfiguration = false;

  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const parsed = v.safeParse(initializationSchema, params.initializationOptions ?? {});
    const options = parsed.success ? parsed.output : { commandLinks: false };
    const { guide, status } = await loadGuide(environment, options.guideText);
    if (status.problem !== undefined) connection.console.error(status.problem);
    dynamicConfiguration =
      params.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
    session = {
      index: createConceptIndex(guide),
      search: createConceptSearch(guide.concepts),
      detector: createDetector(guide.concepts),
      settings: new SettingsCache(
        connection,
        params.capabilities.workspace?.configuration === true,
        options.settings,
      ),
      markdown: supportsMarkdown(params),
      commandLinks: options.commandLinks,
    };
    return {
      serverInfo: { name: serverName, version: environment.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        experimental: { backendGuide: status },
      },
    };
  });

  connection.onInitialized(async () => {
    if (!dynamicConfiguration) return;
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'backendGuide' });
  });

  connection.onDidChangeConfiguration(({ settings }) => session?.settings.change(settings));

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    if (session === undefined) return;
    documents.get(uri)?.dispose();
    documents.set(uri, new OpenDocument(uri, languageId, version, text, session.detector));
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    documents.get(textDocument.uri)?.change(contentChanges, textDocument.version);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.get(uri)?.dispose();
    documents.delete(uri);
    session?.settings.forget(uri);
  });

  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const found = await locate(uri, token);
    return found === undefined ? null : provideHover(found.document, position, found.context);
  });

  connection.onRequest(MatchesRequest, async (params, token) => {
    const { uri } = parse(matchesParams, params).textDocument;
    const found = await locate(uri, token);
    if (found === undefined)
      throw new ResponseError(ErrorCodes.InvalidParams, `The document ${uri} is not open`);
    const result = await provideMatches(found.document, found.context, () => token.isCancellationRequested);
    return result ?? new ResponseError(LSPErrorCodes.ContentModified, 'The document changed; ask again');
  });
  connection.onRequest(
    ConceptRequest,
    (params) => session?.index.concept(parse(conceptParams, params).id) ?? null,
  );
  connection.onRequest(SearchRequest, (params) => {
    const { query, limit } = parse(searchParams, params);
    return session?.search.search(query, limit) ?? [];
  });
  connection.onRequest(QuestionsRequest, (params) => {
    const { conceptIds } = parse(questionsParams, params);
    const concepts = session?.index.concepts ?? [];
    return concepts
      .filter(({ id }) => conceptIds?.includes(id) ?? true)
      .flatMap(({ questions }) => questions);
  });

  connection.listen();

  /** The open document with the context of its features; undefined when there is nothing to answer about. */
  async function locate(uri: string, token: CancellationToken) {
    if (session === undefined) return undefined;
    const { index, markdown, commandLinks } = session;
    const settings = await session.settings.get(uri);
    const document = documents.get(uri);
    if (document === undefined || token.isCancellationRequested) return undefined;
    return { document, context: { index, settings, markdown, commandLinks } };
  }
}

/** Parameters come from any client; wrong ones are the client's error, not ours. */
function parse<T>(schema: v.GenericSchema<unknown, T>, params: unknown): T {
  const result = v.safeParse(schema, params);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = issue.path?.map(({ key }) => String(key)).join('.') ?? 'params';
  throw new ResponseError(ErrorCodes.InvalidParams, `${where}: ${issue.message}`);
}

/** A guide that cannot be read leaves an empty one and a problem to show; the server goes on. */
async function loadGuide(
  environment: Environment,
  text: string | undefined,
): Promise<{ guide: Guide; status: ServerStatus }> {
  const empty: Guide = { version: 1, concepts: [] };
  try {
    const parsed = parseGuide(text ?? (await environment.readGuide()));
    if (parsed.ok) return { guide: parsed.guide, status: { concepts: parsed.guide.concepts.length } };
    return { guide: empty, status: { concepts: 0, problem: parsed.problem } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const mend = 'Reinstall the extension, or run "npm run build" in its folder.';
    return {
      guide: empty,
      status: { concepts: 0, problem: `The guide (guide.json) cannot be read: ${reason}. ${mend}` },
    };
  }
}

function supportsMarkdown({ capabilities }: InitializeParams): boolean {
  return capabilities.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true;
}

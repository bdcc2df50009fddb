/** The only file that knows LSP handlers: capabilities, and one line per request. */
import {
  CompletionTriggerKind,
  DidChangeConfigurationNotification,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  type CancellationToken,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import * as v from 'valibot';
import type { ConceptIndex } from '../../guide/src/conceptIndex';
import { createConceptSearch, type ConceptSearch } from '../../guide/src/conceptSearch';
import { LazyConceptIndex } from '../../guide/src/lazyConceptIndex';
import { outlineGuide, type GuideOutline } from '../../guide/src/parseGuide';
import {
  conceptParams,
  ConceptRequest,
  masteredConceptsParams,
  MasteredConceptsNotification,
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
import { codeActionKinds, provideCodeActions } from './features/codeAction';
import { completionTrigger, provideCompletion, resolveCompletion } from './features/completion';
import { provideHover } from './features/hover';
import { provideInlayHints, resolveInlayHint } from './features/inlayHint';
import { provideMatches } from './features/matches';
import { readClientAbilities, type ClientAbilities } from './clientAbilities';
import { parseInitializationOptions } from './initializationOptions';
import { defaultSettings, type Settings } from './settings';
import { SettingsCache } from './settingsCache';

const serverName = 'backend-guide-language-server';

/** What differs between Node.js and a web worker. */
export interface Environment {
  readonly version: string;
  /** The text of guide.json; rejects when it cannot be read. */
  readGuide(): Promise<string>;
}

/** What is known once the client has introduced itself. */
interface Session {
  readonly index: ConceptIndex;
  /** Made when the first search comes. */
  search: ConceptSearch | undefined;
  readonly detector: Detector;
  readonly settings: SettingsCache;
  readonly client: ClientAbilities;
  readonly commandLinks: boolean;
  readonly contributedSnippets: boolean;
  /** As the client said last. */
  masteredConcepts: ReadonlySet<string>;
}

/** Answers on `connection` until it closes. */
export function startServer(connection: Connection, environment: Environment): void {
  const documents = new Map<string, OpenDocument>();
  let session: Session | undefined;

  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const options = parseInitializationOptions(params.initializationOptions);
    for (const problem of options.problems) connection.console.warn(problem);
    const { guide, status } = await loadGuide(environment, options.guideText);
    if (status.problem !== undefined) connection.console.error(status.problem);
    const client = readClientAbilities(params.capabilities);
    const report = (problem: string): void => connection.console.error(problem);
    session = {
      index: new LazyConceptIndex(guide, report),
      search: undefined,
      detector: createDetector(guide.concepts, report),
      settings: new SettingsCache(connection, client.configuration, options.settings),
      client,
      commandLinks: options.commandLinks,
      contributedSnippets: options.contributedSnippets,
      masteredConcepts: new Set(),
    };
    return {
      serverInfo: { name: serverName, version: environment.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        completionProvider: { resolveProvider: true, triggerCharacters: [completionTrigger] },
        ...(client.inlayHints ? { inlayHintProvider: { resolveProvider: client.resolvesTooltips } } : {}),
        ...(client.codeActions ? { codeActionProvider: { codeActionKinds } } : {}),
        experimental: { backendGuide: status },
      },
    };
  });

  connection.onInitialized(async () => {
    if (session?.client.registersConfiguration !== true) return;
    await connection.client
      .register(DidChangeConfigurationNotification.type, { section: 'backendGuide' })
      .catch(refused('tell when its settings change'));
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    session?.settings.change(settings);
    // Hints stay on the screen until the client asks again.
    if (session?.client.refreshesHints === true)
      connection.languages.inlayHint.refresh().catch(refused('ask for its hints again'));
  });

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

  connection.onCompletion(async ({ textDocument: { uri }, position, context }, token) => {
    const found = await locate(uri, token);
    const isTriggered = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
    return found === undefined
      ? null
      : provideCompletion(found.document, position, found.context, isTriggered);
  });
  connection.onCompletionResolve((item) =>
    session === undefined ? item : resolveCompletion(item, contextOf(session)),
  );
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }, token) => {
    const found = await locate(uri, token);
    if (found === undefined) return null;
    const hints = await provideInlayHints(
      found.document,
      range,
      found.context,
      () => token.isCancellationRequested,
    );
    return hints ?? outdated(token);
  });
  connection.languages.inlayHint.resolve((hint) =>
    session === undefined ? hint : resolveInlayHint(hint, contextOf(session)),
  );
  connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
    const found = await locate(uri, token);
    return found === undefined ? null : provideCodeActions(found.document, range, context, found.context);
  });

  connection.onRequest(MatchesRequest, async (params, token) => {
    const { uri } = parse(matchesParams, params).textDocument;
    const found = await locate(uri, token);
    if (found === undefined)
      throw new ResponseError(ErrorCodes.InvalidParams, `The document ${uri} is not open`);
    const result = await provideMatches(found.document, found.context, () => token.isCancellationRequested);
    return result ?? outdated(token);
  });
  connection.onRequest(
    ConceptRequest,
    (params) => session?.index.concept(parse(conceptParams, params).id) ?? null,
  );
  connection.onRequest(SearchRequest, (params) => {
    const { query, limit } = parse(searchParams, params);
    if (session === undefined) return [];
    session.search ??= createConceptSearch(session.index.concepts);
    return session.search.search(query, limit);
  });
  connection.onRequest(QuestionsRequest, (params) => {
    const { conceptIds } = parse(questionsParams, params);
    const concepts = session?.index.concepts ?? [];
    return concepts
      .filter(({ id }) => conceptIds?.includes(id) ?? true)
      .flatMap(({ questions }) => questions);
  });

  connection.onNotification(MasteredConceptsNotification, (params) => {
    const parsed = v.safeParse(masteredConceptsParams, params);
    if (session !== undefined && parsed.success) session.masteredConcepts = new Set(parsed.output.conceptIds);
    if (!parsed.success) connection.console.warn(`Mastered concepts: ${parsed.issues[0].message}`);
  });

  connection.listen();

  /**
   * The open document with the context of its features; undefined when there is nothing to answer about.
   * Throws what a cancelled request is answered with.
   */
  async function locate(uri: string, token: CancellationToken) {
    // Settings are kept until a document is closed, so they are asked for open ones only.
    if (session === undefined || !documents.has(uri)) return undefined;
    const { settings, ...known } = session;
    const context = contextOf(known, await settings.get(uri));
    const document = documents.get(uri);
    await document?.ready;
    if (token.isCancellationRequested) throw cancelled();
    return document === undefined ? undefined : { document, context };
  }

  /** For what the editor may refuse without harm: a line in the log instead of an error that nobody awaits. */
  function refused(what: string): (error: unknown) => void {
    return (error) => connection.console.warn(`The editor does not ${what}: ${String(error)}`);
  }
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled');
}

/** The answer to a search that was not finished: nobody wants it any more, or the document changed under it. */
function outdated(token: CancellationToken): ResponseError {
  return token.isCancellationRequested
    ? cancelled()
    : new ResponseError(LSPErrorCodes.ContentModified, 'The document changed; ask again');
}

/** What features are functions of, beside the document; what is resolved later depends on no setting. */
function contextOf(
  { index, client, commandLinks, contributedSnippets, masteredConcepts }: Omit<Session, 'settings'>,
  settings: Settings = defaultSettings,
) {
  return { index, settings, commandLinks, contributedSnippets, masteredConcepts, ...client };
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
): Promise<{ guide: GuideOutline; status: ServerStatus }> {
  const empty: GuideOutline = { version: 1, concepts: [] };
  try {
    const parsed = outlineGuide(text ?? (await environment.readGuide()));
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

/** Owns the connection to the language server: starts it, starts it again after a crash, and says how it is. */
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  RevealOutputChannelOn,
  State,
  type BaseLanguageClient,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import * as v from 'valibot';
import { linkCommands } from '../../protocol/src/commands';
import {
  MasteredConceptsNotification,
  MatchesRequest,
  type InitializationOptions,
  type MatchesResult,
} from '../../protocol/src/requests';
import { settingsFor } from './documentSettings';
import { languageIds } from './languages';
import { restartDelay } from './restartPolicy';
import type { ServerState } from './serverState';

/** Makes a client that is not started yet; Node.js and the browser differ only here. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

const statusSchema = v.object({
  experimental: v.object({
    backendGuide: v.object({ concepts: v.number(), problem: v.optional(v.string()) }),
  }),
});

interface StartedClient {
  readonly client: BaseLanguageClient;
  /** Settles when the server answers or could not be started. */
  readonly started: Promise<void>;
}

export class LanguageServer implements vscode.Disposable {
  readonly #createClient: CreateClient;
  readonly #initializationOptions: () => Promise<InitializationOptions>;
  readonly #output: vscode.LogOutputChannel;
  readonly #onState: (state: ServerState) => void;
  #current: StartedClient | undefined;
  /** Starts and stops happen one after the other, so that there are never two servers. */
  #turn: Promise<unknown> = Promise.resolve();
  #crashes: number[] = [];

  constructor(
    createClient: CreateClient,
    initializationOptions: () => Promise<InitializationOptions>,
    output: vscode.LogOutputChannel,
    onState: (state: ServerState) => void,
  ) {
    this.#createClient = createClient;
    this.#initializationOptions = initializationOptions;
    this.#output = output;
    this.#onState = onState;
  }

  /** Resolves when the server answers or could not be started; problems go to the status, never to a modal. */
  start(): Promise<void> {
    return this.restart();
  }

  /** The user's own restart forgives earlier crashes. */
  async restart(): Promise<void> {
    this.#crashes = [];
    const current = await this.#inTurn(async () => {
      await this.#stop();
      return this.#begin();
    });
    try {
      await current.started;
      if (this.#current === current) this.#reportReady(current.client);
    } catch (error) {
      this.#output.error(error instanceof Error ? error : String(error));
      if (this.#current !== current) return;
      this.#onState({ kind: 'stopped', problem: vscode.l10n.t('the language server could not be started') });
    }
  }

  /** What a hover would explain in an open document; undefined while the server cannot say. */
  async matches(uri: vscode.Uri): Promise<MatchesResult | undefined> {
    const client = this.#current?.client;
    if (client?.state !== State.Running) return undefined;
    try {
      const textDocument = { uri: client.code2ProtocolConverter.asUri(uri) };
      return await client.sendRequest(MatchesRequest, { textDocument });
    } catch (error) {
      // The document was closed or changed meanwhile, or the server ended; whoever asked will ask again.
      this.#output.debug(`Matches of ${uri.toString()}: ${String(error)}`);
      return undefined;
    }
  }

  /** Cards of these concepts are to be one line. A server that does not run is told when it does. */
  tellMastered(conceptIds: readonly string[]): void {
    const client = this.#current?.client;
    if (client?.state !== State.Running) return;
    client
      .sendNotification(MasteredConceptsNotification, { conceptIds: [...conceptIds] })
      .catch((error: unknown) => this.#output.debug(`Mastered concepts: ${String(error)}`));
  }

  dispose(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #begin(): Promise<StartedClient> {
    this.#onState({ kind: 'starting' });
    const initializationOptions = await this.#initializationOptions();
    const isCurrent = (): boolean => this.#current?.client === client;
    const client = this.#createClient(this.#options(initializationOptions, isCurrent));
    this.#current = { client, started: client.start() };
    return this.#current;
  }

  async #stop(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return;
    const { client, started } = current;
    if (client.state === State.Starting) {
      // The library cannot stop a client that is starting. Nobody waits for it, because it may hang.
      void started.then(
        () => this.#end(client),
        () => undefined,
      );
    } else {
      await this.#end(client);
    }
  }

  async #end(client: BaseLanguageClient): Promise<void> {
    if (!client.needsStop()) return;
    try {
      await client.dispose();
    } catch (error) {
      // A server that died meanwhile cannot be asked to stop, and need not be.
      this.#output.debug(`Stopping: ${String(error)}`);
    }
  }

  #options(initializationOptions: InitializationOptions, isCurrent: () => boolean): LanguageClientOptions {
    return {
      documentSelector: languageIds.map((language) => ({ language })),
      outputChannel: this.#output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions,
      initializationFailedHandler: () => false,
      middleware: { workspace: { configuration: ({ items }) => items.map(settingsFor) } },
      // Hovers may run our own commands and nothing else.
      markdown: { isTrusted: { enabledCommands: Object.values(linkCommands) }, supportHtml: false },
      errorHandler: this.#errorHandler(isCurrent),
    };
  }

  /** A client that was replaced says nothing about the server, and does not start it again. */
  #errorHandler(isCurrent: () => boolean): ErrorHandler {
    return {
      error: (): ErrorHandlerResult => ({ action: ErrorAction.Continue, handled: true }),
      closed: async (): Promise<CloseHandlerResult> => {
        const giveUp: CloseHandlerResult = { action: CloseAction.DoNotRestart, handled: true };
        if (!isCurrent()) return giveUp;
        this.#crashes.push(Date.now());
        const delay = restartDelay(this.#crashes);
        if (delay === undefined) {
          this.#output.error('The language server died too often and is not started again.');
          this.#onState({
            kind: 'stopped',
            problem: vscode.l10n.t('the language server kept ending'),
          });
          return giveUp;
        }
        this.#output.warn(`The language server died; next start in ${delay} ms.`);
        this.#onState({ kind: 'restarting', attempt: this.#crashes.length });
        await new Promise((resolve) => setTimeout(resolve, delay));
        if (!isCurrent()) return giveUp;
        void this.#whenRunning();
        return { action: CloseAction.Restart, handled: true };
      },
    };
  }

  /** After a crash the library starts the server itself; this only waits for it, to say so. */
  async #whenRunning(): Promise<void> {
    const current = this.#current;
    if (current === undefined) return;
    const { client } = current;
    const running = new Promise<void>((resolve) => {
      const subscription = client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) return;
        subscription.dispose();
        resolve();
      });
    });
    await running;
    if (this.#current === current) this.#reportReady(client);
  }

  #reportReady(client: BaseLanguageClient): void {
    const status = v.safeParse(statusSchema, client.initializeResult?.capabilities);
    const { concepts, problem } = status.success
      ? status.output.experimental.backendGuide
      : { concepts: 0, problem: vscode.l10n.t('the language server did not say what it knows') };
    this.#onState(problem === undefined ? { kind: 'ready', concepts } : { kind: 'noGuide', problem });
  }
}

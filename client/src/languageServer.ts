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

export class LanguageServer implements vscode.Disposable {
  readonly #createClient: CreateClient;
  readonly #initializationOptions: () => Promise<InitializationOptions>;
  readonly #output: vscode.LogOutputChannel;
  readonly #onState: (state: ServerState) => void;
  #client: BaseLanguageClient | undefined;
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
  async start(): Promise<void> {
    this.#onState({ kind: 'starting' });
    const client = this.#createClient(this.#options(await this.#initializationOptions()));
    this.#client = client;
    try {
      await client.start();
      this.#reportReady(client);
    } catch (error) {
      this.#output.error(error instanceof Error ? error : String(error));
      this.#onState({ kind: 'stopped', problem: vscode.l10n.t('the language server could not be started') });
    }
  }

  /** The user's own restart forgives earlier crashes. */
  async restart(): Promise<void> {
    this.#crashes = [];
    await this.#stop();
    await this.start();
  }

  /** What a hover would explain in an open document; undefined while the server cannot say. */
  async matches(uri: vscode.Uri): Promise<MatchesResult | undefined> {
    const client = this.#client;
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
    const client = this.#client;
    if (client?.state !== State.Running) return;
    client
      .sendNotification(MasteredConceptsNotification, { conceptIds: [...conceptIds] })
      .catch((error: unknown) => this.#output.debug(`Mastered concepts: ${String(error)}`));
  }

  dispose(): Promise<void> {
    return this.#stop();
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client?.needsStop() !== true) return;
    try {
      await client.dispose();
    } catch (error) {
      // A server that died meanwhile cannot be asked to stop, and need not be.
      this.#output.debug(`Stopping: ${String(error)}`);
    }
  }

  #options(initializationOptions: InitializationOptions): LanguageClientOptions {
    return {
      documentSelector: languageIds.map((language) => ({ language })),
      outputChannel: this.#output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions,
      initializationFailedHandler: () => false,
      middleware: { workspace: { configuration: ({ items }) => items.map(settingsFor) } },
      // Hovers may run our own commands and nothing else.
      markdown: { isTrusted: { enabledCommands: Object.values(linkCommands) }, supportHtml: false },
      errorHandler: this.#errorHandler(),
    };
  }

  #errorHandler(): ErrorHandler {
    return {
      error: (): ErrorHandlerResult => ({ action: ErrorAction.Continue, handled: true }),
      closed: async (): Promise<CloseHandlerResult> => {
        this.#crashes.push(Date.now());
        const delay = restartDelay(this.#crashes);
        if (delay === undefined) {
          this.#output.error('The language server died too often and is not started again.');
          this.#onState({
            kind: 'stopped',
            problem: vscode.l10n.t('the language server kept ending'),
          });
          return { action: CloseAction.DoNotRestart, handled: true };
        }
        this.#output.warn(`The language server died; next start in ${delay} ms.`);
        this.#onState({ kind: 'restarting', attempt: this.#crashes.length });
        await new Promise((resolve) => setTimeout(resolve, delay));
        void this.#whenRunning();
        return { action: CloseAction.Restart, handled: true };
      },
    };
  }

  /** After a crash the library starts the server itself; this only waits for it, to say so. */
  async #whenRunning(): Promise<void> {
    const client = this.#client;
    if (client === undefined) return;
    const running = new Promise<void>((resolve) => {
      const subscription = client.onDidChangeState(({ newState }) => {
        if (newState !== State.Running) return;
        subscription.dispose();
        resolve();
      });
    });
    await running;
    this.#reportReady(client);
  }

  #reportReady(client: BaseLanguageClient): void {
    const status = v.safeParse(statusSchema, client.initializeResult?.capabilities);
    const { concepts, problem } = status.success
      ? status.output.experimental.backendGuide
      : { concepts: 0, problem: vscode.l10n.t('the language server did not say what it knows') };
    this.#onState(problem === undefined ? { kind: 'ready', concepts } : { kind: 'noGuide', problem });
  }
}

/** The language server as a web worker; the client sends the guide's text when it initializes. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../server';

/** Written in by the bundler from package.json. */
declare const EXTENSION_VERSION: string;
declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, {
  version: EXTENSION_VERSION,
  readGuide: () => Promise.reject(new Error('the client sent no guide')),
});

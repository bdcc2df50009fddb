/** The language server as a Node.js program: reads the command line, the guide beside it, and serves. */
import { readFile } from 'node:fs/promises';
import { createConnection as connectTo, type NetConnectOpts } from 'node:net';
import path from 'node:path';
import {
  createConnection,
  ProposedFeatures,
  SocketMessageReader,
  SocketMessageWriter,
  type Connection,
} from 'vscode-languageserver/node';
import { startServer } from '../server';
import { parseCommandLine } from './commandLine';

/** Written in by the bundler from package.json. */
declare const EXTENSION_VERSION: string;

const commandLine = parseCommandLine(process.argv.slice(2), EXTENSION_VERSION);
if (commandLine.kind === 'print') {
  const stream = commandLine.exitCode === 0 ? process.stdout : process.stderr;
  end(stream, commandLine.text, commandLine.exitCode);
} else {
  // Read while the client introduces itself.
  const guideBytes = readFile(path.join(__dirname, 'guide.json'));
  guideBytes.catch(() => undefined);
  const readGuide = async (): Promise<string> => (await guideBytes).toString('utf8');
  if (commandLine.connectTo === undefined) serve(createConnection(ProposedFeatures.all), readGuide);
  else serveOver(commandLine.connectTo, readGuide);
}

function serve(connection: Connection, readGuide: () => Promise<string>): void {
  process.on('unhandledRejection', (reason) => connection.console.error(`Unhandled: ${String(reason)}`));
  startServer(connection, { version: EXTENSION_VERSION, readGuide });
}

/** Connected here and not by the library, which would end in silence, as if all were well, where nobody listens. */
function serveOver(address: NetConnectOpts, readGuide: () => Promise<string>): void {
  const socket = connectTo(address);
  const giveUp = (error: Error): void =>
    end(process.stderr, `Cannot connect to the client: ${error.message}`, 1);
  socket.once('error', giveUp);
  socket.once('connect', () => {
    socket.off('error', giveUp);
    const reader = new SocketMessageReader(socket);
    serve(createConnection(ProposedFeatures.all, reader, new SocketMessageWriter(socket)), readGuide);
  });
}

/** Ends the process, because the library's watch over `--clientProcessId` would keep it alive. */
function end(stream: NodeJS.WriteStream, text: string, exitCode: number): void {
  stream.write(`${text}\n`, () => process.exit(exitCode));
}

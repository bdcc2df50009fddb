/** The language server as a Node.js program: reads the command line, the guide beside it, and serves. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../server';
import { parseCommandLine } from './commandLine';

/** Written in by the bundler from package.json. */
declare const EXTENSION_VERSION: string;

const commandLine = parseCommandLine(process.argv.slice(2), EXTENSION_VERSION);
if (commandLine.kind === 'print') {
  const stream = commandLine.exitCode === 0 ? process.stdout : process.stderr;
  stream.write(`${commandLine.text}\n`);
  process.exitCode = commandLine.exitCode;
} else {
  // Read while the client introduces itself.
  const guideBytes = readFile(path.join(__dirname, 'guide.json'));
  guideBytes.catch(() => undefined);
  const connection = createConnection(ProposedFeatures.all);
  process.on('unhandledRejection', (reason) => connection.console.error(`Unhandled: ${String(reason)}`));
  startServer(connection, {
    version: EXTENSION_VERSION,
    readGuide: async () => (await guideBytes).toString('utf8'),
  });
}

/** The command line of the language server, checked before a connection is made. */
import type { NetConnectOpts } from 'node:net';
import { parseArgs } from 'node:util';

export type CommandLine =
  | {
      readonly kind: 'serve';
      /** Where the client listens; without it the client is at the other end of what the process inherited. */
      readonly connectTo?: NetConnectOpts;
    }
  | { readonly kind: 'print'; readonly text: string; readonly exitCode: 0 | 2 };

export const usage = `Usage: backend-guide-language-server <transport>

Transports (choose one):
  --stdio            speak LSP over standard input and output
  --node-ipc         speak LSP over the channel of a parent Node.js process
  --socket=PORT      connect to a TCP port on this machine
  --pipe=NAME        connect to a named pipe or Unix domain socket

Other options:
  --clientProcessId=PID   end when this process ends
  --version               print the version
  --help                  print this text`;

/** `args` without the executable and the script. */
export function parseCommandLine(args: readonly string[], version: string): CommandLine {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        stdio: { type: 'boolean' },
        'node-ipc': { type: 'boolean' },
        socket: { type: 'string' },
        pipe: { type: 'string' },
        clientProcessId: { type: 'string' },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return { kind: 'print', text: usage, exitCode: 0 };
  if (values.version === true) return { kind: 'print', text: version, exitCode: 0 };

  const chosen = [values.stdio, values['node-ipc'], values.socket, values.pipe].filter(
    (value) => value !== undefined,
  );
  if (chosen.length === 0) return { kind: 'print', text: usage, exitCode: 2 };
  if (chosen.length > 1) return wrong('Choose one transport, not several.');
  if (values.socket !== undefined) {
    const port = Number(values.socket);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      return wrong(`--socket needs a port from 1 to 65535, not "${values.socket}".`);
    }
    return { kind: 'serve', connectTo: { host: '127.0.0.1', port } };
  }
  if (values.pipe !== undefined) {
    return values.pipe === ''
      ? wrong('--pipe needs the name of a pipe or socket.')
      : { kind: 'serve', connectTo: { path: values.pipe } };
  }
  if (values['node-ipc'] === true && process.send === undefined) {
    return wrong(
      '--node-ipc needs a parent Node.js process that opened a channel; use --stdio from a shell.',
    );
  }
  return { kind: 'serve' };
}

function wrong(problem: string): CommandLine {
  return { kind: 'print', text: `${problem}\n\n${usage}`, exitCode: 2 };
}

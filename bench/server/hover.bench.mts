/**
 * What the server costs over the least that a server on the same library can do (`echoServer.mts`): from the start of
 * the process to the first hover, a hover once it is warm, and an edit followed by a hover beside it. Both servers run
 * by turns in one run, so that the ratio says something on any machine. The echo server is bundled like ours; a
 * server that loads the library from its packages starts about twice as late. Needs a build.
 *
 *   npx tsx bench/server/hover.bench.mts [--quick] [--language typescript]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { fileOf, languages, sampleOf } from '../detection/samples.mts';

const isQuick = process.argv.includes('--quick');
const only = process.argv.includes('--language')
  ? process.argv[process.argv.indexOf('--language') + 1]
  : undefined;
const sizes = [200, 2_000, 20_000];
const rounds = isQuick ? 3 : 9;
const hovers = isQuick ? 200 : 1_000;
const edits = isQuick ? 100 : 300;
const root = path.resolve(import.meta.dirname, '..', '..');

interface Run {
  /** Milliseconds from the start of the process to the answer of the first hover. */
  readonly first: number;
  /** Milliseconds of each hover after a few that warm up. */
  readonly warm: readonly number[];
  /** Milliseconds from sending an edit to the answer of a hover beside it. */
  readonly edited: readonly number[];
}

async function session(server: string, language: string, text: string): Promise<Run> {
  const before = performance.now();
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol's type still asks for it
    rootUri: null,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const { languageId, file } = fileOf(language);
  const uri = `file:///${file}`;
  let version = 1;
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId, version, text },
  });
  const lines = text.split('\n').length;
  const hover = (line: number): Promise<unknown> =>
    connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line, character: 6 } });
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const asked = performance.now();
    await work();
    return performance.now() - asked;
  };
  await hover(1);
  const first = performance.now() - before;
  for (let count = 0; count < 50; count++) await hover((count * 7) % lines);
  const warm: number[] = [];
  for (let count = 0; count < hovers; count++) warm.push(await timed(() => hover((count * 13) % lines)));
  const edited: number[] = [];
  for (let count = 0; count < edits + 50; count++) {
    const start = { line: (count * 997) % lines, character: 0 };
    const time = await timed(async () => {
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: ++version },
        contentChanges: [{ range: { start, end: start }, text: ' ' }],
      });
      await hover(start.line);
    });
    if (count >= 50) edited.push(time);
  }
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  connection.dispose();
  return { first, warm, edited };
}

const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

const folder = await mkdtemp(path.join(tmpdir(), 'backend-guide-bench-'));
const echo = path.join(folder, 'echo.js');
await build({
  absWorkingDir: root,
  entryPoints: ['bench/server/echoServer.mts'],
  outfile: echo,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
});
const ours = path.join(root, 'dist', 'server.js');
console.log(`median of ${rounds} rounds; milliseconds, and the ratio to the echo server`);
for (const language of languages.filter((name) => only === undefined || name === only)) {
  console.log(
    `\n${language.padEnd(40)}${['echo', 'ours', 'ratio'].map((title) => title.padStart(12)).join('')}`,
  );
  for (const lines of sizes) {
    const text = sampleOf(language, lines);
    const runs: { echo: Run; ours: Run }[] = [];
    for (let count = 0; count < rounds; count++) {
      runs.push({
        echo: await session(echo, language, text),
        ours: await session(ours, language, text),
      });
    }
    const row = (name: string, of: (run: Run) => number): void => {
      const median = (values: readonly number[]): string => percentile(values, 0.5).toFixed(2);
      const cells = [
        median(runs.map((run) => of(run.echo))),
        median(runs.map((run) => of(run.ours))),
        `${median(runs.map((run) => of(run.ours) / of(run.echo)))}x`,
      ];
      console.log(`${name}, ${lines} lines`.padEnd(40) + cells.map((cell) => cell.padStart(12)).join(''));
    };
    row('start to first hover', ({ first }) => first);
    row('warm hover p50', ({ warm }) => percentile(warm, 0.5));
    row('warm hover p95', ({ warm }) => percentile(warm, 0.95));
    row('edit to hover p50', ({ edited }) => percentile(edited, 0.5));
    row('edit to hover p95', ({ edited }) => percentile(edited, 0.95));
  }
}
await rm(folder, { recursive: true, force: true });

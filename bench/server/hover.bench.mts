/**
 * What the server costs over the least that a server on the same library can do: from the start of the process to
 * the first hover, and a hover once it is warm. Both servers run by turns in one run, so that the ratio says
 * something on any machine. Needs a build.
 *
 *   npx tsx bench/server/hover.bench.mts [--quick]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { sampleOf } from '../detection/samples.mts';

const isQuick = process.argv.includes('--quick');
const starts = isQuick ? 5 : 25;
const hovers = isQuick ? 100 : 1000;
const root = path.resolve(import.meta.dirname, '..', '..');

interface Run {
  /** Milliseconds from the start of the process to the answer of the first hover. */
  readonly first: number;
  /** Milliseconds of each hover after a few that warm up. */
  readonly warm: readonly number[];
}

interface Sample {
  readonly languageId: string;
  readonly text: string;
}

const samples: readonly Sample[] = [
  { languageId: 'typescript', text: sampleOf('typescript', 400) },
  { languageId: 'sql', text: sampleOf('sql', 400) },
];

async function session(server: string, { languageId, text }: Sample): Promise<Run> {
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
  const textDocument = { uri: 'file:///sample', languageId, version: 1, text };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  const hover = async (line: number): Promise<number> => {
    const asked = performance.now();
    await connection.sendRequest(HoverRequest.type, { textDocument, position: { line, character: 6 } });
    return performance.now() - asked;
  };
  await hover(1);
  const first = performance.now() - before;
  const lines = text.split('\n').length;
  for (let count = 0; count < 50; count++) await hover((count * 7) % lines);
  const warm: number[] = [];
  for (let count = 0; count < hovers; count++) warm.push(await hover((count * 13) % lines));
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  connection.dispose();
  return { first, warm };
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
console.log(`${starts} starts, ${hovers} hovers each; milliseconds, and the ratio to the echo server`);
for (const sample of samples) {
  const runs = { echo: [] as Run[], ours: [] as Run[] };
  for (let count = 0; count < starts; count++) {
    runs.echo.push(await session(echo, sample));
    runs.ours.push(await session(ours, sample));
  }
  const row = (name: string, of: (runs: readonly Run[]) => number): string => {
    const [least, own] = [of(runs.echo), of(runs.ours)];
    const cells = [least.toFixed(2), own.toFixed(2), `${(own / least).toFixed(2)}x`];
    return name.padEnd(28) + cells.map((cell) => cell.padStart(12)).join('');
  };
  const firsts = (part: number) => (all: readonly Run[]) =>
    percentile(
      all.map(({ first }) => first),
      part,
    );
  const warms = (part: number) => (all: readonly Run[]) =>
    percentile(
      all.flatMap(({ warm }) => warm),
      part,
    );
  console.log(
    `\n${sample.languageId.padEnd(28)}${['echo', 'ours', 'ratio'].map((title) => title.padStart(12)).join('')}`,
  );
  console.log(row('start to first hover, p50', firsts(0.5)));
  console.log(row('start to first hover, p95', firsts(0.95)));
  console.log(row('warm hover, p50', warms(0.5)));
  console.log(row('warm hover, p95', warms(0.95)));
}
await rm(folder, { recursive: true, force: true });

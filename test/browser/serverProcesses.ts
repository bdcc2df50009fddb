/** The language servers of an editor. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { dist } from '../../scripts/lib/paths.mts';

const script = path.join(dist, 'server.js');

/** The process ids of language servers that this editor started, directly or through its extension hosts. */
export function serverProcesses(editorPid: number): number[] {
  const rows = execFileSync('ps', ['-axo', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [])
    .map(([, pid, parent, state, command]) => ({ pid: Number(pid), parent: Number(parent), state, command }));
  const parents = new Map(rows.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === editorPid || isOurs(parents.get(pid)));
  // A process in state Z has ended and only waits to be collected.
  return rows
    .filter(
      ({ pid, state, command }) =>
        state?.startsWith('Z') === false && command?.includes(script) && isOurs(pid),
    )
    .map(({ pid }) => pid);
}

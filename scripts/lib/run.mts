/** Child processes for the scripts: visible output, an error that names the command, no shell. */
import { spawn, type SpawnOptions } from 'node:child_process';

/** Runs a command to its end with inherited output; rejects with the command line and exit code when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<void> {
  const code = await exitCode(command, args, options);
  if (code !== 0) throw new Error(`"${[command, ...args].join(' ')}" ended with exit code ${code}`);
}

/** Runs a command to its end with inherited output and returns its exit code (1 when a signal ended it). */
export function exitCode(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

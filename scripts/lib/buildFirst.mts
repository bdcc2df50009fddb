/** Builds everything before a command goes on; ends the process where the build fails, which has said why. */
import { exitCode } from './run.mts';
import { root } from './paths.mts';

export async function buildFirst(): Promise<void> {
  const code = await exitCode(process.execPath, ['--import', 'tsx', 'scripts/build.mts'], { cwd: root });
  if (code !== 0) process.exit(code);
}

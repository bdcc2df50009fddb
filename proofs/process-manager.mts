import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

export const proofs: Proofs = {
  async 'sigkill-has-no-listener'({ json }) {
    const program = `try { process.on('SIGKILL', () => {}); } catch (error) { console.log(JSON.stringify(error.syscall)); }`;
    assert.equal(await json(program), 'uv_signal_start');
  },

  async 'sigterm-ends-at-once'({ json }) {
    const program = `const { spawn } = require('node:child_process');
const child = (code) => new Promise((resolve) => {
  const started = spawn(process.execPath, ['-e', code + 'setInterval(() => {}, 1000); console.log("ready")'], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.stdout.once('data', () => started.kill('SIGTERM'));
  started.on('exit', (exitCode, signal) => resolve([exitCode, signal]));
});
(async () => console.log(JSON.stringify([await child(''), await child('process.on("SIGTERM", () => process.exit(0));')])))();`;
    assert.deepEqual(await json(program), [
      [null, 'SIGTERM'],
      [0, null],
    ]);
  },
};

import assert from 'node:assert/strict';
import type { Proofs } from '../scripts/lib/claims/context.mts';

/** A project with one package and one development package, both folders beside it, so that no registry is needed. */
const project = `mkdir -p app tool service && cd service
printf '{"name":"app","version":"1.0.0"}' > ../app/package.json
printf '{"name":"tool","version":"1.0.0"}' > ../tool/package.json
printf '{"name":"service","version":"1.0.0","dependencies":{"app":"file:../app"},"devDependencies":{"tool":"file:../tool"}}' > package.json
export npm_config_offline=true npm_config_audit=false npm_config_update_notifier=false
npm install >/dev/null 2>&1 && rm -rf node_modules
`;

export const proofs: Proofs = {
  async 'npm-ci-wants-a-lockfile'({ shell }) {
    const { exitCode, stderr } = await shell(`${project}rm package-lock.json\nnpm ci`, ['npm']);
    assert.notEqual(exitCode, 0);
    assert.match(stderr, /EUSAGE/);
  },

  async 'development-packages-stay-out'({ shell }) {
    const script = `${project}
npm ci >/dev/null && ls node_modules | tr '\\n' ' '
npm ci --omit=dev >/dev/null && ls node_modules | tr '\\n' ' '
NODE_ENV=production npm ci >/dev/null && ls node_modules | tr '\\n' ' '`;
    const { stdout } = await shell(script, ['npm']);
    assert.equal(stdout.trim(), 'app tool app app');
  },

  async 'only-production-warns'({ shell }) {
    const { exitCode, stderr, stdout } = await shell(`${project}npm ci --only=production\nls node_modules`, [
      'npm',
    ]);
    assert.equal(exitCode, 0);
    assert.match(stderr, /--omit=dev/);
    assert.match(stdout, /app\n$/);
  },
};

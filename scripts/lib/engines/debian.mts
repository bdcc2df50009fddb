/** Programs of Debian's packages: installed when they are missing, run as a user without rights, removed with their folder. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export const execute = promisify(execFile);

/** A Debian package and a path that exists once it is installed. */
export interface DebianPackage {
  readonly name: string;
  readonly provides: string;
}

let installing: Promise<void> = Promise.resolve();

/** Installs what is missing with apt-get; calls wait for each other, because apt allows one at a time. */
export function ensureDebianPackages(packages: readonly DebianPackage[]): Promise<void> {
  installing = installing.then(async () => {
    const missing = packages.filter(({ provides }) => !existsSync(provides)).map(({ name }) => name);
    if (missing.length === 0) return;
    console.log(`installing Debian packages: ${missing.join(' ')} …`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const lock = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
    await execute('apt-get', [...lock, 'update'], { env: environment });
    await execute('apt-get', [...lock, 'install', '-y', '--no-install-recommends', ...missing], {
      env: environment,
      maxBuffer: 1 << 26,
    });
  });
  return installing;
}

/** The user "nobody" when we are root, since database servers refuse root; else ourselves. */
export const unprivileged: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** A temporary folder that belongs to the unprivileged user. */
export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), `guide-${name}-`));
  if (unprivileged.uid !== undefined && unprivileged.gid !== undefined)
    await chown(folder, unprivileged.uid, unprivileged.gid);
  return folder;
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** A free port on loopback; another process could take it before it is used, but hardly does. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** A running server on loopback. */
export interface Engine {
  /** For reports: "PostgreSQL 15.18". */
  readonly name: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Tries `probe` until it succeeds, at most for `seconds`; then the last error is thrown. */
export async function eventually<T>(probe: () => Promise<T>, seconds = 30): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

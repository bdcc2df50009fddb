/**
 * Programs that need newer packages than the machine's own Debian has (FastAPI, Pydantic 2 and SQLAlchemy 2 for Python,
 * Docker Compose 2): a folder with Debian 13, filled from Debian's packages once and kept, entered by chroot.
 * A machine whose own programs are new enough does not need it.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../paths.mts';
import { ensureDebianPackages, execute, removeFolder } from './debian.mts';

const suite = 'trixie';
const packages = [
  'python3-minimal',
  'python3-fastapi',
  'python3-sqlalchemy',
  'python3-pytest',
  'python3-httpx',
  // Libraries that snippets speak to.
  'python3-argon2',
  'python3-pymongo',
  'python3-tenacity',
  'docker-compose',
];
const folder = path.join(root, 'node_modules', '.cache', 'guide', `debian-${suite}-2`);

let ready: Promise<string> | undefined;

/** The folder's path; it is made when it is missing, which takes about a minute and needs root. */
export function debian13(): Promise<string> {
  ready ??= makeFolder();
  return ready;
}

/** The command that runs a program inside, as a user without rights. */
export function inDebian13(rootFolder: string, ...command: string[]): [string, string[]] {
  return ['chroot', ['--userspec=65534:65534', rootFolder, ...command]];
}

async function makeFolder(): Promise<string> {
  if (existsSync(folder)) return folder;
  await ensureDebianPackages([{ name: 'mmdebstrap', provides: '/usr/bin/mmdebstrap' }]);
  console.log(`unpacking Debian 13 (${suite}) with ${packages.join(' ')} …`);
  await mkdir(path.dirname(folder), { recursive: true });
  // Renamed when complete, so that an interrupted run leaves nothing that looks finished.
  const unfinished = `${folder}.${process.pid}`;
  try {
    const flags = ['--variant=apt', '--mode=root', `--include=${packages.join(',')}`];
    const skipped = ['man', 'doc', 'locale'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);
    await execute('mmdebstrap', [...flags, ...skipped, suite, unfinished, 'http://deb.debian.org/debian'], {
      maxBuffer: 1 << 26,
      env: { ...process.env, LC_ALL: 'C' },
    });
    // Semaphores of Python's multiprocessing live here.
    await chmod(path.join(unfinished, 'dev', 'shm'), 0o1777);
    await rename(unfinished, folder).catch(async (error: unknown) => {
      // Another run was faster.
      if (!existsSync(folder)) throw error;
      await removeFolder(unfinished);
    });
    return folder;
  } catch (error) {
    await removeFolder(unfinished);
    throw error;
  }
}

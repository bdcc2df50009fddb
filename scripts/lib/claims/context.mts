/** What a proof can run on. Engines start when the first proof asks for them, and what a proof used is recorded. */
import assert from 'node:assert/strict';
import { execute, type Engine } from '../engines/debian.mts';
import { debian13, inDebian13 } from '../engines/debian13.mts';
import { startNginx } from '../engines/nginx.mts';
import { startPostgresql, type PostgresqlEngine } from '../engines/postgresql.mts';
import { startMariadb, startRedis } from '../engines/servers.mts';
import { packageVersion, runNode, runProgram, runShell, type ProgramOptions, type Run } from './programs.mts';
import { openMariadb, openPostgresql, type Session } from './sessions.mts';

export type Sessions = readonly [Session, Session, Session];

export interface NodeOptions extends ProgramOptions {
  /** The packages that the claim is about, as folders of verification/node_modules; the program must name each. */
  readonly about?: readonly string[];
}

export interface ProofContext {
  /** Three connections to a fresh PostgreSQL database with the tables of the shop. */
  readonly postgresql: () => Promise<Sessions>;
  /** The variables that point node-postgres to a fresh PostgreSQL database with the tables of the shop. */
  readonly postgresqlEnvironment: () => Promise<Readonly<Record<string, string>>>;
  /** Three connections to a fresh, empty MariaDB database. */
  readonly mariadb: () => Promise<Sessions>;
  /** The port of an empty Redis, as the variable REDIS_PORT. */
  readonly redis: () => Promise<Readonly<Record<string, string>>>;
  /** The address of an nginx with these upstreams and locations. */
  readonly nginx: (upstreams: string, locations: string) => Promise<string>;
  /** Runs a program under this Node.js to its end, whatever its exit code is. */
  readonly node: (program: string, options?: NodeOptions) => Promise<Run>;
  /** Runs a program that must exit with 0 and gives the JSON that it printed. */
  readonly json: (program: string, options?: NodeOptions) => Promise<unknown>;
  /** Runs a Python program that must exit with 0 and gives the JSON that it printed; it must import the distributions `about`. */
  readonly python: (program: string, about?: readonly string[]) => Promise<unknown>;
  /** Runs a bash script; `about` are commands that print their version for `--version`. */
  readonly shell: (script: string, about: readonly string[]) => Promise<Run>;
}

/** Shows the truth of a claim by running it; throws when the claim is false. */
export type Proof = (context: ProofContext) => Promise<void>;

/** The proofs of one concept by claim id. */
export type Proofs = Readonly<Record<string, Proof>>;

/** Starts each engine once for all proofs. */
export class Engines {
  private readonly started = new Map<string, Promise<Engine>>();

  postgresql(): Promise<PostgresqlEngine> {
    return this.once('postgresql', startPostgresql);
  }

  mariadb(): Promise<Engine> {
    return this.once('mariadb', startMariadb);
  }

  redis(): Promise<Engine> {
    return this.once('redis', startRedis);
  }

  async stop(): Promise<void> {
    const engines = await Promise.allSettled(this.started.values());
    await Promise.all(
      engines.map(async (engine) => {
        if (engine.status === 'fulfilled') await engine.value.stop();
      }),
    );
  }

  private once<T extends Engine>(name: string, start: () => Promise<T>): Promise<T> {
    const running = (this.started.get(name) as Promise<T> | undefined) ?? start();
    this.started.set(name, running);
    return running;
  }
}

/** Runs one proof; gives the sorted names and versions of what it ran on. */
export async function prove(proof: Proof, engines: Engines): Promise<readonly string[]> {
  const used = new Set<string>();
  const cleanups: (() => Promise<unknown>)[] = [];
  try {
    await proof(contextOf(engines, used, cleanups));
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
  assert.ok(used.size > 0, 'the proof ran on nothing');
  return [...used].sort();
}

const pythonVersions = `
import importlib.metadata, platform, sqlite3, sys
print("Python", platform.python_version())
for name in sys.argv[1:]:
    print(name, sqlite3.sqlite_version if name == "SQLite" else importlib.metadata.version(name))
`;

/** The command that runs a Python program where the examples of the guide run too. */
async function pythonCommand(program: string, ...args: readonly string[]): Promise<[string, string[]]> {
  const environment = ['PYTHONUTF8=1', 'HOME=/tmp'];
  return inDebian13(await debian13(), 'env', '-C', '/tmp', ...environment, 'python3', '-c', program, ...args);
}

let databases = 0;

function contextOf(engines: Engines, used: Set<string>, cleanups: (() => Promise<unknown>)[]): ProofContext {
  const open = async (connect: () => Promise<Session>): Promise<Sessions> => {
    const sessions: Sessions = [await connect(), await connect(), await connect()];
    cleanups.push(() => Promise.all(sessions.map((session) => session.end())));
    return sessions;
  };
  const freshPostgresql = async (): Promise<{ port: number; database: string }> => {
    const engine = await engines.postgresql();
    used.add(engine.name);
    const database = await engine.createDatabase();
    cleanups.push(() => engine.dropDatabase(database));
    return { port: engine.port, database };
  };
  const node = async (program: string, { about = [], ...options }: NodeOptions = {}): Promise<Run> => {
    used.add(`Node.js ${process.versions.node}`);
    for (const folder of about) {
      assert.ok(
        namesPackage(program, folder),
        `the program does not use ${folder}, so it shows nothing about it`,
      );
      used.add(packageVersion(folder));
    }
    return runNode(program, options);
  };
  return {
    async postgresql() {
      const { port, database } = await freshPostgresql();
      return open(() => openPostgresql(port, database));
    },
    async postgresqlEnvironment() {
      const { port, database } = await freshPostgresql();
      return { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'guide', PGDATABASE: database };
    },
    async mariadb() {
      const engine = await engines.mariadb();
      used.add(engine.name);
      const database = `proof_${databases++}`;
      const sessions = await open(() => openMariadb(engine.port, database));
      cleanups.push(() => sessions[0].run(`DROP DATABASE ${database}`));
      // The database goes before its connections, so nothing of it may stay locked.
      cleanups.push(() => Promise.all(sessions.map((session) => session.run('ROLLBACK'))));
      return sessions;
    },
    async redis() {
      const engine = await engines.redis();
      used.add(engine.name);
      await execute('redis-cli', ['-p', String(engine.port), 'flushall']);
      return { REDIS_PORT: String(engine.port) };
    },
    async nginx(upstreams, locations) {
      const engine = await startNginx(upstreams, locations);
      used.add(engine.name);
      cleanups.push(() => engine.stop());
      return `http://127.0.0.1:${engine.port}`;
    },
    node,
    json: async (program, options) => jsonOf(await node(program, options)),
    async python(program, about = []) {
      for (const name of about) {
        assert.ok(
          importsModule(program, name),
          `the program does not import ${name}, so it shows nothing about it`,
        );
      }
      const { stdout } = await execute(...(await pythonCommand(pythonVersions, ...about)));
      for (const line of stdout.trim().split('\n')) used.add(line);
      return jsonOf(await runProgram(...(await pythonCommand(program))));
    },
    async shell(script, about) {
      for (const command of about) {
        const { stdout } = await execute(command, ['--version']);
        used.add(`${command} ${/\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? ''}`);
      }
      return runShell(script);
    },
  };
}

/** Whether a program of Node.js mentions a package, or a part of it, in quotes: what is recorded must have been there. */
function namesPackage(program: string, folder: string): boolean {
  return [`'${folder}'`, `'${folder}/`, `"${folder}"`, `"${folder}/`].some((quoted) =>
    program.includes(quoted),
  );
}

/** Whether a Python program imports the module of a distribution, which is the name in lower case except for SQLite. */
function importsModule(program: string, distribution: string): boolean {
  const module = distribution === 'SQLite' ? 'sqlite3' : distribution.toLowerCase();
  return program
    .split('\n')
    .some((line) => new RegExp(`^\\s*(?:import (?:.*, )?|from )${module}\\b`).test(line));
}

function jsonOf({ exitCode, stdout, stderr }: Run): unknown {
  assert.equal(exitCode, 0, `the program failed: ${stderr}`);
  return JSON.parse(stdout);
}

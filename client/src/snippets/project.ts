/** What a project's manifests say about the libraries and database engines that it uses. Pure: only texts are read. */
import { parse as parseToml } from 'smol-toml';
import * as v from 'valibot';
import type { Snippet } from '../../../protocol/src/concept';

export interface Project {
  /** Packages by their name, with the major version where the manifest names one. */
  readonly libraries: ReadonlyMap<string, number | undefined>;
  /** Engines that the Compose file starts, under the names of the guide's checks. */
  readonly engines: ReadonlySet<Snippet['verify']>;
}

export const unknownProject: Project = { libraries: new Map(), engines: new Set() };

type Libraries = readonly (readonly [name: string, major: number | undefined])[];

/** The manifests that are read, by the names of their files. */
const readers: Readonly<Record<string, (text: string) => Partial<ManifestContent>>> = {
  'package.json': (text) => ({ libraries: packageJsonLibraries(text) }),
  'requirements.txt': (text) => ({ libraries: requirementsLibraries(text) }),
  'pyproject.toml': (text) => ({ libraries: pyprojectLibraries(text) }),
  'compose.yaml': (text) => ({ engines: composeEngines(text) }),
  'compose.yml': (text) => ({ engines: composeEngines(text) }),
  'docker-compose.yml': (text) => ({ engines: composeEngines(text) }),
  'docker-compose.yaml': (text) => ({ engines: composeEngines(text) }),
};

interface ManifestContent {
  readonly libraries: Libraries;
  readonly engines: readonly Snippet['verify'][];
}

/** Manifests of one kind: of each, the one nearest to the file counts. */
export const manifestKinds: readonly (readonly string[])[] = [
  ['package.json'],
  ['pyproject.toml', 'requirements.txt'],
  ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'],
];

/** A manifest that cannot be understood says nothing. */
export function readProject(
  manifests: readonly { readonly name: string; readonly text: string }[],
): Project {
  const contents = manifests.map(({ name, text }) => {
    try {
      return readers[name]?.(text) ?? {};
    } catch {
      // Half-written JSON or TOML: the picker then offers every variant.
      return {};
    }
  });
  return {
    libraries: new Map(contents.flatMap(({ libraries }) => libraries ?? [])),
    engines: new Set(contents.flatMap(({ engines }) => engines ?? [])),
  };
}

const dependencies = v.optional(v.fallback(v.record(v.string(), v.unknown()), {}), {});
const packageJsonSchema = v.object({
  peerDependencies: dependencies,
  optionalDependencies: dependencies,
  devDependencies: dependencies,
  dependencies,
});

function packageJsonLibraries(text: string): Libraries {
  const manifest = v.parse(packageJsonSchema, JSON.parse(text));
  return Object.values(manifest).flatMap((section) =>
    Object.entries(section).map(([name, range]) => [name, majorOf(range)] as const),
  );
}

const pyprojectSchema = v.object({
  project: v.optional(
    v.object({
      dependencies: v.optional(v.fallback(v.array(v.string()), []), []),
      'optional-dependencies': v.optional(v.fallback(v.record(v.string(), v.array(v.string())), {}), {}),
    }),
  ),
  'dependency-groups': v.optional(v.fallback(v.record(v.string(), v.array(v.unknown())), {}), {}),
  tool: v.optional(v.object({ poetry: v.optional(v.object({ dependencies })) })),
});

function pyprojectLibraries(text: string): Libraries {
  const { project, tool, 'dependency-groups': groups } = v.parse(pyprojectSchema, parseToml(text));
  const requirements = [
    ...(project?.dependencies ?? []),
    ...Object.values(project?.['optional-dependencies'] ?? {}).flat(),
    ...Object.values(groups)
      .flat()
      .filter((one) => typeof one === 'string'),
  ];
  const poetry = Object.entries(tool?.poetry?.dependencies ?? {});
  return [
    ...requirements.flatMap(requirement),
    ...poetry.map(([name, range]) => [pythonName(name), majorOf(range)] as const),
  ];
}

function requirementsLibraries(text: string): Libraries {
  return text.split(/\r?\n/).flatMap(requirement);
}

/** `fastapi[standard]>=0.115 ; python_version > "3.9"`; comments and options name nothing. */
function requirement(line: string): Libraries {
  const match = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)/.exec(line);
  return match?.[1] === undefined ? [] : [[pythonName(match[1]), majorOf(match[2])]];
}

/** Python compares names without case, and takes `-`, `_` and `.` for the same. */
function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** `^5.1.0` → 5; ranges that name no version (`*`, `latest`, `workspace:*`) give undefined. */
function majorOf(range: unknown): number | undefined {
  const major = typeof range === 'string' ? /(?:^|[\s^~=v<>@])(\d+)(?=\D|$)/.exec(range)?.[1] : undefined;
  return major === undefined ? undefined : Number(major);
}

/** Images of databases, by the last part of their names. */
const imageEngines: readonly (readonly [image: RegExp, engine: Snippet['verify']])[] = [
  [/^(?:postgres|postgis|pgvector|timescaledb)/, 'postgresql'],
  [/^(?:mysql|mariadb)/, 'mariadb'],
  [/^(?:redis|valkey)/, 'redis'],
];

/** Only the names of images are needed, so the lines that hold them are enough. */
function composeEngines(text: string): Snippet['verify'][] {
  return [...text.matchAll(/^\s*image:\s*["']?([^\s"'#]+)/gm)].flatMap(([, image = '']) => {
    const name = (image.split('/').at(-1) ?? '').replace(/[:@].*$/, '');
    return imageEngines.flatMap(([pattern, engine]) => (pattern.test(name) ? [engine] : []));
  });
}

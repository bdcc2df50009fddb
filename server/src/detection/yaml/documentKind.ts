import type { YamlEntry } from './parse';

/** What a YAML file configures, as far as the guide has something to say about it. */
export type YamlKind = 'compose' | 'workflow' | 'other';

const composeName = /(?:^|[\\/])(?:docker-)?compose(?:[.-][\w.-]*)?\.ya?ml$/i;
const workflowName = /[\\/]\.(?:github|gitea|forgejo)[\\/](?:workflows|actions)[\\/]/;
/** Top-level keys of files that are something else, whatever else they contain. */
const otherKinds = new Set([
  'apiVersion',
  'kind',
  'openapi',
  'swagger',
  'asyncapi',
  'jobs',
  'stages',
  'pipeline',
  'AWSTemplateFormatVersion',
  'imports',
  'plugins',
]);
/** Keys that say where a container comes from, so that `services` are those of Compose. */
const serviceKeys = new Set(['image', 'build']);

/** The keys at the left margin: enough to pass over most files without reading the rest of them. */
function topKeys(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^["']?([A-Za-z_][\w-]*)["']?[ \t]*:/gm)].map((match) => match[1] ?? ''));
}

/** Tells kinds of YAML apart by the file's name, or else by its shape. */
export function kindOf(
  path: string,
  languageId: string,
  text: string,
  entries: () => readonly YamlEntry[],
): YamlKind {
  if (workflowName.test(path)) return 'workflow';
  if (languageId === 'dockercompose') return 'compose';
  const tops = topKeys(text);
  if (tops.has('jobs') && tops.has('on')) return 'workflow';
  if ([...tops].some((key) => otherKinds.has(key))) return 'other';
  if (composeName.test(path)) return 'compose';
  if (!tops.has('services')) return 'other';
  const hasService = entries().some(
    ({ path: keys }) => keys.length === 3 && keys[0] === 'services' && serviceKeys.has(keys[2] ?? ''),
  );
  return hasService ? 'compose' : 'other';
}

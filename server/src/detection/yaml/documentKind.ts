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

/** Tells kinds of YAML apart by the file's name, or else by its shape. */
export function kindOf(path: string, languageId: string, entries: readonly YamlEntry[]): YamlKind {
  const tops = new Set(
    entries.filter((entry) => entry.path.length === 1).map((entry) => entry.path[0] ?? ''),
  );
  if (workflowName.test(path)) return 'workflow';
  if (languageId === 'dockercompose') return 'compose';
  if (tops.has('jobs') && tops.has('on')) return 'workflow';
  if ([...tops].some((key) => otherKinds.has(key))) return 'other';
  if (composeName.test(path)) return 'compose';
  const hasService = entries.some(
    ({ path: keys }) => keys.length === 3 && keys[0] === 'services' && serviceKeys.has(keys[2] ?? ''),
  );
  return tops.has('services') && hasService ? 'compose' : 'other';
}

import type { SourceEdit } from '../detection';
import { lineEndAt, lineStartAt } from './parse';

/** What a YAML file configures, as far as the guide has something to say about it. */
export type YamlKind = 'compose' | 'workflow' | 'other';

const composeName =
  /(?:^|[\\/])(?:docker-)?compose(?:[.-][\w.-]*)?\.ya?ml(?:\.(?:j2|jinja2?|tmpl|tpl|template|dist|example|sample))?$/i;
const workflowName = /[\\/]\.(?:github|gitea|forgejo)[\\/](?:workflows|actions)[\\/]/;
/** Top-level keys of files that are something else, whatever else they contain. */
const otherKinds = [
  'apiVersion',
  'kind',
  'openapi',
  'swagger',
  'asyncapi',
  'jobs',
  'stages',
  'pipeline',
  'steps',
  'AWSTemplateFormatVersion',
  'imports',
  'plugins',
];
const tellingKeys: ReadonlySet<string> = new Set([...otherKinds, 'on', 'services']);

const topKeyPattern = /["']?([A-Za-z_][\w-]*)["']?[ \t]*:/y;

/**
 * How often the keys that tell kinds apart stand at the left margin, wherever else that line belongs to: enough to
 * pass over most files without reading the rest of them, and an edit changes only the count of its own lines.
 */
export class TopKeys {
  private readonly counts = new Map<string, number>();

  constructor(text: string) {
    this.count(text, 0, text.length, 1);
  }

  has(key: string): boolean {
    return (this.counts.get(key) ?? 0) > 0;
  }

  update(before: string, after: string, { from, to, insert }: SourceEdit): void {
    const lineStart = lineStartAt(before, from);
    this.count(before, lineStart, lineEndAt(before, to), -1);
    this.count(after, lineStart, lineEndAt(after, from + insert.length), 1);
  }

  private count(text: string, from: number, to: number, by: number): void {
    for (let at = from; at < to; at = lineEndAt(text, at) + 1) {
      const char = text.charCodeAt(at);
      if (char === 0x20 || char === 0x23) continue;
      topKeyPattern.lastIndex = at;
      const key = topKeyPattern.exec(text)?.[1];
      if (key !== undefined && tellingKeys.has(key)) this.counts.set(key, (this.counts.get(key) ?? 0) + by);
    }
  }
}

/**
 * Tells kinds of YAML apart by the file's name, or else by its shape. Undefined when its `services` decide: Compose's
 * say where their containers come from.
 */
export function kindOf(path: string, languageId: string, tops: () => TopKeys): YamlKind | undefined {
  if (workflowName.test(path)) return 'workflow';
  if (languageId === 'dockercompose') return 'compose';
  const keys = tops();
  if (keys.has('jobs') && keys.has('on')) return 'workflow';
  if (otherKinds.some((key) => keys.has(key))) return 'other';
  if (composeName.test(path)) return 'compose';
  return keys.has('services') ? undefined : 'other';
}

/** The YAML block at the top of a concept file, checked by its schema; problems point at the YAML node they are about. */
import type { Yaml } from 'mdast';
import * as v from 'valibot';
import type { VFile } from 'vfile';
import { isNode, type Document } from 'yaml';
import { frontMatterSchema, type FrontMatter } from '../../protocol/src/concept';
import { readYaml } from './readYaml';

/** Returns undefined after at least one message when the block is not valid. */
export function readFrontMatter(node: Yaml, file: VFile): FrontMatter | undefined {
  // The YAML text begins on the line behind the opening "---".
  const firstLine = (node.position?.start.line ?? 1) + 1;
  const yaml = readYaml(node.value, { what: 'The front matter', firstLine, rule: 'front-matter' }, file);
  if (yaml === undefined) return undefined;
  const { document, data, pointAt } = yaml;
  const result = v.safeParse(frontMatterSchema, data);
  if (result.success) return result.output;
  for (const issue of result.issues) {
    const keys = (issue.path ?? []).map((item) => item.key);
    const where = keys.length > 0 ? `"${keys.join('.')}"` : 'The front matter';
    file.message(`${where}: ${explain(issue)}`, pointAt(offsetOf(document, keys)), 'front-matter');
  }
  return undefined;
}

function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'this field is not known here; remove it or mend its spelling';
  if (issue.received === 'undefined') return 'this field is missing; add it';
  return issue.message;
}

/** The start of the deepest node on the path; a missing key points at the map that lacks it. */
function offsetOf(document: Document, path: readonly unknown[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

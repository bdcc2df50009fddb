/** Cuts a Markdown document into its sections by heading. */
import type { Heading, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { withoutClaimMarks } from './claims';

/** A heading and what follows it, up to the next heading of the same or a higher level. */
export interface Section {
  readonly heading: Heading;
  readonly title: string;
  readonly children: readonly RootContent[];
}

export interface Sectioned {
  /** What stands before the first heading of the level. */
  readonly before: readonly RootContent[];
  readonly sections: readonly Section[];
}

/** Groups nodes under the headings of `depth`; deeper headings stay inside their section. */
export function sectionize(nodes: readonly RootContent[], depth: Heading['depth']): Sectioned {
  const before: RootContent[] = [];
  const sections: { heading: Heading; title: string; children: RootContent[] }[] = [];
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === depth) {
      sections.push({ heading: node, title: toString(node).trim(), children: [] });
    } else {
      (sections.at(-1)?.children ?? before).push(node);
    }
  }
  return { before, sections };
}

/** The source text of a run of nodes, with the authors' notes removed: those behind a fence's language and the marks of claims. */
export function sourceOf(source: string, nodes: readonly RootContent[]): string {
  const start = nodes[0]?.position?.start.offset;
  const end = nodes.at(-1)?.position?.end.offset;
  if (start === undefined || end === undefined) return '';
  return withoutClaimMarks(source.slice(start, end))
    .replace(/^(\s*```[\w-]+) [^\n`]*$/gm, '$1')
    .trim();
}

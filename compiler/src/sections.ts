/** Cuts a Markdown document into its sections by heading. */
import type { Heading, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
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

/** The source text of a run of nodes, with the authors' notes removed: those behind a fence's language, wherever it stands, and the marks of claims. */
export function sourceOf(source: string, nodes: readonly RootContent[]): string {
  const start = nodes[0]?.position?.start.offset;
  const end = nodes.at(-1)?.position?.end.offset;
  if (start === undefined || end === undefined) return '';
  let text = '';
  let at = start;
  for (const note of nodes.flatMap((node) => notesBehindFences(source, node))) {
    text += source.slice(at, note.from);
    at = note.to;
  }
  return withoutClaimMarks(text + source.slice(at, end)).trim();
}

/** By the tree and not by lines, because a fence may stand in a quote or a list, and its code may show another fence. */
function notesBehindFences(source: string, root: RootContent): { from: number; to: number }[] {
  const notes: { from: number; to: number }[] = [];
  visit(root, 'code', ({ position }) => {
    const fence = source.slice(position?.start.offset, position?.end.offset);
    const [, opening, note] = /^([`~]{3,}[ \t]*[^\s`]+)([^\n]*)/.exec(fence) ?? [];
    if (position?.start.offset === undefined || opening === undefined || note === undefined) return;
    const from = position.start.offset + opening.length;
    notes.push({ from, to: from + note.length });
  });
  return notes;
}

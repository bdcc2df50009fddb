/** The snippets of a concept: `### prefix · side · title` (or `### prefix · title`), then a fence for each library. */
import type { RootContent } from 'mdast';
import type { VFile } from 'vfile';
import { expandSnippet } from '../../guide/src/expandSnippet';
import type { Snippet } from '../../protocol/src/concept';
import { isKebabId } from '../../protocol/src/kebabId';
import { isCode, readCodeBlock, type CodeBlock } from './codeBlocks';
import { isPlainJavaScript } from './plainJavaScript';
import { sectionize } from './sections';

export interface SnippetContext {
  readonly conceptId: string;
  readonly optionIds: readonly string[];
  readonly file: VFile;
  readonly codeBlocks: CodeBlock[];
}

export function readSnippets(nodes: readonly RootContent[], context: SnippetContext): Snippet[] {
  const { sections } = sectionize(nodes, 3);
  return sections.flatMap(({ heading, title: headingText, children }) => {
    const words = headingText.split(' · ');
    const prefix = words[0] ?? '';
    const option = words.length === 3 ? words[1] : undefined;
    const title = words.at(-1) ?? '';
    const optionKnown = option === undefined || context.optionIds.includes(option);
    if (
      !prefix.startsWith('bg-') ||
      !isKebabId(prefix) ||
      words.length < 2 ||
      words.length > 3 ||
      !optionKnown
    ) {
      const sides = context.optionIds.length > 0 ? ` with a side of ${context.optionIds.join(', ')}` : '';
      const expected = `"### bg-prefix · side · Title"${sides}, or "### bg-prefix · Title"`;
      context.file.message(
        `Cannot read the heading "${headingText}": write ${expected}`,
        heading,
        'snippets',
      );
      return [];
    }
    const fences = children.filter(isCode);
    if (fences.length === 0) {
      context.file.message(`The snippet "${prefix}" has no code: add a fenced block`, heading, 'snippets');
    }
    const found = fences.flatMap((fence): Snippet[] => {
      const block = readCodeBlock(fence, context.conceptId, `snippet ${prefix}`, context.file);
      if (block === undefined) return [];
      context.codeBlocks.push(block);
      const id = [context.conceptId, prefix, ...(block.library === undefined ? [] : [block.library])].join(
        '/',
      );
      return [
        {
          id,
          prefix,
          title,
          conceptId: context.conceptId,
          ...(option === undefined ? {} : { option }),
          language: block.language,
          ...(block.language === 'ts' && isPlainJavaScript(expandSnippet(block.text))
            ? { plainJavaScript: true as const }
            : {}),
          ...(block.library === undefined ? {} : { library: block.library }),
          body: block.text,
          verify: block.verify,
        },
      ];
    });
    const ids = new Set(found.map((snippet) => `${snippet.language} ${snippet.id}`));
    if (ids.size < found.length) {
      context.file.message(
        `Two variants of "${prefix}" look alike: mark each with library=…`,
        heading,
        'snippets',
      );
    }
    return found;
  });
}

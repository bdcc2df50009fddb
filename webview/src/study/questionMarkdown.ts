/**
 * The little Markdown that questions use, as data: paragraphs, code, lists, bold, emphasis, links. Everything else is
 * text. The reader's page needs all of Markdown and its parser; that parser alone is half of what this view may weigh.
 */

export type Inline =
  | { readonly type: 'text' | 'code' | 'strong' | 'em'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

export type Block =
  | { readonly type: 'paragraph'; readonly inline: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: 'code'; readonly language: string; readonly text: string };

const fence = /^```(\S*)[^\n]*\n([\s\S]*?)\n?```[^\S\n]*$/gm;
const listMark = /^\s*(?:[-*]|\d+[.)])\s+/;

export function parseBlocks(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const match of markdown.matchAll(fence)) {
    blocks.push(...parseProse(markdown.slice(end, match.index)));
    blocks.push({ type: 'code', language: match[1] ?? '', text: match[2] ?? '' });
    end = match.index + match[0].length;
  }
  return [...blocks, ...parseProse(markdown.slice(end))];
}

function parseProse(markdown: string): readonly Block[] {
  return markdown
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .flatMap((part): readonly Block[] => {
      const lines = part.trim().split('\n');
      const start = lines.findIndex((line) => listMark.test(line));
      if (start === -1) return [{ type: 'paragraph', inline: parseInline(lines.join(' ')) }];
      const before = lines.slice(0, start);
      const list = parseList(lines.slice(start));
      return before.length === 0
        ? [list]
        : [{ type: 'paragraph', inline: parseInline(before.join(' ')) }, list];
    });
}

function parseList(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    // A line without a mark of its own goes on with the item before it.
    if (listMark.test(line)) items.push(line.replace(listMark, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { type: 'list', ordered: /^\s*\d/.test(lines[0] ?? ''), items: items.map(parseInline) };
}

const inline =
  /(?<ticks>`+)(?<code>[^`](?:.*?[^`])?)\k<ticks>(?!`)|\*\*(?<strong>[^*\n]+)\*\*|\*(?<em>[^*\s](?:[^*\n]*[^*\s])?)\*|\[(?<words>[^\]\n]+)\]\((?<href>[^()\s]+)\)/g;

export function parseInline(markdown: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let end = 0;
  const addText = (text: string): void => {
    if (text !== '') pieces.push({ type: 'text', text });
  };
  for (const match of markdown.matchAll(inline)) {
    addText(markdown.slice(end, match.index));
    end = match.index + match[0].length;
    const { code, strong, em, words, href } = match.groups ?? {};
    if (code !== undefined) pieces.push({ type: 'code', text: code.replace(/^ (.*) $/, '$1') });
    else if (strong !== undefined) pieces.push({ type: 'strong', text: plainCode(strong) });
    else if (em !== undefined) pieces.push({ type: 'em', text: plainCode(em) });
    else if (words !== undefined && href !== undefined) {
      pieces.push({ type: 'link', text: plainCode(words), href });
    }
  }
  addText(markdown.slice(end));
  return pieces;
}

function plainCode(text: string): string {
  return text.replaceAll('`', '');
}

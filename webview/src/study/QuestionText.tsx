/** The Markdown of questions as elements; nothing in a text can become markup that is not listed here. */
import { useMemo } from 'preact/hooks';
import { CodeBlock } from '../markdown/CodeBlock';
import { useStudy } from './context';
import { parseBlocks, parseInline, type Block, type Inline } from './questionMarkdown';

/** Several paragraphs, lists and blocks of code. */
export function BlockText({ text }: { readonly text: string }) {
  const blocks = useMemo(() => parseBlocks(text), [text]);
  return (
    <>
      {blocks.map((block) => (
        <BlockPiece block={block} />
      ))}
    </>
  );
}

/** One line of text. */
export function InlineText({ text }: { readonly text: string }) {
  const pieces = useMemo(() => parseInline(text), [text]);
  return <Pieces pieces={pieces} />;
}

function BlockPiece({ block }: { readonly block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          <Pieces pieces={block.inline} />
        </p>
      );
    case 'list': {
      const items = block.items.map((pieces) => (
        <li>
          <Pieces pieces={pieces} />
        </li>
      ));
      return block.ordered ? <ol class="text-list">{items}</ol> : <ul class="text-list">{items}</ul>;
    }
    case 'code':
      return <CodeBlock language={block.language} code={block.text} />;
  }
}

function Pieces({ pieces }: { readonly pieces: readonly Inline[] }) {
  return (
    <>
      {pieces.map((piece) => (
        <Piece piece={piece} />
      ))}
    </>
  );
}

function Piece({ piece }: { readonly piece: Inline }) {
  switch (piece.type) {
    case 'text':
      return <>{piece.text}</>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'strong':
      return <strong>{piece.text}</strong>;
    case 'em':
      return <em>{piece.text}</em>;
    case 'link':
      return <TextLink text={piece.text} href={piece.href} />;
  }
}

/** Another concept, a public address, or only words: nothing else is ever linked. */
function TextLink({ text, href }: { readonly text: string; readonly href: string }) {
  const { send } = useStudy();
  const conceptId = /^concept:([a-z0-9-]+)$/.exec(href)?.[1];
  if (conceptId !== undefined) {
    return (
      <button class="link" onClick={() => send({ type: 'openConcept', conceptId })}>
        {text}
      </button>
    );
  }
  return href.startsWith('https://') ? <a href={href}>{text}</a> : <>{text}</>;
}

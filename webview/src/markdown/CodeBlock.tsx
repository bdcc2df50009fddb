/** A block of code with colours, and with the buttons that the view around it offers for code. */
import type { RootContent } from 'hast';
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { highlight } from './highlight';

export interface CodeBlockProps {
  /** The guide's name of the language: js, ts, sql, … */
  readonly language: string;
  readonly code: string;
}

/** What stands above a block of code; nothing where no view asks for it. */
export const CodeActionsContext = createContext<(block: CodeBlockProps) => ComponentChildren>(() => null);

export function CodeBlock(block: CodeBlockProps) {
  const { language, code } = block;
  const pieces = useMemo(() => highlight(language, code), [language, code]);
  const actions = useContext(CodeActionsContext)(block);
  return (
    <div class="code-block">
      {actions}
      {/* Long lines scroll, and what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>
        <code>{pieces.map(renderPiece)}</code>
      </pre>
    </div>
  );
}

function renderPiece(piece: RootContent): ComponentChildren {
  if (piece.type === 'text') return piece.value;
  if (piece.type !== 'element') return null;
  const names = piece.properties['className'];
  return <span class={Array.isArray(names) ? names.join(' ') : ''}>{piece.children.map(renderPiece)}</span>;
}

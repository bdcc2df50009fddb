/**
 * The guide's Markdown as elements. The text is split into tokens and each token becomes an element or words,
 * so nothing in it can become markup that is not listed here; raw HTML is shown as the characters that it is.
 */
import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { CodeBlock } from './CodeBlock';

/** What a view does when the reader follows a link inside the guide. */
export interface MarkdownLinks {
  /** Absent where another concept cannot be opened; the link's words remain. */
  readonly openConcept?: (conceptId: string) => void;
}

export const MarkdownLinksContext = createContext<MarkdownLinks>({});

/** Block Markdown: paragraphs, lists, tables, code. */
export function Markdown({ text }: { readonly text: string }) {
  const tokens = useMemo(() => new Lexer().lex(text), [text]);
  return <>{renderTokens(tokens)}</>;
}

/** One line of Markdown, without a paragraph around it. */
export function InlineMarkdown({ text }: { readonly text: string }) {
  const tokens = useMemo(() => new Lexer().inlineTokens(text), [text]);
  return <>{renderTokens(tokens)}</>;
}

function renderTokens(tokens: readonly Token[] | undefined): ComponentChildren {
  return tokens?.map((token) => renderToken(token as MarkedToken));
}

/** An unknown token, or one that the guide has no use for, is shown as it was written. */
function renderToken(token: MarkedToken): ComponentChildren {
  switch (token.type) {
    case 'paragraph':
      return <p>{renderTokens(token.tokens)}</p>;
    case 'heading':
      return <Heading token={token} />;
    case 'list':
      return <MarkdownList token={token} />;
    case 'table':
      return <MarkdownTable token={token} />;
    case 'blockquote':
      return <blockquote>{renderTokens(token.tokens)}</blockquote>;
    case 'code':
      return <CodeBlock language={languageOf(token)} code={token.text} />;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'strong':
      return <strong>{renderTokens(token.tokens)}</strong>;
    case 'em':
      return <em>{renderTokens(token.tokens)}</em>;
    case 'del':
      return <del>{renderTokens(token.tokens)}</del>;
    case 'link':
      return <MarkdownLink href={token.href}>{renderTokens(token.tokens)}</MarkdownLink>;
    case 'text':
      return token.tokens === undefined ? characters(token.text) : renderTokens(token.tokens);
    case 'escape':
      return token.text;
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    case 'checkbox':
    case 'html':
    case 'image':
    case 'list_item':
      return token.raw;
  }
}

function Heading({ token }: { readonly token: Tokens.Heading }) {
  const children = renderTokens(token.tokens);
  // The page's own title and sections take the first two levels.
  return token.depth <= 3 ? <h3>{children}</h3> : <h4>{children}</h4>;
}

function MarkdownList({ token }: { readonly token: Tokens.List }) {
  const items = token.items.map((item) => <li>{renderTokens(item.tokens)}</li>);
  return token.ordered ? <ol start={Number(token.start)}>{items}</ol> : <ul>{items}</ul>;
}

/** A wide table scrolls by itself, also by keyboard, so that the page never does. */
function MarkdownTable({ token }: { readonly token: Tokens.Table }) {
  const label = token.header.map(({ text }) => text).join(', ');
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {token.header.map((cell) => (
              <th scope="col">{renderTokens(cell.tokens)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map(([first, ...rest]) => (
            <tr>
              <th scope="row">{renderTokens(first?.tokens)}</th>
              {rest.map((cell) => (
                <td>{renderTokens(cell.tokens)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface MarkdownLinkProps {
  readonly href: string;
  readonly children?: ComponentChildren;
}

/** Another concept, a public address, or only words: nothing else is ever linked. */
function MarkdownLink({ href, children }: MarkdownLinkProps) {
  const { openConcept } = useContext(MarkdownLinksContext);
  const conceptId = /^concept:([a-z0-9-]+)$/.exec(href)?.[1];
  if (conceptId !== undefined && openConcept !== undefined) {
    return (
      <a
        href={`#${conceptId}`}
        onClick={(event) => {
          event.preventDefault();
          openConcept(conceptId);
        }}
      >
        {children}
      </a>
    );
  }
  return href.startsWith('https://') ? <a href={href}>{children}</a> : <>{children}</>;
}

/** The guide's fences are marked with more than the language, for example `ts verify=types`. */
function languageOf(token: Tokens.Code): string {
  return token.lang?.split(/\s/)[0] ?? '';
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** Characters that Markdown writes by name. */
function characters(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);
}

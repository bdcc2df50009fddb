/** A concept as a page: what it is, what it costs, code to take along, and where to read on. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type {
  ReaderPage,
  ReaderRequest,
  ReaderSnapshot,
  ReaderTexts,
} from '../../../protocol/src/readerMessages';
import { DiagramFigure } from '../diagram/DiagramFigure';
import { CodeActionsContext, CodeBlock } from '../markdown/CodeBlock';
import { InlineMarkdown, Markdown, MarkdownLinksContext } from '../markdown/Markdown';
import { CodeButtons } from './CodeButtons';

export type Post = (request: ReaderRequest) => void;

interface ReaderPageViewProps {
  readonly snapshot: ReaderSnapshot;
  readonly post: Post;
}

const titleId = 'page-title';

export function ReaderPageView({ snapshot, post }: ReaderPageViewProps) {
  const { page, texts } = snapshot;
  const heading = useRef<HTMLHeadingElement>(null);
  const openConcept = (conceptId: string): void => post({ type: 'open', conceptId });
  // Another concept is another page: it begins at its top, and a screen reader says its title.
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [page.conceptId]);
  // Alt with an arrow would be taken for VS Code's own history as well, which leaves the page.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Backspace' || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      post({ type: event.shiftKey ? 'forward' : 'back' });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [post]);
  return (
    <MarkdownLinksContext.Provider value={{ openConcept }}>
      <CodeActionsContext.Provider
        value={({ code }) => (
          <CodeButtons
            texts={texts}
            onCopy={() => post({ type: 'copy', code })}
            onInsert={() => post({ type: 'insertCode', code })}
          />
        )}
      >
        <a class="skip" href={`#${titleId}`} onClick={goTo(titleId)} lang={texts.language}>
          {texts.skip}
        </a>
        <Toolbar snapshot={snapshot} post={post} />
        <div class="page">
          <nav class="contents" aria-label={texts.onThisPage}>
            <h2>{texts.onThisPage}</h2>
            <ul lang="en">
              {entriesOf(page, texts).map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`} onClick={goTo(id)}>
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <main lang="en">
            <h1 id={titleId} ref={heading} tabIndex={-1}>
              {page.title}
            </h1>
            {snapshot.progress === null ? null : (
              <p class="progress" lang={texts.language}>
                {snapshot.progress}
              </p>
            )}
            <p class="lead">
              <InlineMarkdown text={page.lead} />
            </p>
            <ConceptLinks label={texts.readFirst} links={page.prerequisites} open={openConcept} />
            <Sides page={page} texts={texts} />
            {page.diagram === null ? null : (
              <Section id="diagram" title={texts.diagram}>
                <DiagramFigure diagram={page.diagram} inWords={texts.inWords} />
              </Section>
            )}
            {page.sections.map(({ id, title, markdown }) => (
              <Section key={id} id={id} title={title}>
                <Markdown text={markdown} />
              </Section>
            ))}
            <Snippets page={page} texts={texts} post={post} />
            <Claims page={page} texts={texts} />
            <Section id="sources" title={texts.sources}>
              <ul>
                {page.sources.map(({ title, url }) => (
                  <li key={url}>
                    <a href={url}>{title}</a>
                  </li>
                ))}
              </ul>
            </Section>
            <ConceptLinks label={texts.related} links={page.related} open={openConcept} />
          </main>
        </div>
      </CodeActionsContext.Provider>
    </MarkdownLinksContext.Provider>
  );
}

/** The headings of the page in their order. */
function entriesOf(page: ReaderPage, texts: ReaderTexts): readonly { id: string; title: string }[] {
  return [
    ...(page.sides.length > 0 ? [{ id: 'sides', title: texts.sides }] : []),
    ...(page.diagram === null ? [] : [{ id: 'diagram', title: texts.diagram }]),
    ...page.sections,
    ...(page.snippets.length > 0 ? [{ id: 'snippets', title: texts.snippets }] : []),
    ...(page.claims.length > 0 ? [{ id: 'claims', title: texts.claims }] : []),
    { id: 'sources', title: texts.sources },
  ];
}

/** A jump inside the page also moves the focus, so that reading and tabbing go on from there. */
function goTo(id: string): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    const target = document.getElementById(id);
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  };
}

function Toolbar({ snapshot, post }: ReaderPageViewProps) {
  const { page, texts, back, forward } = snapshot;
  return (
    <header class="toolbar">
      <HistoryButton
        label={texts.back}
        arrow="←"
        shortcut={{ keys: 'Backspace', name: texts.backKey }}
        to={back}
        onClick={() => post({ type: 'back' })}
      />
      <HistoryButton
        label={texts.forward}
        arrow="→"
        shortcut={{ keys: 'Shift+Backspace', name: texts.forwardKey }}
        to={forward}
        onClick={() => post({ type: 'forward' })}
      />
      <span class="area">{page.area}</span>
      {page.questions > 0 ? (
        <button type="button" onClick={() => post({ type: 'quiz', conceptId: page.conceptId })}>
          {texts.quizMe}
        </button>
      ) : null}
    </header>
  );
}

interface HistoryButtonProps {
  readonly label: string;
  readonly arrow: string;
  /** As assistive technology reads it, and as a keyboard names it. */
  readonly shortcut: { readonly keys: string; readonly name: string };
  /** The title that it leads to. */
  readonly to: string | null;
  readonly onClick: () => void;
}

function HistoryButton({ label, arrow, shortcut, to, onClick }: HistoryButtonProps) {
  const name = to === null ? label : `${label}: ${to}`;
  return (
    <button
      type="button"
      class="quiet"
      aria-label={name}
      aria-keyshortcuts={shortcut.keys}
      title={`${name} (${shortcut.name})`}
      aria-disabled={to === null}
      onClick={to === null ? undefined : onClick}
    >
      {arrow}
    </button>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children?: ComponentChildren;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </section>
  );
}

interface ConceptLinksProps {
  readonly label: string;
  readonly links: ReaderPage['related'];
  readonly open: (conceptId: string) => void;
}

function ConceptLinks({ label, links, open }: ConceptLinksProps) {
  if (links.length === 0) return null;
  return (
    <p class="concept-links">
      <strong>{label}:</strong>{' '}
      {links.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 ? ' · ' : ''}
          <a
            href={`#${id}`}
            onClick={(event) => {
              event.preventDefault();
              open(id);
            }}
          >
            {title}
          </a>
        </span>
      ))}
    </p>
  );
}

interface PageProps {
  readonly page: ReaderPage;
  readonly texts: ReaderTexts;
}

function Sides({ page, texts }: PageProps) {
  if (page.sides.length === 0) return null;
  return (
    <Section id="sides" title={texts.sides}>
      <div class="sides">
        {page.sides.map(({ id, title, get, pay, switchWhen }) => (
          <article key={id} class="side">
            <h3>{title}</h3>
            <dl>
              <dt lang={texts.language}>{texts.get}</dt>
              <dd>{get}</dd>
              <dt lang={texts.language}>{texts.pay}</dt>
              <dd>{pay}</dd>
              <dt lang={texts.language}>{texts.switchWhen}</dt>
              <dd>{switchWhen}</dd>
            </dl>
          </article>
        ))}
      </div>
    </Section>
  );
}

/** Snippets keep their tab stops when they are inserted, so their button names the snippet and not its text. */
function Snippets({ page, texts, post }: PageProps & { readonly post: Post }) {
  if (page.snippets.length === 0) return null;
  return (
    <Section id="snippets" title={texts.snippets}>
      {page.snippets.map(({ id, prefix, title, side, library, language, text }) => (
        <div key={id} class="snippet">
          <h3>{title}</h3>
          <p class="facts">
            <code>{prefix}</code> {[side, library].filter((fact) => fact !== null).join(' · ')}
          </p>
          <CodeActionsContext.Provider
            value={({ code }) => (
              <CodeButtons
                texts={texts}
                onCopy={() => post({ type: 'copy', code })}
                onInsert={() => post({ type: 'insertSnippet', snippetId: id })}
              />
            )}
          >
            <CodeBlock language={language} code={text} />
          </CodeActionsContext.Provider>
        </div>
      ))}
    </Section>
  );
}

function Claims({ page, texts }: PageProps) {
  if (page.claims.length === 0) return null;
  return (
    <Section id="claims" title={texts.claims}>
      <ul>
        {page.claims.map(({ statement, checkedOn }) => (
          <li key={statement}>
            {statement} <small>{checkedOn.join(', ')}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

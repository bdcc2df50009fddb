/** What a client said it can do, as far as an answer depends on it. What was not said is not assumed. */
import { InsertTextMode, MarkupKind, type ClientCapabilities } from 'vscode-languageserver';

export interface ClientAbilities {
  /** Settings can be asked for. */
  readonly configuration: boolean;
  /** Changes of settings have to be subscribed to. */
  readonly registersConfiguration: boolean;
  /** Hovers and tooltips are wanted as Markdown. */
  readonly markdown: boolean;
  /** So is the documentation of a completion. */
  readonly markdownDocumentation: boolean;
  /** Completions may have tab stops. */
  readonly snippets: boolean;
  /** A completion may ask to be indented like its line. */
  readonly adjustsIndentation: boolean;
  readonly inlayHints: boolean;
  /** A hint's tooltip is asked for when it is needed. */
  readonly resolvesTooltips: boolean;
  /** Hints can be asked for again when settings change. */
  readonly refreshesHints: boolean;
  /** Code actions may be more than commands. */
  readonly codeActions: boolean;
}

export function readClientAbilities({ workspace, textDocument }: ClientCapabilities): ClientAbilities {
  const item = textDocument?.completion?.completionItem;
  const hints = textDocument?.inlayHint;
  return {
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    markdown: prefersMarkdown(textDocument?.hover?.contentFormat),
    markdownDocumentation: prefersMarkdown(item?.documentationFormat),
    snippets: item?.snippetSupport === true,
    adjustsIndentation:
      item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) === true,
    inlayHints: hints !== undefined,
    resolvesTooltips: hints?.resolveSupport?.properties.includes('tooltip') === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
  };
}

/** The protocol's lists of formats stand in the order of the client's preference; kinds that we do not know are passed over. */
function prefersMarkdown(formats: readonly string[] | undefined): boolean {
  const known = formats?.find((format) => format === MarkupKind.Markdown || format === MarkupKind.PlainText);
  return known === MarkupKind.Markdown;
}

/** What a client said it can do, as far as an answer depends on it. What was not said is not assumed. */
import { InsertTextMode, MarkupKind, type ClientCapabilities } from 'vscode-languageserver';

export interface ClientAbilities {
  /** Settings can be asked for. */
  readonly configuration: boolean;
  /** Changes of settings have to be subscribed to. */
  readonly registersConfiguration: boolean;
  /** Hovers and tooltips may be Markdown. */
  readonly markdown: boolean;
  /** So may the documentation of a completion. */
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
    markdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    markdownDocumentation: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    snippets: item?.snippetSupport === true,
    adjustsIndentation:
      item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation) === true,
    inlayHints: hints !== undefined,
    resolvesTooltips: hints?.resolveSupport?.properties.includes('tooltip') === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
  };
}

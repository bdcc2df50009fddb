/** What commands work with. */
import type * as vscode from 'vscode';
import type { ConceptPages } from '../conceptPages';
import type { GuideStore } from '../guideStore';
import type { LanguageServer } from '../languageServer';

export interface CommandContext {
  readonly guide: GuideStore;
  readonly pages: ConceptPages;
  readonly server: LanguageServer;
  readonly output: vscode.LogOutputChannel;
}

/** A command with its arguments as they come: from the palette, a link or another extension, so nothing is known of them. */
export type Command = (context: CommandContext, ...args: readonly unknown[]) => Promise<void> | void;

/** What commands work with. */
import type * as vscode from 'vscode';
import type { GuideStore } from '../guideStore';
import type { LanguageServer } from '../languageServer';
import type { LastEditor } from '../lastEditor';
import type { ConceptReader } from '../reader/conceptReader';
import type { Study } from '../study/study';
import type { ConceptTree } from '../trees/conceptTree';

export interface CommandContext {
  readonly guide: GuideStore;
  readonly reader: ConceptReader;
  readonly concepts: ConceptTree;
  readonly extensionUri: vscode.Uri;
  readonly server: LanguageServer;
  readonly lastEditor: LastEditor;
  readonly study: Study;
  /** Small settings that belong to the reader and not to a workspace. */
  readonly state: vscode.Memento;
  readonly output: vscode.LogOutputChannel;
}

/** A command with its arguments as they come: from the palette, a link or another extension, so nothing is known of them. */
export type Command = (context: CommandContext, ...args: readonly unknown[]) => Promise<void> | void;

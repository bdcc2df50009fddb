/** What the specs of the extension host share. */
import * as vscode from 'vscode';

const extensionId = 'backend-guide.backend-guide';

/** Opens a file of the workspace and puts it into an editor. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  return vscode.window.showTextDocument(document);
}

/** An untitled document, for code that no file of the workspace holds. */
export async function openText(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** The position of the `occurrence`th time that `text` stands in the document, counted from one. */
export function positionOf(document: vscode.TextDocument, text: string, occurrence = 1): vscode.Position {
  let offset = -1;
  for (let count = 0; count < occurrence; count++) {
    offset = document.getText().indexOf(text, offset + 1);
    if (offset === -1)
      throw new Error(`"${text}" does not stand ${occurrence} times in ${document.uri.toString()}`);
  }
  return document.positionAt(offset);
}

export interface OurHover {
  readonly text: string;
  /** The words that the hover explains. */
  readonly hovered: string;
}

/** Our hovers among all that VS Code would show; they are recognised by their link or source row. */
export async function ourHovers(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<OurHover[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers.flatMap((hover) => {
    const text = hover.contents.map(contentText).join('\n');
    if (!text.includes('command:backendGuide.')) return [];
    return [{ text, hovered: hover.range === undefined ? '' : document.getText(hover.range) }];
  });
}

function contentText(content: vscode.Hover['contents'][number]): string {
  return content instanceof vscode.MarkdownString ? content.value : JSON.stringify(content);
}

/** Asks until the server has answered; the deadline is the test's own timeout. */
export async function firstHover(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<OurHover> {
  return until(async () => (await ourHovers(document, position))[0]);
}

/** Polls a condition until it holds; mocha's timeout ends a condition that never does. */
export async function until<T>(condition: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const value = await condition();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function activatedExtension(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension(extensionId);
  if (extension === undefined) throw new Error(`${extensionId} is not installed`);
  await extension.activate();
  return extension;
}

type ShowMessage = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';
const kinds: readonly ShowMessage[] = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'];

/**
 * Runs `use` and returns the messages that it raised; nobody answers them. The extension and the suite share one API
 * object only when the extension runs from its folder (`isUnderDevelopment`); an installed package has its own.
 */
export async function messagesDuring(use: () => Promise<void>): Promise<string[]> {
  const raised: string[] = [];
  const window: Record<ShowMessage, unknown> = vscode.window;
  const originals = kinds.map((kind) => [kind, window[kind]] as const);
  for (const kind of kinds) {
    window[kind] = (message: string): Promise<undefined> => {
      raised.push(message);
      return Promise.resolve(undefined);
    };
  }
  try {
    await use();
  } finally {
    for (const [kind, original] of originals) window[kind] = original;
  }
  return raised;
}

/** Whether the extension runs from its folder, so that `messagesDuring` hears it. */
export async function isUnderDevelopment(): Promise<boolean> {
  const manifest = (await activatedExtension()).packageJSON as { isUnderDevelopment?: boolean };
  return manifest.isUnderDevelopment === true;
}

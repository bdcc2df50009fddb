/** backendGuide.openSample: a few lines of code to try hovers on, in an editor of their own that nothing saves. */
import * as vscode from 'vscode';
import type { CommandContext } from './commandContext';

export async function openSample({ extensionUri }: CommandContext): Promise<void> {
  const uri = vscode.Uri.joinPath(extensionUri, 'media', 'walkthrough', 'sample.js.txt');
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'javascript', content }),
  );
}

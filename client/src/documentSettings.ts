/** Settings as the server asks for them, with what the user set for one language (`"[sql]": {…}`). */
import * as vscode from 'vscode';
import type { ConfigurationItem } from 'vscode-languageclient';

/** The library's own answer knows the document's address only, and with it no language. */
export function settingsFor({ section, scopeUri }: ConfigurationItem): unknown {
  const uri = scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri);
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri?.toString());
  const settings: unknown = vscode.workspace.getConfiguration(undefined, document ?? uri).get(section ?? '');
  // VS Code hands out proxies, which cannot be posted to a web worker; what is sent has to be plain.
  return settings === undefined ? null : JSON.parse(JSON.stringify(settings));
}

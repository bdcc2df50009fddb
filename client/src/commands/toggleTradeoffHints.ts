/** backendGuide.toggleTradeoffHints: switches the hints at the ends of lines on or off. */
import * as vscode from 'vscode';
import { decidingPlace } from '../tradeoffHints';

const targets = {
  global: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  workspaceFolder: vscode.ConfigurationTarget.WorkspaceFolder,
} as const;

export async function toggleTradeoffHints(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const configuration = vscode.workspace.getConfiguration('backendGuide', document);
  const isOn = configuration.get('tradeoffHints.enabled') === true;
  const { target, inLanguage } = decidingPlace(configuration.inspect<boolean>('tradeoffHints.enabled'));
  await configuration.update('tradeoffHints.enabled', !isOn, targets[target], inLanguage);
}

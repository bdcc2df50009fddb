/** backendGuide.toggleTradeoffHints: switches the hints at the ends of lines on or off. */
import * as vscode from 'vscode';
import { updateSetting } from './updateSetting';

export async function toggleTradeoffHints(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const configuration = vscode.workspace.getConfiguration('backendGuide', document);
  const isOn = configuration.get('tradeoffHints.enabled') === true;
  await updateSetting(configuration, 'tradeoffHints.enabled', !isOn);
}

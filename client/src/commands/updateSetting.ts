/** Changes a setting of ours in the place that decides it now, so that the change can be seen. */
import * as vscode from 'vscode';
import { decidingPlace } from '../settingPlace';

const targets = {
  global: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  workspaceFolder: vscode.ConfigurationTarget.WorkspaceFolder,
} as const;

export async function updateSetting(
  configuration: vscode.WorkspaceConfiguration,
  key: string,
  value: unknown,
): Promise<void> {
  const { target, inLanguage } = decidingPlace(configuration.inspect(key));
  await configuration.update(key, value, targets[target], inLanguage);
}

/** backendGuide.muteConcept(conceptId): nothing more in code about a concept; without an id, choose which ones are muted. */
import * as vscode from 'vscode';
import { areaTitle } from '../areas';
import type { CommandContext } from './commandContext';
import { updateSetting } from './updateSetting';

export async function muteConcept({ guide }: CommandContext, conceptId?: unknown): Promise<void> {
  const index = await guide.index();
  const document = vscode.window.activeTextEditor?.document;
  const configuration = vscode.workspace.getConfiguration('backendGuide', document);
  const configured: unknown = configuration.get('mutedConcepts');
  const muted = new Set(Array.isArray(configured) ? configured.filter((id) => typeof id === 'string') : []);
  if (typeof conceptId === 'string') {
    if (index.concept(conceptId) === undefined) {
      void vscode.window.showWarningMessage(vscode.l10n.t('The guide has no concept "{0}".', conceptId));
      return;
    }
    muted.add(conceptId);
  } else {
    const items = index.concepts.map(({ id, title, area }) => ({
      id,
      label: title,
      description: areaTitle(area),
      picked: muted.has(id),
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      placeHolder: vscode.l10n.t('Choose the concepts to mute'),
    });
    if (chosen === undefined) return;
    muted.clear();
    for (const { id } of chosen) muted.add(id);
  }
  await updateSetting(configuration, 'mutedConcepts', [...muted].sort());
}

/** backendGuide.muteConcept(conceptId): no more hovers about a concept; without an id, choose which ones are muted. */
import * as vscode from 'vscode';
import type { CommandContext } from './commandContext';

export async function muteConcept({ guide }: CommandContext, conceptId?: unknown): Promise<void> {
  const index = await guide.index();
  const configuration = vscode.workspace.getConfiguration('backendGuide');
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
      description: area,
      picked: muted.has(id),
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      canPickMany: true,
      placeHolder: vscode.l10n.t('Concepts without hovers'),
    });
    if (chosen === undefined) return;
    muted.clear();
    for (const { id } of chosen) muted.add(id);
  }
  await configuration.update('mutedConcepts', [...muted].sort(), vscode.ConfigurationTarget.Global);
}

/** backendGuide.openConcept(conceptId): the page of a concept; without an id it asks for one. */
import * as vscode from 'vscode';
import type { CommandContext } from './commandContext';
import { pickConcept } from './conceptPicker';

export async function openConcept({ guide, reader }: CommandContext, conceptId?: unknown): Promise<void> {
  const index = await guide.index();
  const concept =
    typeof conceptId === 'string'
      ? index.concept(conceptId)
      : await pickConcept(index, vscode.l10n.t('Open which concept?'));
  if (concept !== undefined) {
    await reader.open(concept.id);
  } else if (typeof conceptId === 'string') {
    void vscode.window.showWarningMessage(vscode.l10n.t('The guide has no concept "{0}".', conceptId));
  }
}

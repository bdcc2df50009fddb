/** backendGuide.searchConcepts: find a concept by title or another name and open its page. */
import * as vscode from 'vscode';
import type { CommandContext } from './commandContext';
import { pickConcept } from './conceptPicker';

export async function searchConcepts({ guide, reader }: CommandContext): Promise<void> {
  const concept = await pickConcept(
    await guide.index(),
    vscode.l10n.t('Search concepts, for example "keyset"'),
  );
  if (concept !== undefined) await reader.open(concept.id);
}

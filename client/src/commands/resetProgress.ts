/** backendGuide.resetProgress(conceptId?): forgets a question, a concept or everything; can be undone. */
import * as vscode from 'vscode';
import type { ResetScope } from '../../../study/src/progressStore';
import type { CommandContext } from './commandContext';
import { pickConcept } from './conceptPicker';

export async function resetProgress(context: CommandContext, conceptId?: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const index = await context.guide.index();
  if (typeof conceptId === 'string' && index.concept(conceptId) === undefined) {
    void vscode.window.showWarningMessage(t('The guide has no concept "{0}".', conceptId));
    return;
  }
  const scope: ResetScope | undefined =
    typeof conceptId === 'string' ? { kind: 'concept', conceptId } : await pickScope(context);
  if (scope === undefined) return;
  const { store } = await context.study.open();
  const reset = store.reset(scope);
  const undo = t('Undo');
  // Not awaited: the command is done, and the message may stay for as long as it likes.
  void vscode.window.showInformationMessage(t('Progress was reset.'), undo).then((answer) => {
    // The reset itself, although questions may have been answered while the message stood there.
    if (answer === undo) store.takeBack(reset.id);
  });
}

async function pickScope({ guide, study }: CommandContext): Promise<ResetScope | undefined> {
  const { t } = vscode.l10n;
  const question = study.currentQuestion;
  const items: (vscode.QuickPickItem & { readonly scope: ResetScope['kind'] })[] = [
    ...(question === undefined
      ? []
      : [{ scope: 'card' as const, label: t('The question on screen'), detail: question.questionId }]),
    { scope: 'concept', label: t('A concept…') },
    { scope: 'all', label: t('Everything'), detail: t('All cards and statistics; can be undone') },
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: t('Reset the progress of') });
  switch (chosen?.scope) {
    case 'card':
      return question === undefined ? undefined : { kind: 'card', questionId: question.questionId };
    case 'concept': {
      const concept = await pickConcept(await guide.index(), t('Reset which concept?'));
      return concept === undefined ? undefined : { kind: 'concept', conceptId: concept.id };
    }
    case 'all': {
      const reset = t('Reset everything');
      const answer = await vscode.window.showWarningMessage(
        t('Forget all progress?'),
        { modal: true },
        reset,
      );
      return answer === reset ? { kind: 'all' } : undefined;
    }
    case undefined:
      return undefined;
  }
}

/**
 * backendGuide.startQuiz(scope?): questions in the side bar. A scope is `due`, `weak`, `file`, `open-files`,
 * an area, or a concept id; without one, today's questions.
 */
import * as vscode from 'vscode';
import { parseScope } from '../study/studyScope';
import { studyViewId } from '../study/studyViewProvider';
import type { CommandContext } from './commandContext';

export async function startQuiz({ study }: CommandContext, scope?: unknown): Promise<void> {
  const wanted = scope === undefined ? { kind: 'today' as const } : parseScope(scope);
  if (wanted === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('There is no such part of the guide to be asked about.'),
    );
    return;
  }
  await study.start(wanted);
  await vscode.commands.executeCommand(`${studyViewId}.focus`);
}

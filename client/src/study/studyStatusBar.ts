/** One item in the status bar with the number of due questions; absent when nothing is due. */
import * as vscode from 'vscode';
import type { Study } from './study';
import { readStudySettings } from './studySettings';
import { studyViewId } from './studyViewProvider';

export function createStudyStatusBar(study: Study): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('backendGuide.study', vscode.StatusBarAlignment.Right, 0);
  item.name = vscode.l10n.t('Backend Guide: Due Questions');
  item.command = `${studyViewId}.focus`;
  const show = (): void => {
    const due = study.due ?? 0;
    if (due === 0 || !readStudySettings().statusBar) return item.hide();
    const label = vscode.l10n.t('Due questions: {0}', due);
    item.text = `$(mortar-board) ${due}`;
    item.tooltip = label;
    item.accessibilityInformation = { label, role: 'button' };
    item.show();
  };
  const subscription = study.onChange(show);
  return vscode.Disposable.from(item, new vscode.Disposable(() => subscription.dispose()));
}

/** How well a concept is known, in words and as an icon, for the reader and the tree of concepts. */
import * as vscode from 'vscode';
import { isMastered, type Mastery } from '../../study/src/mastery';

export function progressSentence({ seen, questions, recall }: Mastery): string {
  const { t } = vscode.l10n;
  if (seen === 0) return t('You have not answered questions about this concept yet.');
  const percent = Math.round(recall * 100);
  return t('You met {0} of {1} questions; expected recall today: {2} %.', seen, questions, percent);
}

/** One word for a row of a list. */
export function masteryWord(mastery: Mastery): string {
  if (isMastered(mastery)) return vscode.l10n.t('mastered');
  return mastery.seen > 0 ? vscode.l10n.t('begun') : vscode.l10n.t('not begun');
}

/** An empty, a half and a ticked circle. */
export function masteryIcon(mastery: Mastery): vscode.ThemeIcon {
  if (isMastered(mastery)) return new vscode.ThemeIcon('pass-filled');
  return new vscode.ThemeIcon(mastery.seen > 0 ? 'color-mode' : 'circle-large-outline');
}

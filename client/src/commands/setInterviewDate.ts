/** backendGuide.setInterviewDate(date?): the day that the questions prepare for; an empty answer forgets it. */
import * as vscode from 'vscode';
import { endOfInterviewDay, interviewKey, parseInterviewDate } from '../study/interviewDate';
import type { CommandContext } from './commandContext';

export async function setInterviewDate({ state, study }: CommandContext, date?: unknown): Promise<void> {
  const problemOf = (text: string): string | undefined => {
    if (text.trim() === '') return undefined;
    const at = parseInterviewDate(text);
    if (at === undefined) {
      return vscode.l10n.t('Write the date as year, month and day, for example 2027-03-15.');
    }
    return endOfInterviewDay(at) <= Date.now()
      ? vscode.l10n.t('This day is over; choose one that is still to come.')
      : undefined;
  };
  const known: unknown = state.get(interviewKey);
  const text =
    typeof date === 'string' && problemOf(date) === undefined
      ? date
      : await vscode.window.showInputBox({
          title: vscode.l10n.t('Interview date'),
          prompt: vscode.l10n.t('Year, month and day, for example 2027-03-15. Empty: no interview.'),
          value: typeof known === 'string' ? known : '',
          validateInput: problemOf,
        });
  if (text === undefined) return;
  await state.update(interviewKey, text.trim() === '' ? undefined : text.trim());
  study.redraw();
}

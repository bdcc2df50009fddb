/**
 * backendGuide.exportProgress(options?): progress as a file of the reader's choice.
 * `options` is `{ format, target }` with the URI of a file, for scripts that ask nobody.
 */
import * as vscode from 'vscode';
import * as v from 'valibot';
import { exportAnki } from '../../../study/src/exportAnki';
import { exportCsv } from '../../../study/src/exportCsv';
import { exportJson } from '../../../study/src/exportJson';
import { exportReport } from '../../../study/src/exportReport';
import { formatDay, dayOf } from '../../../study/src/studyDay';
import type { CommandContext } from './commandContext';

const formats = ['json', 'csv', 'anki', 'report'] as const;
type Format = (typeof formats)[number];
const endings: Readonly<Record<Format, string>> = { json: 'json', csv: 'csv', anki: 'txt', report: 'md' };

const optionsSchema = v.object({
  format: v.picklist(formats),
  target: v.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
});

export async function exportProgress({ study }: CommandContext, options?: unknown): Promise<void> {
  const given = v.safeParse(optionsSchema, options);
  const format = given.success ? given.output.format : await pickFormat();
  if (format === undefined) return;
  const opened = await study.open();
  const { store, catalogue, scheduler, calendar } = opened;
  const now = Date.now();
  const { state } = store;
  const texts: Readonly<Record<Format, () => string>> = {
    json: () => exportJson(store.events, now),
    csv: () => exportCsv(state.reviews, catalogue),
    anki: () => exportAnki(catalogue, state.cards.size === 0 ? undefined : new Set(state.cards.keys())),
    report: () => exportReport({ catalogue, state, scheduler, calendar, now }),
  };
  const ending = endings[format];
  const name = `backend-guide-${formatDay(dayOf(calendar, now))}.${ending}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = given.success
    ? given.output.target
    : await vscode.window.showSaveDialog({
        title: vscode.l10n.t('Export progress'),
        filters: { [ending.toUpperCase()]: [ending] },
        ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
      });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(texts[format]()));
}

async function pickFormat(): Promise<Format | undefined> {
  const { t } = vscode.l10n;
  const items: readonly (vscode.QuickPickItem & { readonly format: Format })[] = [
    { format: 'json', label: 'JSON', detail: t('Complete; can be imported again, also on another machine') },
    { format: 'csv', label: 'CSV', detail: t('Every answer as a row, for a spreadsheet') },
    {
      format: 'anki',
      label: 'Anki',
      detail: t('The questions you have met as notes; all of them before the first answer'),
    },
    { format: 'report', label: 'Markdown', detail: t('A report to read or to share') },
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: t('Export progress as') });
  return chosen?.format;
}

/**
 * backendGuide.importProgress(options?): merges an exported JSON file into the progress, after a preview.
 * `options` is `{ source, merge: true }` with the URI of a file, for scripts that ask nobody.
 */
import * as vscode from 'vscode';
import * as v from 'valibot';
import { parseImport, previewImport, type ImportPreview } from '../../../study/src/exportJson';
import type { CommandContext } from './commandContext';

const optionsSchema = v.object({
  source: v.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
  merge: v.literal(true),
});
/** Bytes; more than any export has. */
const largestFile = 45 * 1024 * 1024;

export async function importProgress({ study }: CommandContext, options?: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const given = v.safeParse(optionsSchema, options);
  const source = given.success ? given.output.source : await pickFile();
  if (source === undefined) return;
  const { size } = await vscode.workspace.fs.stat(source);
  if (size > largestFile) {
    throw new Error(
      t(
        'The file has {0} MB, far more than an export. Choose the file that "Export Progress" wrote.',
        Math.round(size / 1024 / 1024),
      ),
    );
  }
  const parsed = parseImport(new TextDecoder().decode(await vscode.workspace.fs.readFile(source)));
  if (!parsed.ok) throw new Error(parsed.message);
  const { store } = await study.open();
  const preview = previewImport(store.events, parsed);
  if (given.success || (await isWanted(preview))) store.merge(parsed.events);
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import progress'),
      filters: { JSON: ['json'] },
      canSelectMany: false,
    })) ?? [];
  return file;
}

/** Shows what would change before anything does. */
async function isWanted(preview: ImportPreview): Promise<boolean> {
  const { t } = vscode.l10n;
  const date = (at: number | undefined): string =>
    at === undefined ? '' : new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium' }).format(at);
  const lines = [
    t('{0} new entries, {1} known already', preview.new, preview.known),
    ...(preview.from === undefined ? [] : [t('from {0} to {1}', date(preview.from), date(preview.to))]),
    ...(preview.resets > 0 ? [t('{0} of them forget cards', preview.resets)] : []),
    ...(preview.rejected > 0 ? [t('{0} entries cannot be read and are left out', preview.rejected)] : []),
  ];
  if (preview.new === 0) {
    await vscode.window.showInformationMessage(t('Nothing to import'), {
      modal: true,
      detail: lines.join('\n'),
    });
    return false;
  }
  const merge = t('Merge');
  const answer = await vscode.window.showInformationMessage(
    t('Merge this progress into yours?'),
    { modal: true, detail: lines.join('\n') },
    merge,
  );
  return answer === merge;
}

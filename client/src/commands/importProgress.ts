/**
 * backendGuide.importProgress(options?): merges an exported JSON file into the progress, after a preview.
 * `options` is `{ source, merge: true }` with the URI of a file, for scripts that ask nobody.
 */
import * as vscode from 'vscode';
import * as v from 'valibot';
import {
  parseImport,
  previewImport,
  type ImportPreview,
  type ImportProblem,
} from '../../../study/src/exportJson';
import type { CommandContext } from './commandContext';

const optionsSchema = v.object({
  source: v.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
  merge: v.literal(true),
});
/** Bytes; more than any export has. */
const largestFile = 45 * 1024 * 1024;

export async function importProgress({ study }: CommandContext, options?: unknown): Promise<void> {
  const given = v.safeParse(optionsSchema, options);
  const source = given.success ? given.output.source : await pickFile();
  if (source === undefined) return;
  const { size } = await vscode.workspace.fs.stat(source);
  if (size > largestFile) {
    throw new Error(problemText({ kind: 'too-large', megabytes: Math.round(size / 1024 / 1024) }));
  }
  const parsed = parseImport(new TextDecoder().decode(await vscode.workspace.fs.readFile(source)));
  if (!parsed.ok) throw new Error(problemText(parsed.problem));
  const { store } = await study.open();
  const preview = previewImport(store.events, parsed);
  if (given.success || (await isWanted(preview, parsed.rejected[0]))) store.merge(parsed.events);
}

function problemText(problem: ImportProblem): string {
  const { t } = vscode.l10n;
  switch (problem.kind) {
    case 'too-large':
      return t(
        'The file has {0} MB, far more than an export. Choose the file that "Export Progress" wrote.',
        problem.megabytes,
      );
    case 'not-json':
      return t(
        'The file is not complete JSON ({0}). Export again, or choose the file that "Export Progress" wrote as JSON.',
        problem.detail,
      );
    case 'foreign':
      return t(
        'The file is not an export of Backend Guide, see its "{0}". Choose the file that "Export Progress" wrote as JSON.',
        problem.where,
      );
  }
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
async function isWanted(
  preview: ImportPreview,
  rejected: { readonly position: number; readonly reason: string } | undefined,
): Promise<boolean> {
  const { t } = vscode.l10n;
  const date = (at: number | undefined): string =>
    at === undefined ? '' : new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium' }).format(at);
  const lines = [
    t('New entries: {0}, known already: {1}', preview.new, preview.known),
    ...(preview.from === undefined ? [] : [t('from {0} to {1}', date(preview.from), date(preview.to))]),
    ...(preview.resets > 0 ? [t('Entries among them that forget cards: {0}', preview.resets)] : []),
    ...(rejected === undefined
      ? []
      : [
          t(
            'Entries that cannot be read and are left out: {0}. The first is number {1}: {2}',
            preview.rejected,
            rejected.position,
            rejected.reason,
          ),
        ]),
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

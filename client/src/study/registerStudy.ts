/** Studying in VS Code: the view, the status bar item, and what makes them look again. */
import * as vscode from 'vscode';
import type { GuideStore } from '../guideStore';
import type { LanguageServer } from '../languageServer';
import type { LastEditor } from '../lastEditor';
import { createStudy } from './createStudy';
import { interviewKey } from './interviewDate';
import { RedrawTimer } from './redrawTimer';
import type { Study } from './study';
import { createStudyStatusBar } from './studyStatusBar';
import { StudyViewProvider } from './studyViewProvider';

/** Set once something was answered: only then is anything read before the reader asks for it. */
const startedKey = 'study.hasStarted';

export function registerStudy(
  context: vscode.ExtensionContext,
  guide: GuideStore,
  server: LanguageServer,
  lastEditor: LastEditor,
  output: vscode.LogOutputChannel,
): { readonly study: Study; readonly subscriptions: readonly { dispose(): unknown }[] } {
  const study = createStudy(context, guide, server, lastEditor);
  // Small settings only: progress is files, because sync would let one machine overwrite the other.
  context.globalState.setKeysForSync([interviewKey]);
  const started = study.onChange(() => {
    if (!study.hasStarted) return;
    started.dispose();
    if (context.globalState.get(startedKey) !== true) void context.globalState.update(startedKey, true);
  });
  let setAside = 0;
  const damage = study.onChange(() => {
    const { count = 0, examples = [] } = study.quarantine ?? {};
    // The view says it in one sentence, with a button that leads here.
    if (count > setAside) {
      for (const { file, line, reason, excerpt } of examples) {
        output.warn(`Studying: ${file}, line ${line} was set aside: ${reason}: ${excerpt}`);
      }
    }
    setAside = count;
  });
  const subscriptions = [
    new vscode.Disposable(() => damage.dispose()),
    new StudyViewProvider(context.extensionUri, study, output),
    createStudyStatusBar(study),
    new RedrawTimer(study, {
      now: () => Date.now(),
      after: (milliseconds, act) => {
        const timer = setTimeout(act, milliseconds);
        return () => clearTimeout(timer);
      },
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('backendGuide.study')) study.redraw();
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) study.refresh();
    }),
  ];
  if (context.globalState.get(startedKey) === true) {
    study.open().catch((error: unknown) => output.warn(`Studying: ${String(error)}`));
  }
  return { study, subscriptions };
}

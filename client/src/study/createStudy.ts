/** A study session with VS Code behind it: its files, settings, clock and memory. */
import * as vscode from 'vscode';
import { createCalendar } from '../../../study/src/studyDay';
import type { GuideStore } from '../guideStore';
import type { LanguageServer } from '../languageServer';
import type { LastEditor } from '../lastEditor';
import { codeLines } from './codeLines';
import { interviewAt } from './interviewDate';
import { Study } from './study';
import { readStudySettings } from './studySettings';
import { studyTexts, studyWords } from './studyWords';
import { workspaceProgressFiles } from './workspaceProgressFiles';

const sessionKey = 'study.session';
const deviceKey = 'study.device';
const damageKey = 'study.saidDamage';

export function createStudy(
  context: vscode.ExtensionContext,
  guide: GuideStore,
  server: LanguageServer,
  lastEditor: LastEditor,
): Study {
  return new Study({
    guide: () => guide.index(),
    files: workspaceProgressFiles(vscode.Uri.joinPath(context.globalStorageUri, 'progress')),
    // A log of its own for every window and every start of it.
    writer: crypto.randomUUID(),
    device: deviceName(context.globalState),
    calendar: createCalendar(Intl.DateTimeFormat().resolvedOptions().timeZone),
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    settings: readStudySettings,
    interviewAt: () => interviewAt(context.globalState, Date.now()),
    codeLines: (scope) => codeLines(scope, server, lastEditor),
    codeReader: async () => (await import('../../../study/src/codeTree')).readCode,
    loadSession: () => context.workspaceState.get(sessionKey),
    saveSession: (session) => void context.workspaceState.update(sessionKey, session),
    loadSaidDamage: () => context.globalState.get(damageKey),
    saveSaidDamage: (said) => void context.globalState.update(damageKey, said),
    words: studyWords(),
    texts: studyTexts(),
  });
}

/** Says in an export which reviews were made on one machine, and nothing about the machine. */
function deviceName(state: vscode.Memento): string {
  const known: unknown = state.get(deviceKey);
  if (typeof known === 'string' && /^[\w-]{1,64}$/.test(known)) return known;
  const device = crypto.randomUUID().slice(0, 8);
  void state.update(deviceKey, device);
  return device;
}

/**
 * backendGuide.quickDrill(scope?): five or ten questions in the palette, by keyboard alone. What is asked and counted
 * is `Drill`; here it is shown.
 */
import * as vscode from 'vscode';
import { areas } from '../../../protocol/src/concept';
import type { StudyScope } from '../../../protocol/src/studyMessages';
import { areaTitle } from '../areas';
import { Drill, fitsPalette, type DrillAction, type DrillPage, type DrillRow } from '../study/drill';
import { parseScope } from '../study/studyScope';
import { readStudySettings } from '../study/studySettings';
import { drillTexts, studyTexts } from '../study/studyWords';
import type { CommandContext } from './commandContext';

export async function quickDrill({ study }: CommandContext, scope?: unknown): Promise<void> {
  const opened = await study.open();
  const wanted = scope === undefined ? await pickScope() : parseScope(scope);
  if (wanted === undefined) return;
  const count = await pickCount();
  if (count === undefined) return;
  const { title, items, readCode } = await study.select(wanted, opened);
  const fitting = items.filter(({ questionId }) => {
    const entry = opened.catalogue.entries.get(questionId);
    return entry !== undefined && fitsPalette(entry.question);
  });
  if (fitting.length === 0) {
    throw new Error(
      vscode.l10n.t('None of these questions fits the palette; start a quiz in the side bar instead.'),
    );
  }
  const drill = new Drill({
    id: crypto.randomUUID(),
    title,
    items: fitting.slice(0, count),
    opened,
    readCode,
    texts: { ...studyTexts(), ...drillTexts() },
    now: () => Date.now(),
    grades: (entry, durationMs, verdict) => study.grades(entry, durationMs, verdict, opened),
  });
  const opensConcept = await show(drill, readStudySettings().drillSeconds);
  if (opensConcept !== undefined) {
    await vscode.commands.executeCommand('backendGuide.openConcept', opensConcept);
  } else if (!drill.isOver && drill.answered > 0) {
    const { correct, answered } = drill;
    vscode.window.setStatusBarMessage(vscode.l10n.t('Drill: {0} of {1} right', correct, answered), 10_000);
  }
}

interface Item extends vscode.QuickPickItem {
  readonly row: DrillRow;
}

/**
 * Asks until the reader leaves, which at the end means having read the results. Returns the concept to open, if one
 * was chosen there.
 */
function show(drill: Drill, seconds: number): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  const undo: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('discard'),
    tooltip: vscode.l10n.t('Undo'),
  };
  picker.ignoreFocusOut = true;
  let page = drill.page();
  let secondsLeft = seconds;
  const showTitle = (): void => {
    const isTimed = seconds > 0 && page.isTimed;
    picker.title = isTimed ? `${page.title} · ${vscode.l10n.t('{0} s', secondsLeft)}` : page.title;
  };
  const draw = (): void => {
    const before = page;
    page = drill.page();
    const items = page.rows.map((row): Item => itemOf(row));
    if (page.key !== before.key) secondsLeft = seconds;
    picker.placeholder = page.placeholder;
    picker.buttons = page.canUndo ? [undo] : [];
    picker.value = page.typed ?? '';
    picker.items = items;
    picker.activeItems = items.filter(({ row }) => row === page.active);
    showTitle();
  };
  const clock = setInterval(() => {
    if (seconds === 0 || !page.isTimed) return;
    secondsLeft -= 1;
    showTitle();
    if (secondsLeft > 0) return;
    drill.late();
    draw();
  }, 1_000);
  return new Promise((resolve) => {
    const act = (action: DrillAction, by: 'digit' | 'row'): void => {
      if (action.type === 'openConcept') {
        resolve(action.conceptId);
        picker.hide();
        return;
      }
      drill.act(action, by);
      draw();
    };
    let seen = '';
    picker.onDidChangeValue((typed) => {
      if (page.typed !== undefined) return drill.type(typed);
      const key = newKey(seen, typed);
      seen = typed;
      picker.value = '';
      const action = keyAction(page, key);
      if (action !== undefined) act(action, 'digit');
    });
    picker.onDidAccept(() => {
      // Typing may have made any row the active one, so what was typed is what is meant.
      if (page.typed !== undefined && picker.value.trim() !== '') {
        drill.type(picker.value);
        return act({ type: 'check' }, 'row');
      }
      const action = picker.activeItems[0]?.row.action;
      if (action !== undefined) act(action, 'row');
    });
    picker.onDidTriggerButton(() => act({ type: 'undo' }, 'row'));
    picker.onDidHide(() => {
      clearInterval(clock);
      drill.leave();
      resolve(undefined);
      picker.dispose();
    });
    draw();
    picker.show();
  });
}

function itemOf(row: DrillRow): Item {
  const { label, description, detail } = row;
  return {
    label,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
    // Typing chooses by digit and fills gaps; it never filters.
    alwaysShow: true,
    row,
  };
}

/**
 * The key that was pressed last. The box is emptied after every key, but that takes a moment, so a quick second key
 * arrives behind the first; and the same text twice means that it was emptied in between.
 */
function newKey(before: string, typed: string): string {
  const added = typed !== before && typed.startsWith(before) ? typed.slice(before.length) : typed;
  return added.slice(-1);
}

function keyAction(page: DrillPage, typed: string): DrillAction | undefined {
  if (/^u$/i.test(typed) && page.canUndo) return { type: 'undo' };
  return page.rows.find(({ digit }) => String(digit) === typed)?.action;
}

async function pickScope(): Promise<StudyScope | undefined> {
  const { t } = vscode.l10n;
  const items: readonly (vscode.QuickPickItem & { readonly scope: StudyScope })[] = [
    { label: t('Due and new'), scope: { kind: 'today' } },
    { label: t('Due'), scope: { kind: 'due' } },
    { label: t('Weak spots'), scope: { kind: 'weak' } },
    { label: t('This file'), scope: { kind: 'file' } },
    { label: t('Open files'), scope: { kind: 'open-files' } },
    ...areas.map((area) => ({ label: areaTitle(area), scope: { kind: 'area' as const, area } })),
  ];
  return (await vscode.window.showQuickPick(items, { placeHolder: t('Drill which questions?') }))?.scope;
}

async function pickCount(): Promise<number | undefined> {
  const items = [5, 10].map((count) => ({ label: vscode.l10n.t('{0} questions', count), count }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('How many?') }))?.count;
}

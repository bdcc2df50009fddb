/**
 * backendGuide.quickDrill(scope?): five or ten questions in the palette, by keyboard alone. Every answer counts as a
 * review at once, so a drill can be left at any time. Asks the kinds that fit a list; the others are asked in the view.
 */
import * as vscode from 'vscode';
import { plainText } from '../../../guide/src/plainText';
import { areas, type Choice, type Question } from '../../../protocol/src/concept';
import type { GivenAnswer, StudyScope } from '../../../protocol/src/studyMessages';
import type { CatalogueEntry } from '../../../study/src/catalogue';
import { checkAnswer } from '../../../study/src/checkAnswer';
import { presentQuestion } from '../../../study/src/presentation';
import { ratings, type Rating } from '../../../study/src/scheduler';
import { areaTitle } from '../areas';
import type { Opened, Study } from '../study/study';
import { parseScope } from '../study/studyScope';
import { readStudySettings } from '../study/studySettings';
import { wrapText } from '../study/wrapText';
import type { CommandContext } from './commandContext';

type DrillQuestion = Extract<Question, { kind: 'single-choice' | 'decide' }>;
type DrillEntry = CatalogueEntry & { readonly question: DrillQuestion };

/** Characters that fit a row of the palette at its default width. */
const rowWidth = 84;

export async function quickDrill({ study }: CommandContext, scope?: unknown): Promise<void> {
  const opened = await study.open();
  const wanted = scope === undefined ? await pickScope() : parseScope(scope);
  if (wanted === undefined) return;
  const count = await pickCount();
  if (count === undefined) return;
  const { items } = await study.select(wanted, opened);
  const entries = items.flatMap(({ questionId }) => {
    const entry = opened.catalogue.entries.get(questionId);
    return entry !== undefined && isDrillEntry(entry) ? [entry] : [];
  });
  if (entries.length === 0) {
    throw new Error(
      vscode.l10n.t('None of these questions fits the palette; start a quiz in the side bar instead.'),
    );
  }
  const results = await drill(study, opened, entries.slice(0, count));
  const right = results.filter(Boolean).length;
  vscode.window.setStatusBarMessage(vscode.l10n.t('Drill: {0} of {1} right', right, results.length), 10_000);
}

/** Asks until all are answered or the reader leaves. Returns for each answer whether it was right. */
async function drill(study: Study, opened: Opened, entries: readonly DrillEntry[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const [place, entry] of entries.entries()) {
    const head = vscode.l10n.t('Question {0} of {1}', place + 1, entries.length);
    const begun = Date.now();
    const answer = await ask(entry.question, head);
    if (answer === undefined) break;
    const durationMs = Date.now() - begun;
    const verdict = checkAnswer(entry.question, answer);
    const { suggested, intervals } = study.grades(entry, durationMs, verdict, opened);
    const rating = await grade(entry.question, answer, {
      isCorrect: verdict.isCorrect,
      suggested,
      intervals,
    });
    opened.store.addReview({
      questionId: entry.question.id,
      conceptId: entry.concept.id,
      // Who leaves here has answered all the same.
      rating: rating ?? suggested,
      durationMs,
    });
    results.push(verdict.isCorrect);
    if (rating === undefined) break;
  }
  return results;
}

interface Row<T> extends vscode.QuickPickItem {
  /** Absent on rows that are only to be read. */
  readonly value?: T;
}

function ask(question: DrillQuestion, head: string): Promise<GivenAnswer | undefined> {
  const presentation = presentQuestion(question, String(Date.now()));
  const order = 'order' in presentation ? presentation.order : [];
  const options = order.map((option, place): Row<number> => {
    const [label = '', ...rest] = wrapText(plainText(question.options[option]?.text ?? ''), rowWidth);
    return {
      label: `${place + 1}  ${label}`,
      ...(rest.length > 0 ? { detail: rest.join(' ') } : {}),
      value: option,
      alwaysShow: true,
    };
  });
  const prompt = readOnlyRows<number>(question.prompt);
  return pickRow([...prompt, ...options], {
    title: head,
    placeholder: vscode.l10n.t('Choose with 1 to {0} or the arrow keys', options.length),
    active: options[0],
    seconds: readStudySettings().drillSeconds,
  }).then((chosen) => {
    if (chosen === undefined) return undefined;
    return { kind: 'choice', chosen: chosen === 'late' ? [] : [chosen] };
  });
}

async function grade(
  question: DrillQuestion,
  answer: GivenAnswer,
  result: {
    readonly isCorrect: boolean;
    readonly suggested: Rating;
    readonly intervals: readonly string[];
  },
): Promise<Rating | undefined> {
  const { t } = vscode.l10n;
  const names = [t('Again'), t('Hard'), t('Good'), t('Easy')];
  const chosen = answer.kind === 'choice' ? answer.chosen : [];
  const right = question.options.filter(({ correct }) => correct);
  const wrong = question.options.filter(({ correct }, place) => !correct && chosen.includes(place));
  const reasons = [...wrong, ...right].flatMap(({ text, reason }: Choice) =>
    readOnlyRows<Rating>(`${text} ${reason}`),
  );
  const grades = ratings.map((rating, place): Row<Rating> => ({
    label: `${rating}  ${names[place] ?? ''}`,
    description: t('returns in {0}', result.intervals[place] ?? ''),
    value: rating,
    alwaysShow: true,
  }));
  const picked = await pickRow([...reasons, ...grades], {
    title: result.isCorrect ? t('Right') : t('Not right'),
    placeholder: t('How well did you know it? Enter takes the suggested grade'),
    active: grades.find(({ value }) => value === result.suggested),
    seconds: 0,
  });
  return picked === 'late' ? undefined : picked;
}

function readOnlyRows<T>(markdown: string): Row<T>[] {
  return wrapText(plainText(markdown), rowWidth).map((label) => ({ label, alwaysShow: true }));
}

interface PickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly active: Row<T> | undefined;
  /** 0 for no limit. */
  readonly seconds: number;
}

/** A list in which digits choose; `late` when the time is over, undefined when the reader turned away. */
function pickRow<T>(rows: readonly Row<T>[], options: PickOptions<T>): Promise<T | 'late' | undefined> {
  const picker = vscode.window.createQuickPick<Row<T>>();
  const choices = rows.filter(({ value }) => value !== undefined);
  picker.title = options.title;
  picker.placeholder = options.placeholder;
  picker.ignoreFocusOut = true;
  picker.items = rows;
  if (options.active !== undefined) picker.activeItems = [options.active];
  return new Promise((resolve) => {
    const finish = (value: T | 'late' | undefined): void => {
      resolve(value);
      picker.hide();
    };
    let left = options.seconds;
    const showTime = (): void => {
      picker.title = `${options.title} · ${vscode.l10n.t('{0} s', left)}`;
    };
    if (left > 0) showTime();
    const clock =
      left > 0
        ? setInterval(() => {
            left -= 1;
            showTime();
            if (left <= 0) finish('late');
          }, 1_000)
        : undefined;
    picker.onDidChangeValue((typed) => {
      picker.value = '';
      const choice = /^[1-9]$/.test(typed) ? choices[Number(typed) - 1] : undefined;
      if (choice?.value !== undefined) finish(choice.value);
    });
    picker.onDidAccept(() => {
      const [row] = picker.activeItems;
      if (row?.value !== undefined) finish(row.value);
    });
    picker.onDidHide(() => {
      clearInterval(clock);
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function isDrillEntry(entry: CatalogueEntry): entry is DrillEntry {
  const { kind, prompt } = entry.question;
  // Code of several lines cannot be read in a list.
  return (kind === 'single-choice' || kind === 'decide') && !prompt.includes('```');
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

/** The words of studying, translated: those of the view, which holds none itself, and those of the host. */
import * as vscode from 'vscode';
import type { Area } from '../../../protocol/src/concept';
import { areaTitle } from '../areas';
import type { StudyTexts } from '../../../protocol/src/studyTexts';
import type { Quarantine } from '../../../study/src/logLines';
import type { DrillTexts } from './drill';

/** Numbers are filled in by the view, in the places `{0}`, `{1}`. */
export function studyTexts(): StudyTexts {
  const { t } = vscode.l10n;
  return {
    loading: t('Loading…'),
    failed: t('The guide cannot be read'),
    today: t('Today'),
    statistics: t('Statistics'),
    help: t('Keyboard help'),
    close: t('Close'),
    back: t('Back to today'),
    settings: t('Settings'),
    startToday: t('Start today’s questions'),
    continueSession: t('Continue, {0} left'),
    quizDue: t('Due only'),
    quizWeak: t('Weak spots'),
    quizFile: t('This file'),
    quizOpenFiles: t('Open files'),
    setInterview: t('Set interview date'),
    interviewIn: t('Interview on {0}: days left {1}'),
    interviewToday: t('The interview on {0} is today'),
    nothingDue: t('Nothing is due. Come back tomorrow, or choose something below.'),
    nothingDueNow: t('Nothing is due at the moment.'),
    firstTime: t('A few questions a day, and each comes back just before you would forget it.'),
    dueAndNew: t('{0} due, {1} new'),
    waiting: t('Left for the next days, so that no day gets too long: {0}.'),
    streak: t('Streak in days: {0}'),
    streakOpen: t('Streak in days: {0}, today is still open'),
    streakNone: t('No streak yet'),
    readiness: t('Readiness'),
    readinessOf: t('Expected recall over all questions: {0} %'),
    areas: t('Areas to study'),
    areaMet: t('{0} of {1} questions met'),
    questionOf: t('Question {0} of {1}'),
    yourCode: t('Your code: {0}'),
    chooseOne: t('Choose one.'),
    chooseAll: t('Choose all that fit.'),
    orderHint: t('Put the steps in order. Arrow keys go through them, Alt with an arrow key moves one.'),
    moveUp: t('Move up: {0}'),
    moveDown: t('Move down: {0}'),
    placeOf: t('place {0} of {1}'),
    movedTo: t('Now at place {0} of {1}'),
    matchHint: t('Choose what belongs to each.'),
    chooseMatch: t('Choose…'),
    gapLabel: t('What belongs in the gap?'),
    gapHint: t('The gap is marked ___.'),
    explainHint: t('Say your answer aloud, as you would in an interview. Then compare.'),
    reveal: t('Compare'),
    rubricHint: t('Mark what you covered.'),
    check: t('Check'),
    showAnswer: t('Show the answer'),
    right: t('Right'),
    partly: t('Partly right: {0} %'),
    notRight: t('Not right'),
    covered: t('{0} of {1} points covered'),
    expected: t('Expected'),
    youWrote: t('You wrote'),
    differs: t('Here it says {0}, you wrote {1}.'),
    youChose: t('You chose: {0}'),
    markHit: t('right'),
    markWrong: t('wrong'),
    markMissed: t('missed'),
    markNone: t('not chosen'),
    rightOrder: t('The right order'),
    grade: t('How well did you know it?'),
    again: t('Again'),
    hard: t('Hard'),
    good: t('Good'),
    easy: t('Easy'),
    returnsIn: t('in {0}'),
    suggestedGrade: t('suggested'),
    openConcept: t('Open concept: {0}'),
    undo: t('Undo'),
    undone: t('The last grade was taken back.'),
    end: t('End session'),
    sessionOver: t('Session finished'),
    summary: t('{0} of {1} right'),
    minutes: t('Minutes: {0}'),
    toRepeat: t('Worth another look'),
    nothingToRepeat: t('Nothing was missed.'),
    nextReturn: t('The next question returns at {0}.'),
    done: t('Done'),
    keys: t('Keys'),
    keyChoose: t('Choose an answer'),
    keyCheck: t('Check, then go on with the suggested grade'),
    keyGrade: t('Grade: Again, Hard, Good, Easy'),
    keyUndo: t('Take back the last grade'),
    keyMove: t('Move a step'),
    keyHelp: t('This help'),
    retry: t('Try again'),
    export: t('Export progress'),
    showOutput: t('Show output'),
    totals: t('Answers: {0} · Minutes: {1}'),
    longestStreak: t('Longest streak in days: {0}'),
    calendar: t('Answers per day'),
    calendarSummary: t('Since {2}: answers {0}, days with answers {1}'),
    calendarDay: t('Answers on {0}: {1}'),
    showTable: t('As a table'),
    day: t('Day'),
    answers: t('Answers'),
    recallTitle: t('Recall without further study'),
    recallSummary: t('{0} % today, {1} % in {2} days'),
    recallDays: t('Days from now'),
    recallShare: t('Recall'),
    measuredTitle: t('Measured recall'),
    measuredRow: t('Days since the answer before: {0} · Recall: {1} % · Answers: {2}'),
    forecastTitle: t('Due in the coming days'),
    forecastSummary: t('Cards that fall due in the next {1} days: {0}'),
    forecastRow: t('{0}: {1}'),
    noStatistics: t('Statistics begin with the first answer.'),
  };
}

export function drillTexts(): DrillTexts {
  const { t } = vscode.l10n;
  return {
    chooseStep: t('Which step comes next?'),
    choosePair: t('What belongs to “{0}”?'),
    takeBack: t('Take back the last choice'),
    typeGap: t('Type what belongs in the gap ___, Enter checks it'),
    checkHint: t('Enter checks your answer'),
    drillOver: t('Enter opens a concept, Escape closes'),
  };
}

/** What the host itself says in the view. */
export interface StudyWords {
  readonly area: (area: Area) => string;
  /** A waiting time in a few characters, such as `10 min` or `3 days`. */
  readonly wait: (milliseconds: number) => string;
  /** A time of today, such as `14:32`: unlike a waiting time it stays true while it is on screen. */
  readonly time: (at: number) => string;
  readonly date: (at: number) => string;
  readonly days: (from: number, to: number) => string;
  readonly today: string;
  readonly due: string;
  readonly weak: string;
  readonly file: string;
  readonly openFiles: string;
  readonly nothingIn: (title: string) => string;
  readonly noServer: string;
  readonly unknownConcept: (conceptId: string) => string;
  readonly unsaved: (count: number, reason: string) => string;
  readonly unreadable: (reason: string) => string;
  readonly damaged: (quarantine: Quarantine) => string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function studyWords(): StudyWords {
  const { t } = vscode.l10n;
  const { language } = vscode.env;
  const unit = (amount: number, name: string): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(
      Math.max(1, Math.round(amount)),
    );
  return {
    area: areaTitle,
    wait: (milliseconds) => {
      if (milliseconds < hour) return unit(milliseconds / minute, 'minute');
      return milliseconds < day ? unit(milliseconds / hour, 'hour') : unit(milliseconds / day, 'day');
    },
    // Rounded up, because a question that returns within a minute is not there when the minute begins.
    time: (at) =>
      new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(Math.ceil(at / minute) * minute),
    date: (at) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at),
    days: (from, to) => (to === Infinity ? `${from}+` : from === to ? `${from}` : `${from}–${to}`),
    today: t('Today'),
    due: t('Due'),
    weak: t('Weak spots'),
    file: t('This file'),
    openFiles: t('Open files'),
    nothingIn: (title) => t('There are no questions for “{0}” at the moment.', title),
    noServer: t(
      'The language server does not answer yet, so the concepts in your code are not known. All other questions work.',
    ),
    unknownConcept: (conceptId) => t('The guide has no concept "{0}".', conceptId),
    unsaved: (count, reason) =>
      t(
        'Your progress cannot be saved ({0}). Answers that are kept in memory until this window closes: {1}. Export them, or make room and try again.',
        reason,
        count,
      ),
    unreadable: (reason) =>
      t('Earlier progress cannot be read ({0}). What you answer now is kept and merged later.', reason),
    // The reason is technical, as those of the operating system are, and stays as it is.
    damaged: ({ count, first }) =>
      t(
        'Lines of your study log that cannot be read and were set aside: {0}. Everything else is in use. The first is line {1} of {2}: {3}. The files are left as they are; export your progress to keep a clean copy.',
        count,
        first.line,
        first.file,
        first.reason,
      ),
  };
}

/** The screens Today and Statistics as data. Pure. */
import type { StatisticsView, TodayView } from '../../../protocol/src/studyMessages';
import { forecastDue } from '../../../study/src/forecast';
import { buildHeatMap } from '../../../study/src/heatMap';
import { interviewReadiness } from '../../../study/src/interviewPlan';
import { buildQueue, type StudyContext, type StudyQueue } from '../../../study/src/queue';
import { measureRecall, predictRecall } from '../../../study/src/recallCurve';
import type { Scheduler } from '../../../study/src/scheduler';
import { computeStreak } from '../../../study/src/streak';
import { dayOf, minuteMs, wallCalendar } from '../../../study/src/studyDay';
import { findWeakSpots } from '../../../study/src/weakSpots';
import type { StudySettings } from './studySettings';
import type { StudyWords } from './studyWords';

const heatMapWeeks = 26;
const recallDays = 60;
const forecastDays = 14;

interface OverviewOptions {
  readonly settings: StudySettings;
  readonly words: StudyWords;
  /** Milliseconds since 1970; undefined without an interview. */
  readonly interviewAt: number | undefined;
  /** The scheduler whose predictions count: the reader's own once it is known. */
  readonly predictor: Scheduler;
  readonly openQuestions: number | null;
}

export function todayView(context: StudyContext, options: OverviewOptions): TodayView {
  const { state, now, calendar } = context;
  const { words, interviewAt } = options;
  const queue = buildQueue(context, options.settings);
  const due = dueCount(queue);
  const streak = computeStreak(state.reviews, now, calendar);
  const readiness = interviewReadiness(context, { scheduler: options.predictor }, interviewAt ?? now);
  const today = dayOf(calendar, now);
  const wall = wallCalendar(calendar);
  return {
    due,
    fresh: queue.items.length - due,
    waiting: queue.backlog.waiting,
    next: queue.nextStepAt === undefined ? null : words.time(queue.nextStepAt),
    weak: findWeakSpots(context).length,
    streak: streak.current,
    hasStudiedToday: streak.hasStudiedToday,
    answeredToday: state.reviews.filter(({ at, utcOffset }) => dayOf(calendar, at, utcOffset) === today)
      .length,
    readiness: readiness.total,
    areas: readiness.areas.map(({ area, questions, seen, recall }) => ({
      area,
      title: words.area(area),
      questions,
      seen,
      readiness: recall,
    })),
    interview:
      interviewAt === undefined
        ? null
        : {
            label: words.date(interviewAt),
            daysLeft: Math.max(0, dayOf(wall, interviewAt) - dayOf(wall, now)),
          },
    openSession: options.openQuestions,
    hasStarted: state.reviews.length > 0,
  };
}

/** What is to be repeated today; new questions are an offer and no duty. */
export function dueCount(queue: StudyQueue): number {
  return queue.items.filter(({ reason }) => reason !== 'new').length;
}

export function statisticsView(context: StudyContext, options: OverviewOptions): StatisticsView {
  const { state, now, calendar } = context;
  return {
    answers: state.reviews.length,
    minutes: Math.round(state.reviews.reduce((sum, { durationMs }) => sum + durationMs, 0) / minuteMs),
    longestStreak: computeStreak(state.reviews, now, calendar).longest,
    heatMap: buildHeatMap(state.reviews, { now, calendar, weeks: heatMapWeeks }).map(
      ({ label, weekday, reviews, level }) => ({ label, weekday, reviews, level }),
    ),
    recall: [...predictRecall(state.cards.values(), options.predictor, now, recallDays)],
    measured: measureRecall(state.reviews).map(({ fromDays, toDays, answers, recall }) => ({
      days: options.words.days(fromDays, toDays),
      answers,
      recall,
    })),
    forecast: forecastDue(context, options.settings, forecastDays).map(({ label, due }) => ({ label, due })),
  };
}

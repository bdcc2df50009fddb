/** A page about progress in Markdown, for a mentor or for oneself. */
import { areaMastery, totalMastery, type Mastery } from './mastery';
import { measureRecall } from './recallCurve';
import type { StudyContext } from './queue';
import { computeStreak } from './streak';
import { dayOf, formatDay, minuteMs } from './studyDay';
import { findWeakSpots } from './weakSpots';

const mostWeakSpots = 10;

export function exportReport(context: StudyContext): string {
  const { catalogue, state, scheduler, calendar, now } = context;
  const input = { cards: state.cards, scheduler, at: now };
  const streak = computeStreak(state.reviews, now, calendar);
  const minutes = state.reviews.reduce((sum, review) => sum + review.durationMs / minuteMs, 0);
  const row = (name: string, mastery: Mastery): string =>
    `| ${name} | ${String(mastery.seen)} of ${String(mastery.questions)} | ${percent(mastery.recall)} | ${percent(mastery.mastery)} |`;
  const weak = findWeakSpots(context)
    .slice(0, mostWeakSpots)
    .map((spot) => {
      const title = catalogue.concepts.get(spot.conceptId)?.title ?? spot.conceptId;
      return `- ${escapeCell(title)}: ${String(spot.missed)} of the last ${String(spot.answered)} answers missed, recall tomorrow ${percent(spot.recall)}`;
    });
  const measured = measureRecall(state.reviews).map(
    ({ fromDays, toDays, answers, recall }) =>
      `| ${toDays === Infinity ? `${String(fromDays)} and more` : fromDays === toDays ? String(fromDays) : `${String(fromDays)} to ${String(toDays)}`} | ${String(answers)} | ${percent(recall)} |`,
  );
  return [
    '# Backend Guide: progress',
    '',
    `${formatDay(dayOf(calendar, now))}: ${String(state.reviews.length)} answers in ${String(Math.round(minutes))} minutes, ` +
      `streak ${String(streak.current)} days (longest ${String(streak.longest)}).`,
    '',
    '| Area | Questions met | Recall today | Recall in 30 days |',
    '|---|---:|---:|---:|',
    ...areaMastery(catalogue, input).map((area) => row(area.area, area)),
    row('**All**', totalMastery(catalogue, input)),
    '',
    '## Weak spots',
    '',
    ...(weak.length > 0 ? weak : ['None.']),
    '',
    '## Measured recall',
    '',
    ...(measured.length > 0
      ? ['| Days since the last answer | Answers | Known |', '|---:|---:|---:|', ...measured]
      : ['No question has been repeated on a later day yet.']),
    '',
  ].join('\n');
}

function percent(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}

function escapeCell(text: string): string {
  return text.replace(/[\\|`*_[\]<>]/g, '\\$&');
}

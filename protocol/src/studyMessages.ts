/**
 * What the study view and the extension host say to each other. The host owns the state: after every change it sends
 * one whole snapshot, and the newest one wins. The view sends what the reader did. Both sides parse what arrives.
 */
import * as v from 'valibot';
import { areas } from './concept';
import { questionKinds } from './questionKinds';
import { studyTextsSchema } from './studyTexts';

const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));
const indexes = v.pipe(v.array(index), v.maxLength(100));

/** Answers arrive from a view, so they are parsed. All numbers are indexes into the question of the guide. */
export const answerSchema = v.variant('kind', [
  /** For the four kinds with options. */
  v.strictObject({ kind: v.literal('choice'), chosen: indexes }),
  /** The steps in the order that the reader gave them. */
  v.strictObject({ kind: v.literal('order'), order: indexes }),
  /** For each left side, the pair whose right side was chosen; `null` where nothing was. */
  v.strictObject({ kind: v.literal('match'), rights: v.pipe(v.array(v.nullable(index)), v.maxLength(100)) }),
  v.strictObject({ kind: v.literal('fill-gap'), text: v.pipe(v.string(), v.maxLength(2_000)) }),
  /** The points of the rubric that the reader covered, by their own judgement. */
  v.strictObject({ kind: v.literal('explain-aloud'), covered: indexes }),
]);
export type GivenAnswer = v.InferOutput<typeof answerSchema>;

export const ratingSchema = v.picklist([1, 2, 3, 4]);
const shortText = v.pipe(v.string(), v.maxLength(200));

/** What to study. `file` and `open-files` are the concepts found in the reader's own code. */
export const studyScopeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('today') }),
  v.strictObject({ kind: v.literal('due') }),
  v.strictObject({ kind: v.literal('weak') }),
  v.strictObject({ kind: v.literal('area'), area: v.picklist(areas) }),
  v.strictObject({ kind: v.literal('concept'), conceptId: shortText }),
  v.strictObject({ kind: v.literal('file') }),
  v.strictObject({ kind: v.literal('open-files') }),
]);
export type StudyScope = v.InferOutput<typeof studyScopeSchema>;

/** `key` names the question on screen, so that a click that comes late cannot answer the next one. */
const key = shortText;

/** View → host. */
export const studyRequestSchema = v.variant('type', [
  /** The view can receive messages: it was opened, moved or reloaded. */
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('start'), scope: studyScopeSchema }),
  v.strictObject({ type: v.literal('show'), screen: v.picklist(['today', 'session', 'statistics']) }),
  /** The answer as it stands, after every change, so that it survives whatever happens to the view. */
  v.strictObject({ type: v.literal('draft'), key, answer: answerSchema }),
  v.strictObject({ type: v.literal('check'), key, answer: answerSchema }),
  /** Grades the question on screen and goes on to the next. */
  v.strictObject({ type: v.literal('grade'), key, rating: ratingSchema }),
  v.strictObject({ type: v.literal('undo') }),
  v.strictObject({ type: v.literal('end') }),
  /** The reader has read what was set aside in the log. */
  v.strictObject({ type: v.literal('closeProblem') }),
  v.strictObject({ type: v.literal('openConcept'), conceptId: shortText }),
  /** Shows the line of the reader's code that the question on screen is about. */
  v.strictObject({ type: v.literal('openSource') }),
  v.strictObject({
    type: v.literal('command'),
    command: v.picklist(['openSettings', 'exportProgress', 'setInterviewDate', 'retrySave', 'showOutput']),
  }),
]);
export type StudyRequest = v.InferOutput<typeof studyRequestSchema>;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.minValue(0));

/** Options, steps and pairs stand in the order of the screen; `index` is their place in the guide. */
const item = v.object({ index, text: v.string() });

const questionSchema = v.object({
  key,
  questionId: v.string(),
  kind: v.picklist(questionKinds),
  conceptId: v.string(),
  conceptTitle: v.string(),
  areaTitle: v.string(),
  /** Markdown. */
  prompt: v.string(),
  code: v.nullable(v.object({ language: v.string(), text: v.string() })),
  /** Options, steps, or points of the rubric. For pairs, the left sides. */
  items: v.array(item),
  /** The right sides of pairs. */
  rights: v.array(item),
  /** What was answered so far; null before the first change. */
  draft: v.nullable(answerSchema),
  /** A line of the reader's own code that shows the concept. Plain text, never markup. */
  source: v.nullable(v.object({ label: v.string(), text: v.string() })),
});
export type QuestionView = v.InferOutput<typeof questionSchema>;

const feedbackSchema = v.object({
  isCorrect: v.boolean(),
  score: share,
  suggested: ratingSchema,
  /** When the question would return, for Again, Hard, Good and Easy, in words. */
  intervals: v.array(v.string()),
  /** Markdown. */
  explanation: v.nullable(v.string()),
  /** One line per option, step, pair or point, in the order to show them. */
  lines: v.array(
    v.object({
      /** Markdown. */
      text: v.string(),
      /** Markdown: the reason of an option, or the right side of a pair. */
      detail: v.nullable(v.string()),
      /** Markdown: what the reader chose instead. */
      given: v.nullable(v.string()),
      /** Right and chosen, wrong but chosen, right but not chosen, wrong and not chosen. */
      mark: v.picklist(['hit', 'wrong', 'missed', 'none']),
    }),
  ),
  gap: v.nullable(
    v.object({
      given: v.string(),
      expected: v.string(),
      difference: v.nullable(v.object({ expected: v.string(), given: v.string() })),
    }),
  ),
});
export type FeedbackView = v.InferOutput<typeof feedbackSchema>;

const sessionSchema = v.object({
  title: v.string(),
  position: count,
  total: count,
  canUndo: v.boolean(),
  /** Null when the session is over. */
  question: v.nullable(questionSchema),
  /** Null until the answer was checked. */
  feedback: v.nullable(feedbackSchema),
  summary: v.nullable(
    v.object({
      answered: count,
      correct: count,
      minutes: count,
      /** Concepts with a wrong answer. */
      toRepeat: v.array(v.object({ conceptId: v.string(), title: v.string() })),
      /** When the next card returns today, in words; null when none does. */
      next: v.nullable(v.string()),
    }),
  ),
});
export type SessionView = v.InferOutput<typeof sessionSchema>;

const areaView = v.object({
  area: v.picklist(areas),
  title: v.string(),
  questions: count,
  seen: count,
  readiness: share,
});

const statisticsSchema = v.object({
  answers: count,
  minutes: count,
  longestStreak: count,
  heatMap: v.array(
    v.object({ label: v.string(), weekday: index, reviews: count, level: v.picklist([0, 1, 2, 3, 4]) }),
  ),
  /** Mean recall on the coming days without study; empty before the first answer. */
  recall: v.array(v.object({ day: count, recall: share })),
  measured: v.array(v.object({ days: v.string(), answers: count, recall: share })),
  forecast: v.array(v.object({ label: v.string(), due: count })),
});
export type StatisticsView = v.InferOutput<typeof statisticsSchema>;

const todaySchema = v.object({
  due: count,
  fresh: count,
  waiting: count,
  /** When the next card that is being learned returns today, in words; null when none does. */
  next: v.nullable(v.string()),
  weak: count,
  streak: count,
  hasStudiedToday: v.boolean(),
  answeredToday: count,
  readiness: share,
  areas: v.array(areaView),
  interview: v.nullable(v.object({ label: v.string(), daysLeft: count })),
  /** Questions left in a session that was begun; null without one. */
  openSession: v.nullable(count),
  hasStarted: v.boolean(),
});
export type TodayView = v.InferOutput<typeof todaySchema>;

/** Host → view. */
export const studySnapshotSchema = v.object({
  type: v.literal('snapshot'),
  /** Grows; an older snapshot that arrives late is ignored. */
  revision: count,
  texts: studyTextsSchema,
  screen: v.picklist(['loading', 'failed', 'today', 'session', 'statistics']),
  /** A sentence about something that is wrong, with what can be done about it. */
  problem: v.nullable(
    v.object({
      kind: v.picklist(['unsaved', 'unreadable', 'damaged', 'guide', 'scope']),
      message: v.string(),
    }),
  ),
  today: v.nullable(todaySchema),
  session: v.nullable(sessionSchema),
  statistics: v.nullable(statisticsSchema),
});
export type StudySnapshot = v.InferOutput<typeof studySnapshotSchema>;

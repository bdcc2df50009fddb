/**
 * The study session of a window: what the view shows, what its messages do, and the progress behind it.
 * Knows no VS Code: files, guide, settings, clock and code of the reader are given to it.
 */
import type { ConceptIndex } from '../../../guide/src/conceptIndex';
import type {
  FeedbackView,
  SessionView,
  StudyRequest,
  StudyScope,
  StudySnapshot,
} from '../../../protocol/src/studyMessages';
import type { StudyTexts } from '../../../protocol/src/studyTexts';
import * as v from 'valibot';
import { createCatalogue, type Catalogue, type CatalogueEntry } from '../../../study/src/catalogue';
import { checkAnswer, type CodeReader, type Verdict } from '../../../study/src/checkAnswer';
import { buildDrill } from '../../../study/src/drill';
import { createReaderModel, planForInterview, type ReaderModel } from '../../../study/src/interviewPlan';
import { buildQueue, type StudyContext } from '../../../study/src/queue';
import { conceptMastery, type Mastery } from '../../../study/src/mastery';
import type { Quarantine } from '../../../study/src/logLines';
import { ProgressStore } from '../../../study/src/progressStore';
import type { ProgressFiles } from '../../../study/src/progressFiles';
import { createScheduler, ratings, type Rating, type Scheduler } from '../../../study/src/scheduler';
import { endOfDay, minuteMs, wallCalendar, type StudyCalendar } from '../../../study/src/studyDay';
import { expectedSeconds, suggestRating } from '../../../study/src/suggestRating';
import { dueCount, statisticsView, todayView } from './overview';
import { feedbackView, questionView } from './questionView';
import { isSaid, saidAbout, type SaidDamage } from './saidDamage';
import {
  beginSession,
  checkQuestion,
  currentItem,
  hideQuestion,
  isGradable,
  keepDraft,
  recordGrade,
  sessionSchema,
  showQuestion,
  undoGrade,
  ungradedAnswer,
  withoutUnknown,
  type CodeLine,
  type Session,
  type SessionItem,
} from './session';
import type { StudySettings } from './studySettings';
import type { StudyWords } from './studyWords';

export interface StudyPorts {
  readonly guide: () => Promise<ConceptIndex>;
  readonly files: ProgressFiles;
  /** Names this window's log. */
  readonly writer: string;
  readonly device: string;
  readonly calendar: StudyCalendar;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly settings: () => StudySettings;
  /** Milliseconds since 1970; undefined without an interview. */
  readonly interviewAt: () => number | undefined;
  /** Lines of the reader's code that show concepts, by concept id. Undefined while the server cannot say. */
  readonly codeLines: (scope: 'file' | 'open-files') => Promise<ReadonlyMap<string, CodeLine> | undefined>;
  /** Called when questions are asked, not before: the parsers behind it take a while to load. */
  readonly codeReader: () => Promise<CodeReader>;
  /** What was saved before; anything, because it comes from a disk. */
  readonly loadSession: () => unknown;
  readonly saveSession: (session: Session | undefined) => void;
  /** The damage that the reader has been told of and has closed; anything, because it comes from a disk. */
  readonly loadSaidDamage: () => unknown;
  readonly saveSaidDamage: (said: SaidDamage) => void;
  readonly words: StudyWords;
  readonly texts: StudyTexts;
}

interface Selection {
  readonly title: string;
  readonly items: readonly SessionItem[];
}

/** A session with what reads the code in its answers; neither is of use without the other. */
interface Asking {
  readonly session: Session;
  readonly readCode: CodeReader;
}

type Screen = 'today' | 'session' | 'statistics';

/** What is ready once guide and progress were read. */
export interface Opened {
  readonly store: ProgressStore;
  readonly catalogue: Catalogue;
  readonly scheduler: Scheduler;
  readonly calendar: StudyCalendar;
}

const scopedQuestions = 20;

export class Study {
  readonly #ports: StudyPorts;
  readonly #listeners = new Set<() => void>();
  #opening: Promise<Opened> | undefined;
  #opened: Opened | undefined;
  #failure: string | undefined;
  #scopeProblem: string | undefined;
  #asking: Asking | undefined;
  /** Counts the starts, so that one that took longer does not replace the session of a later one. */
  #starts = 0;
  #screen: Screen = 'today';
  #isVisible = false;
  #revision = 0;
  #model: { readonly interviewAt: number; readonly model: ReaderModel } | undefined;

  constructor(ports: StudyPorts) {
    this.#ports = ports;
  }

  /** Reads guide and progress once. Rejects when there is no guide; a later call tries again. */
  async open(): Promise<Opened> {
    this.#opening ??= this.#read();
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = undefined;
      this.#failure = error instanceof Error ? error.message : String(error);
      this.#notify();
      throw error;
    }
  }

  /** Called after every change. */
  onChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Cards that wait today; undefined while nothing was read yet. */
  get due(): number | undefined {
    const opened = this.#opened;
    if (opened === undefined) return undefined;
    return dueCount(buildQueue(this.#context(opened), this.#ports.settings()));
  }

  /**
   * The next moment at which time alone changes what is shown: a question that is being learned returns, or a day
   * ends. Undefined while nothing was read yet.
   */
  get nextChangeAt(): number | undefined {
    const opened = this.#opened;
    if (opened === undefined) return undefined;
    const { calendar, settings, interviewAt } = this.#ports;
    const context = this.#context(opened);
    const { nextStepAt = Infinity } = buildQueue(context, settings());
    // The days to an interview are counted from midnight to midnight.
    const midnight = interviewAt() === undefined ? Infinity : endOfDay(wallCalendar(calendar), context.now);
    return Math.min(nextStepAt, midnight, endOfDay(calendar, context.now));
  }

  /** Whether anything was ever answered, as far as is known. */
  get hasStarted(): boolean {
    return (this.#opened?.store.state.reviews.length ?? 0) > 0;
  }

  /** How well a concept is known; undefined while nothing was answered yet, as far as is known. */
  masteryOf(conceptId: string): Mastery | undefined {
    const opened = this.#opened;
    const concept = opened?.catalogue.concepts.get(conceptId);
    if (opened === undefined || concept === undefined || !this.hasStarted) return undefined;
    const { store, scheduler } = opened;
    return conceptMastery(concept, { cards: store.state.cards, scheduler, at: this.#ports.now() });
  }

  /** What is wrong with the logs that were read, if anything is. */
  get quarantine(): Quarantine | undefined {
    return this.#opened?.store.quarantine;
  }

  get currentSource(): CodeLine | undefined {
    return (this.#session === undefined ? undefined : currentItem(this.#session)?.source) ?? undefined;
  }

  /** The clock of a question runs only while it can be seen; and what other windows did shows up on return. */
  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    if (this.#session !== undefined) {
      const now = this.#ports.now();
      this.#keep(isVisible ? showQuestion(this.#session, now) : hideQuestion(this.#session, now));
    }
    if (isVisible) this.refresh();
  }

  /**
   * Reads what other windows have written, and draws again in any case, because time has passed. Progress that is not
   * open yet is read when it is.
   */
  refresh(): void {
    void this.#opened?.store.refresh().then((hasChanged) => {
      // What has changed was announced by the store already.
      if (!hasChanged) this.#notify();
    });
  }

  /** Does what the view asks for, as far as it concerns studying; commands of VS Code are done by the caller. */
  async handle(request: StudyRequest): Promise<void> {
    const opened = await this.open();
    const { store } = opened;
    const now = this.#ports.now();
    const session = this.#session;
    switch (request.type) {
      case 'start':
        return this.start(request.scope);
      case 'show':
        this.#scopeProblem = undefined;
        this.#screen = request.screen === 'session' && session === undefined ? 'today' : request.screen;
        break;
      case 'draft':
        if (session !== undefined) this.#keep(keepDraft(session, request.key, request.answer, now));
        // The view that sent it has it already; drawing it again would disturb the typing.
        return;
      case 'check':
        if (session !== undefined) this.#keep(checkQuestion(session, request.key, request.answer, now));
        break;
      case 'grade':
        if (session !== undefined && isGradable(session, request.key)) this.#grade(request.rating, opened);
        break;
      case 'undo':
        if (session !== undefined) {
          // Its own last answer, not the last one of the window: a drill in the palette may have answered since.
          const last = session.answered.at(-1);
          if (last !== undefined) {
            // The log does not know it when it never reached the disk before a reload; here it is gone all the same.
            store.takeBack(last.reviewId);
            this.#keep(undoGrade(session, last.reviewId));
          }
          this.#screen = 'session';
        }
        break;
      case 'end':
        this.#leave(opened);
        this.#ask(undefined);
        this.#screen = 'today';
        break;
      case 'closeProblem':
        if (store.quarantine !== undefined) this.#ports.saveSaidDamage(saidAbout(store.quarantine));
        break;
      case 'ready':
      case 'openConcept':
      case 'openSource':
      case 'command':
        break;
    }
    this.#notify();
  }

  /**
   * Begins a session; where the scope has no questions, the view says so and nothing else changes. Of several starts
   * the newest one counts, also when an earlier one has to wait longer for the server.
   */
  async start(scope: StudyScope): Promise<void> {
    this.#starts += 1;
    const turn = this.#starts;
    const opened = await this.open();
    try {
      const { title, items, readCode } = await this.select(scope, opened);
      if (turn !== this.#starts) return;
      const answered = this.#leave(opened);
      // It was still unanswered when the questions were selected.
      const others = items.filter(({ questionId }) => questionId !== answered);
      const session = beginSession({
        id: this.#ports.newId(),
        title,
        items: others.length === 0 ? items : others,
      });
      const shown = this.#isVisible ? showQuestion(session, this.#ports.now()) : session;
      this.#ask({ session: shown, readCode });
      this.#scopeProblem = undefined;
      this.#screen = 'session';
    } catch (error) {
      if (turn !== this.#starts) return;
      this.#scopeProblem = error instanceof Error ? error.message : String(error);
      this.#screen = 'today';
    }
    this.#notify();
  }

  /** The questions of a scope, in the order to ask them. Rejects with a sentence where there are none. */
  async select(scope: StudyScope, opened: Opened): Promise<Selection & Pick<Asking, 'readCode'>> {
    const selection = await this.#select(scope, opened);
    if (selection.items.length === 0) throw new Error(this.#ports.words.nothingIn(selection.title));
    return { ...selection, readCode: await this.#ports.codeReader() };
  }

  async #select(scope: StudyScope, opened: Opened): Promise<Selection> {
    const { words, settings } = this.#ports;
    const context = this.#context(opened);
    const plain = (items: readonly { questionId: string; conceptId: string }[]): SessionItem[] =>
      items.map(({ questionId, conceptId }) => ({ questionId, conceptId, source: null }));
    switch (scope.kind) {
      case 'today':
        return { title: words.today, items: plain(this.#todaysItems(context)) };
      case 'due': {
        const { items } = buildQueue(context, settings());
        return { title: words.due, items: plain(items.filter(({ reason }) => reason !== 'new')) };
      }
      case 'weak':
        return { title: words.weak, items: plain(buildDrill(context, { kind: 'weak' }, scopedQuestions)) };
      case 'area':
        return { title: words.area(scope.area), items: plain(buildDrill(context, scope, scopedQuestions)) };
      case 'concept': {
        const concept = opened.catalogue.concepts.get(scope.conceptId);
        if (concept === undefined) throw new Error(words.unknownConcept(scope.conceptId));
        const conceptIds = [concept.id];
        const items = buildDrill(context, { kind: 'concepts', conceptIds }, scopedQuestions);
        return { title: concept.title, items: plain(items) };
      }
      case 'file':
      case 'open-files': {
        const lines = await this.#ports.codeLines(scope.kind);
        if (lines === undefined) throw new Error(words.noServer);
        const conceptIds = [...lines.keys()];
        const items = buildDrill(context, { kind: 'concepts', conceptIds }, scopedQuestions);
        return {
          title: scope.kind === 'file' ? words.file : words.openFiles,
          items: items.map(({ questionId, conceptId }) => ({
            questionId,
            conceptId,
            source: lines.get(conceptId) ?? null,
          })),
        };
      }
    }
  }

  /** A whole picture of the moment; null parts belong to screens that are not shown. */
  snapshot(): StudySnapshot {
    this.#revision += 1;
    const opened = this.#opened;
    const nothing = { today: null, session: null, statistics: null };
    const head = { type: 'snapshot', revision: this.#revision, texts: this.#ports.texts } as const;
    if (opened === undefined) {
      return this.#failure === undefined
        ? { ...head, screen: 'loading', problem: null, ...nothing }
        : { ...head, screen: 'failed', problem: { kind: 'guide', message: this.#failure }, ...nothing };
    }
    const asking = this.#asking;
    const session = asking?.session;
    const context = this.#context(opened);
    const options = {
      settings: this.#ports.settings(),
      words: this.#ports.words,
      interviewAt: this.#ports.interviewAt(),
      predictor: this.#model?.model.scheduler ?? opened.scheduler,
      openQuestions:
        session === undefined || currentItem(session) === undefined
          ? null
          : session.items.length - session.position,
    };
    return {
      ...head,
      screen: this.#screen,
      problem: this.#problem(opened.store),
      today: this.#screen === 'today' ? todayView(context, options) : null,
      session: this.#screen === 'session' && asking !== undefined ? this.#sessionView(asking, opened) : null,
      statistics: this.#screen === 'statistics' ? statisticsView(context, options) : null,
    };
  }

  /** The question on screen, for a reset of its card. */
  get currentQuestion(): { readonly questionId: string; readonly conceptId: string } | undefined {
    return this.#session === undefined ? undefined : currentItem(this.#session);
  }

  /** Reads and writes again what could not be read or written before. */
  async retry(): Promise<void> {
    const { store } = await this.open();
    await store.retry();
    await store.refresh();
    this.#notify();
  }

  /** Draws again, for example after a setting has changed. */
  redraw(): void {
    this.#notify();
  }

  async #read(): Promise<Opened> {
    const { files, writer, device, calendar, now, newId, codeReader } = this.#ports;
    const index = await this.#ports.guide();
    const scheduler = createScheduler();
    const store = await ProgressStore.open({ files, writer, device, scheduler, calendar, now, newId });
    const catalogue = createCatalogue(index.concepts);
    const opened = { store, catalogue, scheduler, calendar };
    const saved = v.safeParse(sessionSchema, this.#ports.loadSession());
    if (saved.success) {
      const session = withoutUnknown(saved.output, (id) => catalogue.entries.has(id));
      if (currentItem(session) !== undefined) {
        const readCode = await codeReader();
        const resumed = { ...session, since: null };
        this.#asking = { session: this.#isVisible ? showQuestion(resumed, now()) : resumed, readCode };
        this.#screen = 'session';
      }
    }
    this.#opened = opened;
    this.#failure = undefined;
    store.subscribe(() => this.#notify());
    // After the first screen: nothing waits for it.
    void store.compact();
    this.#notify();
    return opened;
  }

  #context({ catalogue, store, scheduler }: Opened): StudyContext {
    return {
      catalogue,
      state: store.state,
      scheduler,
      calendar: this.#ports.calendar,
      now: this.#ports.now(),
    };
  }

  /** With an interview ahead, the plan for that day decides; otherwise what is due and a few new questions. */
  #todaysItems(context: StudyContext) {
    const { settings, interviewAt, calendar } = this.#ports;
    const at = interviewAt();
    if (at === undefined || at <= context.now) return buildQueue(context, settings()).items;
    const dayEnds = endOfDay(calendar, context.now);
    const spent = context.state.reviews
      .filter((review) => endOfDay(calendar, review.at) === dayEnds)
      .reduce((sum, review) => sum + review.durationMs / minuteMs, 0);
    if (this.#model?.interviewAt !== at) {
      this.#model = { interviewAt: at, model: createReaderModel(context.state.reviews, context.now, at) };
    }
    const minutes = Math.max(0, settings().minutesPerDay - spent);
    return planForInterview(context, this.#model.model, { interviewAt: at, minutes }).items;
  }

  /** Grades the answer on screen that was checked, and goes on to the next question. */
  #grade(rating: Rating, { store, catalogue }: Opened): void {
    if (this.#asking === undefined) return;
    const { session, readCode } = this.#asking;
    const entry = catalogue.entries.get(currentItem(session)?.questionId ?? '');
    if (entry === undefined || session.checked === null) return;
    const { answer, durationMs } = session.checked;
    const { isCorrect } = checkAnswer(entry.question, answer, readCode);
    const { id: questionId } = entry.question;
    const review = store.addReview({ questionId, conceptId: entry.concept.id, rating, durationMs });
    const next = recordGrade(session, { id: review.id, rating, isCorrect }, this.#ports.now());
    this.#keep(this.#isVisible ? next : hideQuestion(next, this.#ports.now()));
  }

  /**
   * Who turns away from the feedback has answered all the same, and the suggested grade counts. Returns the question
   * that was answered so.
   */
  #leave(opened: Opened): string | undefined {
    if (this.#asking === undefined) return undefined;
    const { session, readCode } = this.#asking;
    const given = ungradedAnswer(session);
    const entry = opened.catalogue.entries.get(currentItem(session)?.questionId ?? '');
    if (given === null || entry === undefined) return undefined;
    const verdict = checkAnswer(entry.question, given.answer, readCode);
    this.#grade(this.grades(entry, given.durationMs, verdict, opened).suggested, opened);
    return entry.question.id;
  }

  #sessionView({ session, readCode }: Asking, opened: Opened): SessionView {
    const entry = opened.catalogue.entries.get(currentItem(session)?.questionId ?? '');
    const question =
      entry === undefined ? null : questionView(session, entry, this.#ports.words.area(entry.concept.area));
    const { checked } = session;
    const verdict =
      entry === undefined || checked === null
        ? undefined
        : checkAnswer(entry.question, checked.answer, readCode);
    return {
      title: session.title,
      position: session.position,
      total: session.items.length,
      canUndo: session.answered.length > 0,
      question,
      feedback:
        entry === undefined || question === null || checked === null || verdict === undefined
          ? null
          : feedbackView(
              question,
              entry.question,
              checked.answer,
              verdict,
              this.grades(entry, checked.durationMs, verdict, opened),
            ),
      summary: entry === undefined ? this.#summary(session, opened) : null,
    };
  }

  /** The proposed grade, and when the question would return for each. */
  grades(
    { question, concept }: CatalogueEntry,
    durationMs: number,
    verdict: Verdict,
    { store, scheduler }: Opened,
  ): Pick<FeedbackView, 'suggested' | 'intervals'> {
    const at = this.#ports.now();
    const card = store.state.cards.get(question.id);
    const wait = (rating: Rating): number =>
      // The middle of the range in which the real date will fall.
      scheduler.schedule(card, { questionId: question.id, conceptId: concept.id, rating, at, random: 0.5 })
        .due - at;
    return {
      suggested: suggestRating(verdict, durationMs, expectedSeconds(question)),
      intervals: ratings.map((rating) => this.#ports.words.wait(wait(rating))),
    };
  }

  #summary(session: Session, opened: Opened): SessionView['summary'] {
    const { answered } = session;
    const missed = new Set(answered.filter(({ isCorrect }) => !isCorrect).map(({ conceptId }) => conceptId));
    const { nextStepAt } = buildQueue(this.#context(opened), this.#ports.settings());
    return {
      answered: answered.length,
      correct: answered.filter(({ isCorrect }) => isCorrect).length,
      minutes: Math.round(answered.reduce((sum, { durationMs }) => sum + durationMs, 0) / minuteMs),
      toRepeat: [...missed].map((conceptId) => ({
        conceptId,
        title: opened.catalogue.concepts.get(conceptId)?.title ?? conceptId,
      })),
      next: nextStepAt === undefined ? null : this.#ports.words.time(nextStepAt),
    };
  }

  #problem(store: ProgressStore): StudySnapshot['problem'] {
    const { words, loadSaidDamage } = this.#ports;
    const { status } = store;
    if (status.kind === 'memory-only') {
      return { kind: 'unsaved', message: words.unsaved(status.unsaved, status.reason) };
    }
    if (status.kind === 'unreadable') return { kind: 'unreadable', message: words.unreadable(status.reason) };
    if (this.#scopeProblem !== undefined) return { kind: 'scope', message: this.#scopeProblem };
    const { quarantine } = store;
    if (quarantine === undefined || isSaid(quarantine, loadSaidDamage())) return null;
    return { kind: 'damaged', message: words.damaged(quarantine) };
  }

  get #session(): Session | undefined {
    return this.#asking?.session;
  }

  /** Keeps the next step of the session that is asked. */
  #keep(session: Session): void {
    if (this.#asking === undefined || session === this.#asking.session) return;
    this.#ask({ ...this.#asking, session });
  }

  #ask(asking: Asking | undefined): void {
    this.#asking = asking;
    this.#ports.saveSession(asking?.session);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Studying in the real workbench: drills by keyboard, the commands around progress, two windows, a folder in trouble. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fitsPalette } from '../../client/src/study/drill';
import type { ConceptIndex } from '../../guide/src/conceptIndex';
import { plainText } from '../../guide/src/plainText';
import type { Question } from '../../protocol/src/concept';
import type { Workbench } from '../../scripts/lib/workbench.mts';
import type { StudyEvent } from '../../study/src/events';
import { exportJson } from '../../study/src/exportJson';
import { encodeLine, parseLog } from '../../study/src/logLines';
import { changeSettings, screenshots, startEditor, type Editor } from './editor.ts';
import { readerFrame } from './reader.ts';
import { serverProcesses } from './serverProcesses.ts';
import { studyFrame } from './studyFrame.ts';
import { readGuide } from './studyPage.ts';

const patience = { timeout: 60_000, interval: 100 };
const dayMs = 86_400_000;
const kinds = [
  'single-choice',
  'multiple-choice',
  'predict-output',
  'order',
  'match',
  'fill-gap',
  'explain-aloud',
] as const;

let editor: Editor;
let workbench: Workbench;
let guide: ConceptIndex;
let progress: string;
/** One question of every kind that the palette can ask, each due. */
let due: readonly Question[];

function reviewOf(question: Question, id: string, at: number): StudyEvent {
  return {
    type: 'review',
    id,
    at,
    device: 'seed',
    questionId: question.id,
    conceptId: question.conceptId,
    rating: 3,
    durationMs: 9_000,
  };
}

/** Every event that any window has written. */
async function written(): Promise<readonly StudyEvent[]> {
  const names = (await readdir(progress)).filter((name) => name.endsWith('.jsonl'));
  const logs = await Promise.all(
    names.map(async (name) => parseLog(await readFile(path.join(progress, name), 'utf8'), name)),
  );
  return logs.flatMap(({ events }) => events);
}

async function writtenReviews(): Promise<number> {
  return (await written()).filter(({ type }) => type === 'review').length;
}

beforeAll(async () => {
  guide = await readGuide();
  const questions = guide.concepts.flatMap((concept) => concept.questions);
  due = kinds.map((kind) => {
    const found = questions.find((question) => question.kind === kind && fitsPalette(question));
    if (found === undefined) throw new Error(`the guide has no short question of the kind ${kind}`);
    return found;
  });
  editor = await startEditor({
    'workbench.colorTheme': 'Default Dark Modern',
    // Enough for every quiz here.
    'backendGuide.study.newPerDay': 100,
  });
  progress = path.join(
    editor.server.profile,
    ...['data', 'User', 'globalStorage', 'backend-guide.backend-guide', 'progress'],
  );
  await mkdir(progress, { recursive: true });
  const seeds = due.map((question, index) =>
    encodeLine(reviewOf(question, `seed-${index}`, Date.now() - 20 * dayMs + index)),
  );
  await writeFile(path.join(progress, 'log-seed-00001.jsonl'), seeds.join(''));
  workbench = await editor.open();
  await workbench.openFile('api/src/orders.ts');
  await workbench.runCommand('Backend Guide: Focus on Study View');
  await studyFrame(workbench.page);
});
afterAll(async () => {
  await editor.stop();
});

const palette = () => workbench.page.locator('.quick-input-widget');
const rows = (): Locator => palette().locator('.monaco-list-row');
const title = (): Locator => palette().locator('.quick-input-title');
const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);

async function choose(label: string): Promise<void> {
  await rows().filter({ hasText: label }).first().waitFor();
  await workbench.page.keyboard.type(label);
  const focused = palette().locator('.monaco-list-row.focused .quick-input-list-row').first();
  await vi.waitFor(async () => {
    // "Due" also fits "Due and new".
    if (normal(await focused.innerText()) === label) return;
    await press('ArrowDown');
    throw new Error(`another row than "${label}" has the focus`);
  }, patience);
  const chosen = focused.filter({ hasText: label });
  // A key that comes right behind another is not always heard.
  await vi.waitFor(async () => {
    if (await chosen.isVisible()) await press('Enter');
    await chosen.waitFor({ state: 'hidden', timeout: 2_000 });
  }, patience);
}

async function beginDrill(scope: string, count: string): Promise<void> {
  await workbench.runCommand('Backend Guide: Quick Drill…');
  await choose(scope);
  await choose(count);
  // With a time limit the first question may be over before it was seen.
  await title()
    .filter({ hasText: /Question 1 of|Not right/ })
    .waitFor();
}

const normal = (text: string): string => text.replace(/\s+/gu, ' ').trim();

async function rowTexts(): Promise<readonly string[]> {
  return (await rows().allInnerTexts()).map((text) => normal(text.replace('│', '')));
}

/** The question that the palette asks, known by its prompt. */
async function asked(): Promise<Question> {
  return vi.waitFor(async () => {
    const shown = (await rowTexts()).join(' ');
    const found = guide.concepts
      .flatMap(({ questions }) => questions)
      .find(({ prompt }) => shown.includes(normal(plainText(prompt))));
    if (found === undefined) throw new Error(`no question is asked: ${shown}`);
    return found;
  }, patience);
}

/** Presses the digit of the row that begins with this text. */
async function pressDigitOf(markdown: string): Promise<void> {
  const text = normal(plainText(markdown)).slice(0, 40);
  const digit = await vi.waitFor(async () => {
    for (const row of await rowTexts()) {
      const [, place, label = ''] = /^(\d) ?(.*)$/s.exec(row) ?? [];
      if (place !== undefined && label.startsWith(text)) return place;
    }
    throw new Error(`no row for "${text}"`);
  }, patience);
  await press(digit);
}

async function marked(count: number): Promise<void> {
  const marks = palette().locator('.monaco-list-row .codicon-pass-filled');
  await vi.waitFor(async () => expect(await marks.count()).toBe(count), patience);
}

/** Answers rightly, by keyboard, up to the feedback. */
async function answer(question: Question): Promise<void> {
  switch (question.kind) {
    case 'single-choice':
    case 'decide':
    case 'predict-output':
      await pressDigitOf(question.options.find(({ correct }) => correct)?.text ?? '');
      break;
    case 'multiple-choice':
      for (const [place, option] of question.options.filter(({ correct }) => correct).entries()) {
        await pressDigitOf(option.text);
        await marked(place + 1);
      }
      await press('Enter');
      break;
    case 'order':
      for (const [place, step] of question.steps.entries()) {
        await pressDigitOf(step);
        await rows()
          .filter({ hasText: `${place + 1}. ` })
          .first()
          .waitFor();
      }
      await press('Enter');
      break;
    case 'match':
      for (const [place, { right }] of question.pairs.entries()) {
        await pressDigitOf(right);
        await vi.waitFor(
          async () => expect(await rows().filter({ hasText: ' → ' }).count()).toBe(place + 1),
          patience,
        );
      }
      await press('Enter');
      break;
    case 'fill-gap':
      await workbench.page.keyboard.type(question.answers[0] ?? '');
      await press('Enter');
      break;
    case 'explain-aloud':
      await press('Enter');
      for (const place of question.rubric.keys()) {
        await rows().filter({ hasText: 'Check' }).first().waitFor();
        await press(String(place + 1));
        await marked(place + 1);
      }
      await press('Enter');
  }
  await title()
    .filter({ hasText: question.kind === 'explain-aloud' ? 'points covered' : 'Right' })
    .waitFor();
}

/** Answers the question in the side bar, in whatever way, and grades it. */
async function answerInView(page: Page): Promise<void> {
  const frame = await studyFrame(page);
  const place = await frame.locator('h1').innerText();
  await vi.waitFor(async () => {
    if ((await frame.locator('#result').count()) > 0) return;
    await frame.locator('.form .primary').press('Enter', { timeout: 1_000 });
    throw new Error('no result yet');
  }, patience);
  await frame.locator('body').press('3');
  await frame.locator('h1', { hasText: place }).waitFor({ state: 'detached' });
}

async function statistics(): Promise<string> {
  const frame = await studyFrame(workbench.page);
  const button = frame.getByRole('button', { name: 'Back to today' });
  if ((await button.count()) > 0) await button.first().press('Enter');
  await frame.getByRole('button', { name: 'Statistics' }).press('Enter');
  await frame.locator('h1', { hasText: 'Statistics' }).waitFor();
  return frame.locator('body').innerText();
}

async function answersInStatistics(): Promise<number> {
  return Number(/Answers: (\d+)/.exec(await statistics())?.[1]);
}

/** Hides the view and shows it again, which is when it looks for what others have written. */
async function returnToView(): Promise<void> {
  const before = await studyFrame(workbench.page);
  await workbench.runCommand('View: Show Explorer');
  await vi.waitFor(() => expect(before.isDetached()).toBe(true), patience);
  await workbench.runCommand('Backend Guide: Focus on Study View');
  await studyFrame(workbench.page);
}

/** The text of the question in the side bar. */
async function promptInView(): Promise<string> {
  const frame = await studyFrame(workbench.page);
  await frame.locator('.prompt').waitFor();
  return normal(await frame.locator('.prompt').innerText());
}

/** Begins a new quiz. An earlier one is left first: its first question cannot be told from that of the new one. */
async function startQuiz(window: Workbench): Promise<void> {
  await window.runCommand('Backend Guide: Focus on Study View');
  const frame = await studyFrame(window.page);
  const question = frame.locator('h1', { hasText: /^Question \d+ of/ });
  await frame.locator('h1').waitFor();
  if ((await question.count()) > 0) {
    await frame.getByRole('button', { name: 'Back to today' }).press('Enter');
    await question.waitFor({ state: 'detached' });
  }
  await window.runCommand('Backend Guide: Start Quiz');
  await (await studyFrame(window.page)).locator('h1', { hasText: /^Question 1 of/ }).waitFor();
}

function expectPromptOf(conceptId: string, prompt: string): void {
  const prompts = (guide.concept(conceptId)?.questions ?? []).map((question) =>
    normal(plainText(question.prompt.split('```')[0] ?? '')),
  );
  expect(prompts.some((text) => prompt.startsWith(text))).toBe(true);
}

describe('what is due', () => {
  it('stands in the status bar and on the badge, and can be hidden', async () => {
    const { page } = workbench;
    const item = page.locator('.statusbar').getByLabel(`Due questions: ${due.length}`);
    await item.first().waitFor();
    expect(normal(await item.first().innerText())).toContain(String(due.length));
    await page
      .locator('.activitybar .badge-content', { hasText: String(due.length) })
      .first()
      .waitFor();
    await workbench.screenshot(path.join(screenshots, 'study-due.png'));
    await changeSettings(editor.server, { 'backendGuide.study.statusBar': false });
    await item.first().waitFor({ state: 'hidden' });
    await changeSettings(editor.server, { 'backendGuide.study.statusBar': true });
    await item.first().waitFor();
  });
});

describe('a quick drill', () => {
  it('asks every kind by keyboard, takes back an answer, and ends with its results', async () => {
    const { page } = workbench;
    const before = await writtenReviews();
    await beginDrill('Due', '10 questions');
    for (let place = 1; place <= due.length; place++) {
      await title()
        .filter({ hasText: `Question ${place} of ${due.length}` })
        .waitFor();
      const question = await asked();
      await workbench.screenshot(path.join(screenshots, `drill-${question.kind}.png`));
      await answer(question);
      await workbench.screenshot(path.join(screenshots, `drill-${question.kind}-feedback.png`));
      await press('3');
      if (place !== 2) continue;
      await title().filter({ hasText: 'Question 3 of' }).waitFor();
      // The gap takes letters as text, so there the row is chosen.
      if ((await asked()).kind === 'fill-gap') {
        await press('ArrowUp');
        await palette().locator('.monaco-list-row.focused', { hasText: 'Undo' }).waitFor();
        await press('Enter');
      } else {
        await press('u');
      }
      await title()
        .filter({ hasText: /Right|covered/ })
        .waitFor();
      await press('4');
    }
    await title()
      .filter({ hasText: `${due.length} of ${due.length} right` })
      .waitFor();
    await workbench.screenshot(path.join(screenshots, 'drill-results.png'));
    expect(await page.locator('.notification-toast').count()).toBe(0);
    const first = normal((await rows().first().innerText()).split('\n')[0] ?? '');
    await press('Enter');
    await palette().waitFor({ state: 'hidden' });
    await readerFrame(workbench, first.replace(/ ?right$/, ''));
    // The answer that was taken back is in the log, and so is that it was.
    await vi.waitFor(async () => expect(await writtenReviews()).toBe(before + due.length + 1), patience);
    expect((await written()).filter(({ type }) => type === 'undo')).toHaveLength(1);
    await page.locator('.statusbar').getByLabel('Due questions').waitFor({ state: 'hidden' });
  });

  it('can be left at any moment, and keeps what was answered', async () => {
    const before = await writtenReviews();
    await beginDrill('Databases', '5 questions');
    await answer(await asked());
    await press('3');
    await title().filter({ hasText: 'Question 2 of 5' }).waitFor();
    await press('Escape');
    await palette().waitFor({ state: 'hidden' });
    await workbench.page.locator('.statusbar-item', { hasText: 'Drill: 1 of 1 right' }).waitFor();
    await vi.waitFor(async () => expect(await writtenReviews()).toBe(before + 1), patience);
  });
});

describe('a drill with a time limit', () => {
  it('counts what was answered when the time is over', async () => {
    const question = guide.concepts
      .flatMap(({ questions }) => questions)
      .findLast(({ kind, prompt }) => kind === 'single-choice' && !prompt.includes('```'));
    if (question === undefined) throw new Error('the guide has no single choice');
    await writeFile(
      path.join(progress, 'log-seed-00002.jsonl'),
      encodeLine(reviewOf(question, 'seed-timed', Date.now() - 20 * dayMs)),
    );
    await returnToView();
    await workbench.page.locator('.statusbar').getByLabel('Due questions: 1').first().waitFor();
    await changeSettings(editor.server, { 'backendGuide.study.drillSeconds': 3 });
    try {
      const before = await writtenReviews();
      await beginDrill('Due', '5 questions');
      await title().filter({ hasText: 'Not right' }).waitFor();
      await press('Escape');
      await vi.waitFor(async () => expect(await writtenReviews()).toBe(before + 1), patience);
      expect((await written()).filter((event) => event.type === 'review' && event.rating === 1)).toHaveLength(
        1,
      );
    } finally {
      await changeSettings(editor.server, { 'backendGuide.study.drillSeconds': 0 });
    }
  });
});

describe('the day of the interview', () => {
  it('is entered as a date, refused when it is none, and forgotten again', async () => {
    const frame = await studyFrame(workbench.page);
    await workbench.runCommand('Backend Guide: Set Interview Date…');
    const input = palette().locator('input.input');
    await input.fill('soon');
    await palette().getByText('Write the date as year, month and day').waitFor();
    await input.fill('2020-01-01');
    await palette().getByText('This day is over').waitFor();
    await workbench.screenshot(path.join(screenshots, 'interview-date.png'));
    const day = new Date(Date.now() + 30 * dayMs).toISOString().slice(0, 10);
    await input.fill(day);
    await palette().getByText('This day is over').waitFor({ state: 'hidden' });
    await press('Enter');
    await frame.getByText(/Interview on .*: days left (29|30|31)/).waitFor();
    await workbench.runCommand('Backend Guide: Set Interview Date…');
    await vi.waitFor(async () => expect(await input.inputValue()).toBe(day), patience);
    await input.fill('');
    await press('Enter');
    await frame.getByText(/Interview on/).waitFor({ state: 'detached' });
  });
});

describe('progress', () => {
  it('is imported only after a look at what would change', async () => {
    const { page } = workbench;
    const known = (await written()).find(({ type }) => type === 'review');
    const [question] = due;
    if (known === undefined || question === undefined) throw new Error('nothing was answered yet');
    const text = exportJson(
      [
        known,
        reviewOf(question, 'imported-1', Date.now() - 3 * dayMs),
        reviewOf(question, 'imported-2', Date.now() - 2 * dayMs),
        reviewOf(question, 'unreadable', Date.now() - dayMs),
      ],
      Date.now(),
    ).replace('"unreadable"', '"not an id!"');
    const file = path.join(editor.server.profile, 'import.json');
    await writeFile(file, text);
    const before = await writtenReviews();
    const dialog = page.locator('.monaco-dialog-box');
    const open = async (): Promise<void> => {
      await workbench.runCommand('Backend Guide: Import Progress…');
      const input = palette().locator('input.input');
      // The dialog writes the folder where it begins, and would overwrite a path that came before.
      await vi.waitFor(async () => expect(await input.inputValue()).toMatch(/\/$/), patience);
      // It also looks at each folder of the path, and takes no Enter meanwhile.
      await vi.waitFor(async () => {
        await input.fill(file, { timeout: 1_000 });
        await press('Enter');
        await dialog.waitFor({ timeout: 3_000 });
      }, patience);
      for (const line of [
        'New entries: 2, known already: 1',
        'Entries that cannot be read and are left out: 1.',
      ]) {
        await dialog.getByText(line).waitFor();
      }
    };
    await open();
    await workbench.screenshot(path.join(screenshots, 'import-preview.png'));
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await open();
    await dialog.getByRole('button', { name: 'Merge' }).press('Enter');
    await vi.waitFor(async () => expect(await writtenReviews()).toBe(before + 2), patience);
  });

  it('is reset as a whole, and brought back by Undo', async () => {
    const { page } = workbench;
    const before = await statistics();
    expect(before).toMatch(/Answers: \d+/);
    await workbench.runCommand('Backend Guide: Reset Progress…');
    await choose('Everything');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Reset everything' }).press('Enter');
    const frame = await studyFrame(page);
    await frame.getByText('Statistics begin with the first answer.').waitFor();
    await workbench.runCommand('Notifications: Show Notifications');
    const notification = page.locator('.notifications-center .notification-list-item', {
      hasText: 'Progress was reset.',
    });
    await notification.getByRole('button', { name: 'Undo' }).press('Enter');
    await frame
      .locator('.figures', { hasText: /Answers: \d+/ })
      .first()
      .waitFor();
    expect(await statistics()).toBe(before);
  });
});

describe('a quiz', () => {
  it('begins from the hover and from the page of a concept', async () => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('api/src/orders.ts');
    const card = await workbench.hover('LIMIT 20 OFFSET $2', 'OFFSET');
    await card.locator.getByText('Quiz me').click();
    await vi.waitFor(async () => expectPromptOf('pagination', await promptInView()), patience);

    await workbench.openFile('api/src/server.js');
    const other = await workbench.hover('setTimeout(', 'setTimeout');
    await other.locator.getByText('Open concept').click();
    const concept = guide.concepts.find(({ id }) => id === 'event-loop');
    const reader = await readerFrame(workbench, concept?.title ?? '');
    await reader.getByRole('button', { name: 'Quiz me' }).press('Enter');
    await vi.waitFor(async () => expectPromptOf('event-loop', await promptInView()), patience);
  });

  it('goes on when the language server is killed', async () => {
    await startQuiz(workbench);
    const before = await writtenReviews();
    const pids = serverProcesses(editor.server.pid);
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    for (let count = 1; count <= 3; count++) await answerInView(workbench.page);
    await vi.waitFor(async () => expect(await writtenReviews()).toBe(before + 3), patience);
  });
});

describe('two windows of one profile', () => {
  it('answer at the same time, lose nothing, and see each other’s answers', async () => {
    const each = 8;
    const second = await editor.open();
    try {
      await second.openFile('api/src/server.js');
      const windows = [workbench, second];
      for (const window of windows) await startQuiz(window);
      const before = await writtenReviews();
      await Promise.all(
        windows.map(async ({ page }) => {
          for (let count = 0; count < each; count++) await answerInView(page);
        }),
      );
      await vi.waitFor(async () => expect(await writtenReviews()).toBe(before + 2 * each), patience);
      const ids = (await written()).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    } finally {
      await second.close();
    }
    // On return to the view, the first window counts what the second answered. One answer was taken back above.
    const all = (await writtenReviews()) - 1;
    await returnToView();
    await vi.waitFor(async () => expect(await answersInStatistics()).toBe(all), patience);
  });
});

describe('a folder in trouble', () => {
  it('sets damaged lines aside, says so once, and goes on', async () => {
    const [question] = due;
    if (question === undefined) throw new Error('no question was chosen');
    const lines = [
      '\u0000'.repeat(200),
      '{"__proto__":{"polluted":true}}',
      encodeLine(reviewOf(question, 'future', Date.now()))
        .replace('"v":1', '"v":9')
        .trim(),
      encodeLine(reviewOf(question, 'whole', Date.now() - dayMs)).trim(),
    ];
    const before = await answersInStatistics();
    await writeFile(path.join(progress, 'log-hostile-00001.jsonl'), lines.join('\n'));
    await returnToView();
    const frame = await studyFrame(workbench.page);
    const alert = frame.getByRole('alert');
    await alert.getByText('Lines of your study log that cannot be read and were set aside: 3.').waitFor();
    await workbench.screenshot(path.join(screenshots, 'study-damaged.png'));
    await alert.getByRole('button', { name: 'Close' }).press('Enter');
    await alert.waitFor({ state: 'detached' });
    await returnToView();
    const again = await studyFrame(workbench.page);
    await again.locator('h1').waitFor();
    expect(await again.getByRole('alert').count()).toBe(0);
    expect(await answersInStatistics()).toBe(before + 1);
    const count = await writtenReviews();
    await startQuiz(workbench);
    await answerInView(workbench.page);
    await vi.waitFor(async () => expect(await writtenReviews()).toBe(count + 1), patience);
  });

  it('keeps answers in memory while nothing can be written, and saves them when asked to try again', async () => {
    const { page } = workbench;
    await startQuiz(workbench);
    const count = await writtenReviews();
    const away = `${progress}-away`;
    await rename(progress, away);
    await writeFile(progress, 'a file where the folder was');
    await answerInView(page);
    await answerInView(page);
    const frame = await studyFrame(page);
    const alert = frame
      .getByRole('alert')
      .getByText(/Your progress cannot be saved .* kept in memory .*: 2\./);
    await alert.waitFor();
    await workbench.screenshot(path.join(screenshots, 'study-unsaved.png'));
    await rm(progress);
    await rename(away, progress);
    await frame.getByRole('button', { name: 'Try again' }).press('Enter');
    await alert.waitFor({ state: 'detached' });
    expect(await writtenReviews()).toBe(count + 2);
  });
});

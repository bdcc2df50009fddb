import { describe, expect, it } from 'vitest';
import type { Question } from '../../protocol/src/concept';
import { studyTextsSchema, type StudyTexts } from '../../protocol/src/studyTexts';
import {
  Drill,
  fitsPalette,
  type DrillPage,
  type DrillRow,
  type DrillTexts,
} from '../../client/src/study/drill';
import type { SessionItem } from '../../client/src/study/session';
import { createCatalogue } from '../../study/src/catalogue';
import { readCode } from '../../study/src/codeTree';
import { ProgressStore } from '../../study/src/progressStore';
import { createScheduler } from '../../study/src/scheduler';
import { createCalendar } from '../../study/src/studyDay';
import { concept } from '../study/concepts';
import { MemoryFiles } from '../study/memoryFiles';

const texts: StudyTexts & DrillTexts = {
  ...(Object.fromEntries(
    Object.keys(studyTextsSchema.entries).map((name) => [name, `${name} {0} {1}`]),
  ) as StudyTexts),
  chooseStep: 'next?',
  choosePair: 'pair for {0}?',
  takeBack: 'take back',
  typeGap: 'type',
  checkHint: 'check it',
  drillOver: 'over',
};

const common = { conceptId: 'c', difficulty: 1 as const, prompt: 'What is **true** here?' };
const options = ['yes', 'no', 'perhaps'].map((text) => ({ text, correct: text !== 'no', reason: 'because' }));
const questions = {
  single: {
    ...common,
    id: 'c/single',
    kind: 'single-choice',
    options: options.map((option) => ({ ...option, correct: option.text === 'yes' })),
  },
  multiple: { ...common, id: 'c/multiple', kind: 'multiple-choice', options },
  order: {
    ...common,
    id: 'c/order',
    kind: 'order',
    steps: ['one', 'two', 'three'],
    explanation: 'So it is.',
  },
  match: {
    ...common,
    id: 'c/match',
    kind: 'match',
    pairs: [
      { left: 'A', right: 'alpha' },
      { left: 'B', right: 'beta' },
    ],
  },
  gap: {
    ...common,
    id: 'c/gap',
    kind: 'fill-gap',
    code: { language: 'shell', text: 'now=$(date)\nif [ "$now" ___ "$then" ]; then echo late; fi' },
    answers: ['='],
  },
  explain: { ...common, id: 'c/explain', kind: 'explain-aloud', rubric: ['first point', 'second point'] },
} satisfies Record<string, Question>;
type Name = keyof typeof questions;

async function drillOf(names: readonly Name[], source: SessionItem['source'] = null) {
  const clock = { now: Date.UTC(2026, 10, 22, 12) };
  let ids = 0;
  const newId = (): string => `id-${String((ids += 1))}`;
  const scheduler = createScheduler();
  const calendar = createCalendar('UTC');
  const store = await ProgressStore.open({
    files: new MemoryFiles(),
    writer: 'drill',
    device: 'desk',
    scheduler,
    calendar,
    now: () => clock.now,
    newId,
  });
  const asked = names.map((name) => questions[name]);
  const catalogue = createCatalogue([{ ...concept('c', 'databases'), title: 'C', questions: asked }]);
  const drill = new Drill({
    id: 'd',
    title: 'Due',
    items: asked.map(({ id, conceptId }) => ({ questionId: id, conceptId, source })),
    opened: { store, catalogue, scheduler, calendar },
    readCode,
    texts,
    now: () => clock.now,
    grades: (_, __, { isCorrect }) => ({ suggested: isCorrect ? 3 : 1, intervals: ['1', '2', '3', '4'] }),
  });
  return { drill, store, clock };
}

function rowWith(page: DrillPage, text: string): DrillRow {
  const found = page.rows.find(({ label }) => label.includes(text));
  if (found === undefined) throw new Error(`no row with "${text}" among ${JSON.stringify(page.rows)}`);
  return found;
}

/** Does what the row with this text does. */
function choose(drill: Drill, text: string, by: 'digit' | 'row' = 'digit'): void {
  const { action } = rowWith(drill.page(), text);
  if (action === undefined) throw new Error(`the row "${text}" does nothing`);
  drill.act(action, by);
}

describe('a drill', () => {
  it('checks a single choice at once, counts the grade, and ends with results that lead to concepts', async () => {
    const { drill, store, clock } = await drillOf(['single']);
    expect(drill.page()).toMatchObject({ isTimed: true, typed: undefined, canUndo: false });
    clock.now += 9_000;
    choose(drill, 'yes');
    expect(drill.page()).toMatchObject({ title: 'right {0} {1} · C', isTimed: false, active: { digit: 3 } });
    expect(drill.page().rows.map(({ description }) => description)).toContain('because');
    choose(drill, 'good');
    expect(store.state.reviews).toMatchObject([{ questionId: 'c/single', rating: 3, durationMs: 9_000 }]);
    expect(drill.isOver).toBe(true);
    const page = drill.page();
    expect(page.title).toBe('summary 1 1');
    expect(page.active?.action).toEqual({ type: 'openConcept', conceptId: 'c' });
  });

  it('toggles several choices, keeps the arrow keys where they are, and gives partial credit', async () => {
    const { drill } = await drillOf(['multiple']);
    choose(drill, 'yes');
    expect(rowWith(drill.page(), 'yes').label).toContain('$(pass-filled)');
    expect(drill.page().active?.action).toEqual({ type: 'check' });
    choose(drill, 'no', 'row');
    expect(drill.page().active?.label).toContain('no');
    choose(drill, 'no', 'row');
    expect(rowWith(drill.page(), 'no').label).toContain('$(circle-large-outline)');
    choose(drill, 'check');
    expect(drill.page().title).toBe('partly 50 {1} · C');
  });

  it('orders steps one after the other, and takes a choice back', async () => {
    const { drill } = await drillOf(['order']);
    choose(drill, 'two');
    expect(rowWith(drill.page(), '1. two').action).toBeUndefined();
    choose(drill, 'take back');
    for (const step of ['one', 'two', 'three']) choose(drill, step);
    expect(drill.page().active?.action).toEqual({ type: 'check' });
    choose(drill, 'check');
    expect(drill.page().title).toBe('right {0} {1} · C');
    expect(rowWith(drill.page(), 'So it is.').action).toBeUndefined();
  });

  it('matches one left side after the other', async () => {
    const { drill } = await drillOf(['match']);
    expect(drill.page().placeholder).toBe('pair for A?');
    choose(drill, 'beta');
    expect(drill.page().placeholder).toBe('pair for B?');
    choose(drill, 'alpha');
    choose(drill, 'check');
    expect(drill.page().title).toBe('notRight {0} {1} · C');
    expect(rowWith(drill.page(), 'A → alpha').description).toBe('markWrong {0} {1}');
    expect(drill.page().rows.map(({ description }) => description)).toContain('youChose beta {1}');
  });

  it('takes the text of a gap, and shows code as code', async () => {
    const { drill } = await drillOf(['gap']);
    const page = drill.page();
    expect(page.rows.map(({ description }) => description)).toContain('now=\\$(date)');
    expect(page.active?.action).toBeUndefined();
    drill.type('=');
    expect(drill.page().typed).toBe('=');
    drill.act({ type: 'check' });
    expect(drill.page().title).toBe('right {0} {1} · C');
  });

  it('shows the points only after one has explained aloud', async () => {
    const { drill } = await drillOf(['explain']);
    expect(JSON.stringify(drill.page().rows)).not.toContain('point');
    choose(drill, 'reveal');
    expect(drill.page().isTimed).toBe(false);
    choose(drill, 'first point');
    choose(drill, 'check');
    expect(drill.page().title).toBe('covered 1 2 · C');
  });

  it('shows a line of the reader as text, whatever it says', async () => {
    const source = { uri: 'file:///a.sh', line: 1, label: 'a.sh:2', text: '$(trash) [x](command:y) **b**' };
    const { drill } = await drillOf(['single'], source);
    expect(drill.page().rows.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['yourCode a.sh:2 {1}', '\\$(trash) [x](command:y) **b**']),
    );
  });

  it.each(['single', 'multiple', 'order', 'match', 'gap'] as const)(
    'counts %s as it stands when the time is over',
    async (name) => {
      const { drill, store } = await drillOf([name]);
      drill.late();
      expect(drill.page().title).toBe('notRight {0} {1} · C');
      choose(drill, 'again');
      expect(store.state.reviews).toMatchObject([{ rating: 1 }]);
    },
  );

  it('does not grade an explanation for lack of time', async () => {
    const { drill } = await drillOf(['explain']);
    drill.late();
    expect(rowWith(drill.page(), 'first point').action).toBeDefined();
  });

  it('takes the last answer back, and only that one, also when others answer meanwhile', async () => {
    const { drill, store } = await drillOf(['single', 'order']);
    choose(drill, 'no');
    choose(drill, 'again');
    store.addReview({ questionId: 'c/order', conceptId: 'c', rating: 3, durationMs: 1 });
    choose(drill, 'undo');
    expect(store.state.reviews.map(({ questionId }) => questionId)).toEqual(['c/order']);
    expect(drill.page().title).toBe('notRight {0} {1} · C');
    choose(drill, 'easy');
    expect(store.state.reviews).toHaveLength(2);
    expect(drill.answered).toBe(1);
  });

  it('can be left at any moment: what was checked counts, what was taken back does not', async () => {
    const asking = await drillOf(['single', 'single']);
    asking.drill.leave();
    expect(asking.store.state.reviews).toHaveLength(0);
    choose(asking.drill, 'yes');
    asking.drill.leave();
    expect(asking.store.state.reviews).toMatchObject([{ rating: 3 }]);

    const undone = await drillOf(['single', 'order']);
    choose(undone.drill, 'yes');
    choose(undone.drill, 'good');
    choose(undone.drill, 'undo');
    undone.drill.leave();
    expect(undone.store.state.reviews).toHaveLength(0);
  });

  it('ignores what a page does not offer', async () => {
    const { drill, store } = await drillOf(['single']);
    drill.act({ type: 'grade', rating: 3 });
    drill.act({ type: 'undo' });
    drill.act({ type: 'openConcept', conceptId: 'c' });
    expect(store.events).toEqual([]);
    expect(drill.page().key).toBe('d/0');
  });
});

describe('the palette', () => {
  const gap = (text: string): Question => ({ ...questions.gap, code: { language: 'js', text } });
  it.each([
    ['eight lines of code', gap(Array(8).fill('a();').join('\n')), true],
    ['more code than can be read there', gap(Array(9).fill('a();').join('\n')), false],
    ['a line that is too wide', gap('a'.repeat(85)), false],
    ['code in the prompt', { ...questions.single, prompt: 'What?\n```js\na();\n```' }, false],
    ['steps', questions.order, true],
  ])('%s: %#', (_, question, fits) => {
    expect(fitsPalette(question)).toBe(fits);
  });
});

import { describe, expect, it } from 'vitest';
import { RedrawTimer } from '../../client/src/study/redrawTimer';

/** A study whose next change is said by the test, and a clock whose alarms the test lets ring. */
function timerOn(nextChangeAt: number | undefined) {
  const listeners = new Set<() => void>();
  const alarms = new Map<number, { readonly at: number; readonly act: () => void }>();
  let set = 0;
  const study = {
    nextChangeAt,
    draws: 0,
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    redraw: () => {
      study.draws += 1;
      for (const listener of listeners) listener();
    },
  };
  const clock = {
    time: 1_000,
    now: () => clock.time,
    after: (milliseconds: number, act: () => void) => {
      const id = (set += 1);
      alarms.set(id, { at: clock.time + milliseconds, act });
      return () => alarms.delete(id);
    },
    /** Moves on; rings what is due by then. */
    moveTo: (time: number) => {
      clock.time = time;
      for (const [id, { at, act }] of [...alarms]) {
        if (at <= time && alarms.delete(id)) act();
      }
    },
  };
  const timer = new RedrawTimer(study, clock);
  return { timer, study, clock, listeners, waiting: () => [...alarms.values()].map(({ at }) => at) };
}

describe('the timer that draws again', () => {
  it('waits for the next change, draws, and waits for the one after it', () => {
    const { study, clock, waiting } = timerOn(5_000);
    clock.moveTo(4_999);
    expect(study.draws).toBe(0);
    study.nextChangeAt = 9_000;
    clock.moveTo(5_000);
    expect(study.draws).toBe(1);
    expect(waiting()).toEqual([9_000]);
  });

  it('is one timer, set again with every change', () => {
    const { study, waiting } = timerOn(undefined);
    expect(waiting()).toEqual([]);
    for (const at of [8_000, 6_000, 7_000]) {
      study.nextChangeAt = at;
      study.redraw();
      expect(waiting()).toEqual([at]);
    }
    study.nextChangeAt = undefined;
    study.redraw();
    expect(waiting()).toEqual([]);
  });

  it('never waits longer than setTimeout can, and takes a breath before what is over', () => {
    const longest = 2 ** 31 - 1;
    const { study, clock, waiting } = timerOn(1_000 + longest + 5_000);
    expect(waiting()).toEqual([1_000 + longest]);
    clock.moveTo(1_000 + longest);
    expect(study.draws).toBe(1);
    expect(waiting()).toEqual([1_000 + longest + 5_000]);
    study.nextChangeAt = 10;
    study.redraw();
    expect(waiting()).toEqual([clock.time + 1_000]);
  });

  it('rests when it is disposed', () => {
    const { timer, study, waiting, listeners } = timerOn(5_000);
    timer.dispose();
    expect(waiting()).toEqual([]);
    expect(listeners.size).toBe(0);
    study.redraw();
    expect(waiting()).toEqual([]);
  });
});

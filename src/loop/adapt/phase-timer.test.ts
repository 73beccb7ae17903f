import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NO_PHASES } from '../../shared/status';
import { createPhaseTimer } from './phase-timer';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A frame whose inference takes so long, and the rest a millisecond each. */
function pass(timer: ReturnType<typeof createPhaseTimer>, infer: number, counts = true) {
  const laps = timer.begin();
  for (const phase of ['read', 'infer', 'refine', 'composite', 'write'] as const) {
    vi.advanceTimersByTime(phase === 'infer' ? infer : 1);
    laps.lap(phase);
  }
  laps.end(counts);
}

it('gives median and 95th percentile of the frames that counted since the last report', () => {
  const timer = createPhaseTimer();
  pass(timer, 1000);
  expect(timer.report().infer.p50).toBe(1000);
  for (let n = 1; n <= 100; n++) pass(timer, n);
  pass(timer, 5000, false);
  expect(timer.report()).toEqual({
    ...Object.fromEntries(Object.keys(NO_PHASES).map((name) => [name, { p50: 1, p95: 1 }])),
    infer: { p50: 50.5, p95: 95.05 },
  });
  expect(timer.report()).toEqual(NO_PHASES);
});

it('adds up a phase that a frame passes twice', () => {
  const laps = createPhaseTimer().begin();
  for (const infer of [7, 5]) {
    vi.advanceTimersByTime(1);
    laps.lap('read');
    vi.advanceTimersByTime(infer);
    laps.lap('infer');
  }
  const { begunAt, endedAt, phases } = laps.end(true);
  expect([phases.read, phases.infer, phases.refine]).toEqual([2, 12, 0]);
  expect(endedAt - begunAt).toBe(14);
});

it('keeps two frames apart that are under way at a time', () => {
  const timer = createPhaseTimer();
  const one = timer.begin();
  vi.advanceTimersByTime(3);
  one.lap('infer');
  const other = timer.begin();
  vi.advanceTimersByTime(2);
  other.lap('read');
  one.resume();
  vi.advanceTimersByTime(4);
  one.lap('composite');
  const first = one.end(true);
  const second = other.end(true);
  expect([first.phases.infer, first.phases.composite, second.phases.read]).toEqual([3, 4, 2]);
  expect([first.endedAt - first.begunAt, second.endedAt - second.begunAt]).toEqual([9, 6]);
});

it('keeps the latest of more frames than it holds', () => {
  const timer = createPhaseTimer();
  for (let n = 0; n < 1000; n++) pass(timer, n);
  expect(timer.report().infer.p50).toBeGreaterThan(900);
});

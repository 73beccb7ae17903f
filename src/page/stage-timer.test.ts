import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NO_STAGES } from '../shared/status';
import { createStageTimer } from './stage-timer';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A frame whose inference takes so long, and the rest a millisecond each. */
function pass(timer: ReturnType<typeof createStageTimer>, infer: number, counts = true) {
  timer.begin();
  for (const stage of ['read', 'infer', 'refine', 'composite', 'write'] as const) {
    vi.advanceTimersByTime(stage === 'infer' ? infer : 1);
    timer.lap(stage);
  }
  timer.end(counts);
}

it('gives median and 95th percentile of the frames that counted since the last report', () => {
  const timer = createStageTimer();
  pass(timer, 1000);
  expect(timer.report().infer.p50).toBe(1000);
  for (let n = 1; n <= 100; n++) pass(timer, n);
  pass(timer, 5000, false);
  expect(timer.report()).toEqual({
    ...Object.fromEntries(Object.keys(NO_STAGES).map((name) => [name, { p50: 1, p95: 1 }])),
    infer: { p50: 51, p95: 96 },
  });
  expect(timer.report()).toEqual(NO_STAGES);
});

it('adds up a stage that a frame passes twice', () => {
  const timer = createStageTimer();
  timer.begin();
  for (const infer of [7, 5]) {
    vi.advanceTimersByTime(1);
    timer.lap('read');
    vi.advanceTimersByTime(infer);
    timer.lap('infer');
  }
  expect([timer.spent('read'), timer.spent('infer'), timer.spent('refine')]).toEqual([2, 12, 0]);
});

it('keeps the latest of more frames than it holds', () => {
  const timer = createStageTimer();
  for (let n = 0; n < 1000; n++) pass(timer, n);
  expect(timer.report().infer.p50).toBeGreaterThan(900);
});

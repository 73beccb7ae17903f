import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchKeeper } from './keeper-watch';

vi.mock('../../natives/natives', () => ({
  natives: {
    setTimeout: (...args: Parameters<typeof setTimeout>) => setTimeout(...args),
    clearTimeout: (timer: number) => clearTimeout(timer),
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('tells once that a keeper is gone which was silent for seconds', async () => {
  const onLost = vi.fn();
  const watch = watchKeeper(() => true, onLost);
  await vi.advanceTimersByTimeAsync(4000);
  expect(watch.isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(watch.isOver).toBe(true);
  expect(onLost).toHaveBeenCalledTimes(1);
});

it('tells nothing of one that speaks, or when nobody has listened, or after the end', async () => {
  let blockedFor = 0;
  const clock = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + blockedFor);
  const onLost = vi.fn();
  const watch = watchKeeper(() => true, onLost);
  for (let second = 0; second < 20; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    watch.heard();
  }
  // The page was blocked for long.
  await vi.advanceTimersByTimeAsync(3500);
  blockedFor += 30_000;
  await vi.advanceTimersByTimeAsync(3500);
  watch.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onLost).not.toHaveBeenCalled();
});

it('waits as long as it likes for the first track', async () => {
  let isAtWork = false;
  const onLost = vi.fn();
  watchKeeper(() => isAtWork, onLost);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(onLost).not.toHaveBeenCalled();
  isAtWork = true;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(onLost).toHaveBeenCalledTimes(1);
});

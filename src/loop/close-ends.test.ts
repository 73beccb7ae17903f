import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const answers = async () => undefined;
const breaks = () => Promise.reject(new Error('broken'));
const isSilent = () => new Promise<never>(() => undefined);

describe('the ends of a loop', () => {
  let closeEnds: typeof import('./close-ends').closeEnds;

  beforeEach(async () => {
    vi.useFakeTimers();
    // It keeps the timers of a page as they were when it came.
    vi.resetModules();
    ({ closeEnds } = await import('./close-ends'));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['both close', answers, answers],
    ['the source is broken', breaks, answers],
    ['the sink is broken', answers, breaks],
  ])('are closed at once when %s, and no timer is left', async (_, cancel, close) => {
    await closeEnds({ cancel }, { close });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['the source', isSilent, answers],
    ['the sink', answers, isSilent],
  ])('are given up after a while when %s never answers', async (_, cancel, close) => {
    let isOver = false;
    void closeEnds({ cancel }, { close }).then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(499);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  });
});

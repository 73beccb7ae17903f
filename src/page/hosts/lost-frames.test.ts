import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** Asks for memory made so far; `most` are granted. */
function countAsks(most = Number.POSITIVE_INFINITY) {
  const asks = { count: 0 };
  vi.stubGlobal(
    'ArrayBuffer',
    class {
      readonly byteLength: number;
      constructor(length: number) {
        if (++asks.count > most) throw new RangeError('Array buffer allocation failed');
        this.byteLength = length;
      }
    },
  );
  return asks;
}

describe('lost frames', () => {
  let freeLostFrames: typeof import('./lost-frames').freeLostFrames;

  beforeEach(async () => {
    vi.useFakeTimers();
    // As in a page that has just come: nothing was tried yet.
    vi.resetModules();
    ({ freeLostFrames } = await import('./lost-frames'));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('asks for memory piece by piece, at one go', () => {
    const asks = countAsks();
    freeLostFrames();
    expect(asks.count).toBeGreaterThan(10);
  });

  it('waits ever longer before it tries again', async () => {
    const asks = countAsks();
    const tries: number[] = [];
    for (let second = 0; second < 30; second++) {
      const before = asks.count;
      freeLostFrames();
      await vi.advanceTimersByTimeAsync(1000);
      if (asks.count > before) tries.push(second);
    }
    expect(tries.slice(0, 4)).toEqual([0, 2, 6, 14]);
  });

  it('takes it when the browser has no more to give', () => {
    const asks = countAsks(2);
    freeLostFrames();
    expect(asks.count).toBe(3);
  });
});

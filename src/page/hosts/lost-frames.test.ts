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

/** A camera that has given so many frames; undefined: the browser does not count. */
const cameraOf = (deliveredFrames?: number) =>
  ({
    ...(deliveredFrames !== undefined && { stats: { deliveredFrames } }),
  }) as unknown as MediaStreamTrack & { stats: { deliveredFrames: number } };

describe('lost frames', () => {
  let watchLostFrames: typeof import('./lost-frames').watchLostFrames;
  /** A loop has waited for a second. */
  let freeLostFrames: () => void;

  beforeEach(async () => {
    vi.useFakeTimers();
    // As in a page that has just come: nothing was tried yet.
    vi.resetModules();
    ({ watchLostFrames } = await import('./lost-frames'));
    const starved = watchLostFrames(cameraOf());
    freeLostFrames = () => starved(1000);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('are noticed after 100 ms, when the camera gives frames and its loop gets none', () => {
    const asks = countAsks();
    const camera = cameraOf(7);
    const starved = watchLostFrames(camera);
    starved(50);
    camera.stats.deliveredFrames = 9;
    expect(asks.count).toBe(0);
    starved(100);
    expect(asks.count).toBeGreaterThan(10);
    // Another wait, in which the camera gives nothing.
    const { count } = asks;
    starved(50);
    starved(100);
    expect(asks.count).toBe(count);
    // It does not keep the later tries from coming.
    starved(1000);
    expect(asks.count).toBeGreaterThan(count);
  });

  it('are not looked for within a second where a camera is slow, or nobody counts its frames', () => {
    const asks = countAsks();
    for (const camera of [cameraOf(7), cameraOf()]) {
      const starved = watchLostFrames(camera);
      starved(50);
      starved(100);
    }
    expect(asks.count).toBe(0);
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

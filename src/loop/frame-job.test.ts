import { describe, expect, it, vi } from 'vitest';
import type { Compositor } from '../compositor/compositor';
import { type CallSettings, DEFAULT_CALL_SETTINGS } from '../shared/call-settings';
import type { FaultReason } from '../shared/fault';
import { createPhaseTimer } from './adapt/phase-timer';
import { NEUTRAL } from './backdrop-feed';
import { createJobs } from './frame-job';
import { createFrameShare } from './frame-share';
import type { LoopParts } from './loop-parts';
import { createLoopSettings } from './loop-settings';
import type { Matted } from './matting';
import { frameOf, openFrames, pictureOf, useFakeFrames } from './tests/fake-frames';

const BLUR: CallSettings = {
  ...DEFAULT_CALL_SETTINGS,
  effect: { kind: 'blur', strength: 0.5 },
  tier: { tier: 'low', adapt: true },
};
const OFF: CallSettings = { ...BLUR, effect: { kind: 'none' } };
const COVERED: CallSettings = {
  ...BLUR,
  effect: { kind: 'color', color: '#ff0000' },
  covered: true,
};
const PLAN = { tier: 'low', variant: 'general-192x112' } as const;
/** Another one than is planned, as while a model loads. */
const USED = { tier: 'high', variant: 'general-368x208' } as const;
const MATTE = {} as NonNullable<Matted['matte']>;
const BACKDROP = { kind: 'blur', strength: 0.5 } as const;

/** A loop's parts, all of which work, and its jobs. */
function looped(settings?: CallSettings) {
  const calls = { loaded: 0, released: 0, prepared: 0, coveredBefore: [] as unknown[] };
  const drawn = (picture: string) => (loaded: { timestamp: number }) =>
    frameOf(loaded.timestamp, { picture });
  const compositor = {
    load: async ({ displayWidth: width, displayHeight: height, timestamp }: VideoFrame) => {
      calls.loaded++;
      return { width, height, timestamp, duration: null };
    },
    release: () => calls.released++,
    composite: vi.fn(drawn('person')),
    cover: (loaded: { timestamp: number }, backdrop: unknown) => {
      calls.coveredBefore.push(backdrop);
      return drawn('backdrop')(loaded);
    },
  };
  const parts = {
    settings: createLoopSettings(),
    adapt: { tier: 'low', sparesFilm: true },
    timer: createPhaseTimer(),
    backdrops: {
      current: BACKDROP,
      fault: undefined as FaultReason | undefined,
      advance: vi.fn((_now: number, _spares: boolean) => undefined),
    },
    matting: {
      fault: undefined as FaultReason | undefined,
      prepare: () => calls.prepared++,
      matteOf: vi.fn(async (): Promise<Matted> => ({ ...USED, matte: MATTE })),
    },
    supervisor: {
      fault: undefined as FaultReason | undefined,
      current: async (): Promise<Compositor | undefined> => compositor as unknown as Compositor,
      fail: vi.fn(() => {
        parts.supervisor.fault = 'webgl-lost';
      }),
    },
  };
  if (settings) parts.settings.change(settings);
  const begin = createJobs(parts as unknown as LoopParts, createFrameShare().join('front'));
  return { parts, calls, compositor, begin };
}

/** Goes through with a frame; tells what went out. All that was opened is closed. */
async function send(loop: ReturnType<typeof looped>, meanwhile = () => {}) {
  const camera = frameOf(1000);
  const { job } = loop.begin(camera);
  await job.matted;
  meanwhile();
  const { frame, ...result } = await job.draw();
  const { timestamp } = frame;
  const picture = frame === camera ? 'camera' : pictureOf(frame);
  frame.close();
  expect(openFrames.size).toBe(0);
  expect(timestamp).toBe(1000);
  expect(loop.calls.released).toBe(loop.calls.loaded);
  return { ...result, picture: picture instanceof Uint8Array ? 'grey' : picture };
}

describe("a frame's job", () => {
  useFakeFrames();

  it('shows the person before the backdrop, and says what made the matte', async () => {
    const result = { picture: 'person', state: 'running', covered: false, isCopy: false, ...USED };
    expect(await send(looped(BLUR))).toEqual(result);
  });

  it("shows the camera's own frame where the settings want it, and reads nothing", async () => {
    const loop = looped(OFF);
    const result = { picture: 'camera', state: 'off', covered: false, isCopy: false, ...PLAN };
    expect(await send(loop)).toEqual(result);
    expect(loop.calls).toMatchObject({ loaded: 0, prepared: 0 });
  });

  it('shows grey until the settings are known, and reads nothing', async () => {
    const loop = looped();
    const result = { picture: 'grey', state: 'covered', covered: true, isCopy: false, ...PLAN };
    expect(await send(loop)).toEqual(result);
    expect(loop.calls).toMatchObject({ loaded: 0, prepared: 0 });
  });

  it('shows grey for settings that nobody can read, and says so', async () => {
    const loop = looped(BLUR);
    loop.parts.settings.refuse();
    const result = { picture: 'grey', state: 'fault', reason: 'extension-gone', covered: true };
    expect(await send(loop)).toMatchObject(result);
  });

  it('shows the backdrop alone while there is no mask', async () => {
    const loop = looped(BLUR);
    loop.parts.matting.matteOf.mockResolvedValue({ ...USED, matte: undefined });
    const result = { picture: 'backdrop', state: 'covered', covered: true, isCopy: false, ...USED };
    expect(await send(loop)).toEqual(result);
    loop.parts.matting.fault = 'segmenter-stalled';
    expect(await send(loop)).toMatchObject({ state: 'fault', reason: 'segmenter-stalled' });
  });

  it.each([true, false])('a film is spared frames as the loop has time: %s', async (sparesFilm) => {
    const loop = looped(BLUR);
    loop.parts.adapt.sparesFilm = sparesFilm;
    await send(loop);
    expect(loop.parts.backdrops.advance).toHaveBeenCalledWith(expect.any(Number), sparesFilm);
  });

  it('shows grey while there is no compositor', async () => {
    const loop = looped(BLUR);
    loop.parts.supervisor.current = async () => undefined;
    expect(await send(loop)).toMatchObject({ picture: 'grey', state: 'covered', covered: true });
  });

  it('shows the person over what stands for a picture that is missing, and says so', async () => {
    const loop = looped(BLUR);
    loop.parts.backdrops.fault = 'backdrop-missing';
    const result = {
      picture: 'person',
      state: 'fault',
      reason: 'backdrop-missing',
      covered: false,
    };
    expect(await send(loop)).toMatchObject(result);
  });

  it.each<[string, (loop: ReturnType<typeof looped>) => void]>([
    [
      'the frame is read',
      ({ compositor }) => (compositor.load = () => Promise.reject(new Error())),
    ],
    ['its matte is made', ({ parts }) => parts.matting.matteOf.mockRejectedValue(new Error())],
    [
      'it is drawn',
      ({ compositor }) =>
        compositor.composite.mockImplementation(() => {
          throw new Error();
        }),
    ],
  ])('shows grey when something breaks as %s, and gives the compositor up', async (_, breakIt) => {
    const loop = looped(BLUR);
    breakIt(loop);
    const result = { picture: 'grey', state: 'fault', reason: 'webgl-lost', covered: true };
    expect(await send(loop)).toMatchObject(result);
    const [call = []] = loop.parts.supervisor.fail.mock.calls as unknown[][];
    expect(call[1]).toBe(loop.compositor);
  });

  it.each([
    ['turns the effect on', OFF, BLUR, 'grey'],
    ['covers a person', BLUR, COVERED, 'backdrop'],
    ['covers the camera', OFF, COVERED, 'grey'],
  ])('goes by the latest settings when the user %s in the last moment', async (_, from, to, picture) => {
    const loop = looped(from);
    const result = await send(loop, () => loop.parts.settings.change(to));
    expect(result).toMatchObject({ picture, state: 'covered', covered: true });
  });

  it('covers what the user wants covered without a matte, and without a fault', async () => {
    const loop = looped(COVERED);
    loop.parts.matting.fault = 'segmenter-stalled';
    expect(await send(loop)).toMatchObject({ picture: 'backdrop', state: 'covered' });
    expect(loop.parts.matting.matteOf).not.toHaveBeenCalled();
    loop.parts.settings.change({ ...COVERED, effect: { kind: 'none' } });
    await send(loop);
    expect(loop.calls.coveredBefore).toEqual([BACKDROP, NEUTRAL]);
    expect(loop.calls.prepared).toBe(0);
  });

  it('gives the camera its frame back, and lets the next one begin, while the model is at work', async () => {
    const loop = looped(BLUR);
    let answer: (matted: Matted) => void = () => undefined;
    loop.parts.matting.matteOf.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const { job } = loop.begin(frameOf(1000));
    await job.begun;
    expect(openFrames.size).toBe(0);
    let isMatted = false;
    void job.matted.then(() => (isMatted = true));
    await Promise.resolve();
    expect(isMatted).toBe(false);
    answer({ ...USED, matte: MATTE });
    await job.matted;
    expect(pictureOf((await job.draw()).frame)).toBe('person');
  });

  it('asks for the model also where another loop does the work: that may leave', async () => {
    const share = createFrameShare();
    const [one, other] = [looped(BLUR), looped(BLUR)];
    const begins = [one, other].map(({ parts }) =>
      createJobs(parts as unknown as LoopParts, share.join('front')),
    );
    const begun = begins.map((begin) => begin(frameOf(1000)).job);
    const results = await Promise.all(begun.map((job) => job.draw()));
    expect(results.map(({ isCopy }) => isCopy)).toEqual([false, true]);
    expect(one.parts.matting.matteOf).toHaveBeenCalledTimes(1);
    expect(other.parts.matting.matteOf).not.toHaveBeenCalled();
    expect(other.calls.prepared).toBe(1);
  });
});

/** The user's cover: in every frame from then on, of every loop of the camera, and no fault. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backdrop, Compositor, LoadedFrame } from '../compositor/compositor';
import type { Supervisor } from '../compositor/supervisor';
import { type CallSettings, DEFAULT_CALL_SETTINGS } from '../shared/call-settings';
import { createPhaseTimer } from './adapt/phase-timer';
import { type BackdropFeed, NEUTRAL } from './backdrop-feed';
import { createJobs } from './frame-job';
import { createFrameShare, type ShareMember } from './frame-share';
import type { LoopParts } from './loop-parts';
import { createLoopSettings } from './loop-settings';
import type { Matting } from './matting';

const RED: Backdrop = { kind: 'color', color: [1, 0, 0] };
const SHOWN: CallSettings = {
  ...DEFAULT_CALL_SETTINGS,
  effect: { kind: 'color', color: '#ff0000' },
};
/** What frames of this size are made with. */
const PLAN = { tier: 'high', variant: 'general-368x208' } as const;
const CAMERA: CallSettings = { ...SHOWN, effect: { kind: 'none' } };
const COVERED: CallSettings = { ...SHOWN, covered: true };

/** Frames that were made and not closed. */
const open = new Set<FakeFrame>();

/** Holds what is to be seen in it; of bytes a plain grey one is made. */
class FakeFrame {
  readonly displayWidth = 4;
  readonly displayHeight = 2;
  readonly duration = null;
  readonly timestamp: number;
  readonly shows: unknown;
  constructor(shows: unknown, { timestamp }: { timestamp: number }) {
    this.shows = shows instanceof Uint8Array ? 'grey' : shows;
    this.timestamp = timestamp;
    open.add(this);
  }
  clone() {
    return new FakeFrame(this.shows, this);
  }
  close() {
    open.delete(this);
  }
}

const cameraFrame = (timestamp: number) =>
  new FakeFrame('camera', { timestamp }) as unknown as VideoFrame;

/** Draws what it is told to, one frame after the other. */
const compositor = {
  load: async ({ timestamp }: VideoFrame) => ({ width: 4, height: 2, timestamp, duration: null }),
  release: () => undefined,
  composite: ({ timestamp }: LoadedFrame) => new FakeFrame('person', { timestamp }),
  cover: ({ timestamp }: LoadedFrame, backdrop: Backdrop) => new FakeFrame(backdrop, { timestamp }),
} as unknown as Compositor;

/** A loop's jobs with all that they work with; its masks are always there, though they have a fault. */
function loopOf(member: ShareMember) {
  const settings = createLoopSettings();
  const asked = { models: 0, masks: 0 };
  const parts = {
    supervisor: { current: async () => compositor } as unknown as Supervisor,
    matting: {
      fault: 'segmenter-stalled',
      prepare: () => asked.models++,
      matteOf: async () => {
        asked.masks++;
        return { ...PLAN, matte: {} };
      },
    } as unknown as Matting,
    backdrops: {
      current: RED,
      fault: undefined,
      advance: () => undefined,
    } as unknown as BackdropFeed,
    timer: createPhaseTimer(),
    adapt: { tier: 'high' },
    settings,
  } as LoopParts;
  const begin = createJobs(parts, member);
  const draw = async ({ job }: ReturnType<typeof begin>) => {
    await job.matted;
    const { frame, ...result } = await job.draw();
    const { shows } = frame as unknown as FakeFrame;
    frame.close();
    return { shows, ...result };
  };
  return { settings, asked, begin, draw };
}

const alone = () => loopOf(createFrameShare().join('front'));

describe('the cover by the user', () => {
  beforeEach(() => {
    vi.stubGlobal('VideoFrame', FakeFrame);
  });
  afterEach(() => {
    expect(open.size, 'frames left open').toBe(0);
    vi.unstubAllGlobals();
  });

  it('is the backdrop alone, without a fault, and needs no model', async () => {
    const { settings, asked, begin, draw } = alone();
    settings.change(COVERED);
    expect(await draw(begin(cameraFrame(1)))).toEqual({
      shows: RED,
      covered: true,
      isCopy: false,
      state: 'covered',
      ...PLAN,
    });
    expect(asked).toEqual({ models: 0, masks: 0 });
    settings.change(SHOWN);
    expect(await draw(begin(cameraFrame(2)))).toMatchObject({ shows: 'person', state: 'running' });
    expect(asked).toEqual({ models: 1, masks: 1 });
  });

  it('is a plain colour where nothing stands in the room’s place', async () => {
    const { settings, begin, draw } = alone();
    settings.change(CAMERA);
    expect(await draw(begin(cameraFrame(1)))).toMatchObject({ shows: 'camera', state: 'off' });
    settings.change({ ...CAMERA, covered: true });
    expect(await draw(begin(cameraFrame(2)))).toEqual({
      shows: NEUTRAL,
      covered: true,
      isCopy: false,
      state: 'covered',
      ...PLAN,
    });
  });

  it('shows nothing of a room that is blurred, nor where somebody is in it', async () => {
    const { settings, begin, draw } = alone();
    settings.change({ ...SHOWN, effect: { kind: 'blur', strength: 0.5 }, covered: true });
    const drawn = await draw(begin(cameraFrame(1)));
    expect(drawn).toMatchObject({ shows: NEUTRAL, covered: true, state: 'covered' });
  });

  it.each([
    ['the person', SHOWN],
    ['the camera', CAMERA],
  ])('counts for frames that were begun when %s was to be seen', async (_, before) => {
    const { settings, begin, draw } = alone();
    settings.change(before);
    const begun = begin(cameraFrame(1));
    await begun.job.matted;
    settings.change(COVERED);
    const drawn = await draw(begun);
    expect(drawn).toMatchObject({ covered: true, state: 'covered' });
    expect([RED, 'grey']).toContainEqual(drawn.shows);
  });

  it('is in no copy undone: loops share frames of the same settings only', async () => {
    const share = createFrameShare();
    const [preview, call] = [loopOf(share.join('front')), loopOf(share.join('front'))];
    for (const { settings } of [preview, call]) settings.change(SHOWN);
    const both = async (timestamp: number) => {
      const begun = [preview, call].map((loop) => ({
        loop,
        job: loop.begin(cameraFrame(timestamp)),
      }));
      const drawn = [];
      for (const { loop, job } of begun) drawn.push(await loop.draw(job));
      return drawn;
    };
    const [made, copied] = await both(1);
    expect(made).toMatchObject({ shows: 'person' });
    expect(copied).toMatchObject({ shows: 'person', isCopy: true });

    // One is told before the other.
    call.settings.change(COVERED);
    const [seen, covered] = await both(2);
    expect(seen).toMatchObject({ shows: 'person', covered: false });
    expect(covered).toEqual({
      shows: RED,
      covered: true,
      isCopy: false,
      state: 'covered',
      ...PLAN,
    });

    preview.settings.change(COVERED);
    call.settings.change(SHOWN);
    const [hidden, back] = await both(3);
    expect(hidden).toMatchObject({ shows: RED, covered: true });
    expect(back).toMatchObject({ shows: 'person', covered: false });
    share.join('front').leave();
  });

  it('covers copies of frames that were made before it', async () => {
    const share = createFrameShare();
    const [preview, call] = [loopOf(share.join('front')), loopOf(share.join('front'))];
    for (const { settings } of [preview, call]) settings.change(SHOWN);
    const made = preview.begin(cameraFrame(1));
    const copy = call.begin(cameraFrame(1));
    call.settings.change(COVERED);
    expect(await preview.draw(made)).toMatchObject({ shows: 'person' });
    expect(await call.draw(copy)).toMatchObject({ shows: 'grey', covered: true, state: 'covered' });
    share.join('front').leave();
  });
});

describe('settings that nobody can read', () => {
  beforeEach(() => {
    vi.stubGlobal('VideoFrame', FakeFrame);
  });
  afterEach(() => {
    expect(open.size, 'frames left open').toBe(0);
    vi.unstubAllGlobals();
  });

  it('cover the picture, say that the page is to be reloaded, and end with some that are read', async () => {
    const { settings, begin, draw } = alone();
    settings.change(CAMERA);
    const begun = begin(cameraFrame(1));
    settings.refuse();
    const fault = { shows: 'grey', covered: true, state: 'fault', reason: 'extension-gone' };
    expect(await draw(begun)).toMatchObject(fault);
    expect(await draw(begin(cameraFrame(2)))).toMatchObject(fault);
    settings.change(SHOWN);
    expect(await draw(begin(cameraFrame(3)))).toMatchObject({ shows: 'person', covered: false });
  });
});

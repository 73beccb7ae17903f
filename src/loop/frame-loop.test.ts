import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CallSettings, DEFAULT_CALL_SETTINGS } from '../shared/call-settings';
import type { FrameCost } from './adapt/adapt';
import type { Sent } from './adapt/meter';
import { createPhaseTimer } from './adapt/phase-timer';
import { createFrameLoop } from './frame-loop';
import { createFrameShare } from './frame-share';
import { createLoopSettings } from './loop-settings';
import type { Matted } from './matting';
import { frameOf, openFrames, pictureOf, useFakeFrames } from './tests/fake-frames';

const BLUR: CallSettings = {
  ...DEFAULT_CALL_SETTINGS,
  effect: { kind: 'blur', strength: 0.5 },
};

/** What the loop does, in its order. */
const log: string[] = [];
/** Mattes that were asked for, by the time of their frame. */
const mattes = new Map<number, () => void>();
const parts = fakeParts();
vi.mock('./loop-parts', () => ({ createLoopParts: () => parts }));

/** Parts that tell what they are asked for, and mattes that come when they are let. */
function fakeParts() {
  const plan = { tier: 'high', variant: 'general-368x208' } as const;
  const compositor = {
    load: async ({ displayWidth: width, displayHeight: height, timestamp }: VideoFrame) => {
      log.push(`load ${timestamp}`);
      return { width, height, timestamp, duration: null };
    },
    release: () => undefined,
    composite: ({ timestamp }: { timestamp: number }) => {
      log.push(`draw ${timestamp}`);
      return frameOf(timestamp, { picture: 'person' });
    },
  };
  return {
    settings: createLoopSettings(),
    timer: createPhaseTimer(),
    masks: { isElsewhere: true },
    backdrops: {
      current: { kind: 'blur', strength: 0.5 },
      set: () => undefined,
      advance: () => undefined,
    },
    glance: { want: vi.fn(), look: vi.fn() },
    supervisor: { current: async () => compositor, fail: () => undefined, prefer: vi.fn() },
    matting: {
      prepare: () => undefined,
      matteOf: ({ timestamp }: { timestamp: number }) =>
        new Promise<Matted>((resolve) => {
          mattes.set(timestamp, () => resolve({ ...plan, matte: {} as Matted['matte'] }));
        }),
    },
    adapt: {
      tier: 'high',
      isDoubtful: false,
      choose: vi.fn(),
      learn: vi.fn((_: FrameCost) => undefined),
      reconsider: vi.fn(async () => {
        log.push('reconsider');
        parts.adapt.isDoubtful = false;
      }),
    },
    meter: {
      read: () => undefined,
      sent: vi.fn((_: Sent) => undefined),
      end: () => log.push('end'),
    },
    dispose: () => parts.meter.end(),
  };
}

/** A loop between a camera that gives frames when told to and a sink. */
function started({
  write = async () => {},
}: {
  write?: (frame: VideoFrame) => Promise<void>;
} = {}) {
  let frames: ReadableStreamDefaultController<VideoFrame> | undefined;
  const source = new ReadableStream<VideoFrame>({
    start: (controller) => {
      frames = controller;
    },
  });
  const sink = new WritableStream<VideoFrame>({
    write: async (frame) => {
      log.push(`write ${frame.timestamp} ${pictureOf(frame)}`);
      await write(frame);
    },
    close: () => {
      log.push('close');
    },
  });
  const loop = createFrameLoop(source, sink, () => undefined, createFrameShare().join('front'));
  loop.handle({ type: 'settings-changed', settings: BLUR });
  return {
    loop,
    source: frames as NonNullable<typeof frames>,
    give: (...times: number[]) => {
      for (const time of times) frames?.enqueue(frameOf(time));
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const letMatte = async (timestamp: number) => {
  mattes.get(timestamp)?.();
  await settle();
};

describe('the frame loop', () => {
  useFakeFrames();
  afterEach(() => {
    log.length = 0;
    mattes.clear();
    parts.settings.refuse();
    parts.adapt.isDoubtful = false;
    parts.masks.isElsewhere = true;
    vi.clearAllMocks();
  });

  it('gives the model the next frame before it draws one, when it waits already', async () => {
    const { give, source } = started();
    give(1, 2);
    await settle();
    await letMatte(1);
    expect(log).toEqual(['load 1', 'load 2', 'draw 1', 'write 1 person']);
    await letMatte(2);
    source.close();
    await settle();
    expect(log.slice(4)).toEqual(['draw 2', 'write 2 person', 'close', 'end']);
    expect(openFrames.size).toBe(0);
  });

  it('draws a frame before it begins the next, where it makes its masks itself', async () => {
    parts.masks.isElsewhere = false;
    const { give, source } = started();
    give(1, 2);
    await settle();
    await letMatte(1);
    expect(log).toEqual(['load 1', 'draw 1', 'write 1 person', 'load 2']);
    await letMatte(2);
    source.close();
    await settle();
    expect(openFrames.size).toBe(0);
  });

  it('draws a frame alone while the compositor is in doubt, and reconsiders it after', async () => {
    const { give, source } = started();
    parts.adapt.isDoubtful = true;
    give(1, 2);
    await settle();
    await letMatte(1);
    expect(log).toEqual(['load 1', 'draw 1', 'write 1 person', 'reconsider', 'load 2']);
    await letMatte(2);
    source.close();
    await settle();
    expect(parts.adapt.reconsider).toHaveBeenCalledTimes(1);
    expect(openFrames.size).toBe(0);
  });

  it('tells of each frame what made it and what it has cost', async () => {
    const { give, source } = started();
    give(1000);
    await settle();
    await letMatte(1000);
    source.close();
    await settle();
    const made = { timestamp: 1000, tier: 'high' };
    expect(parts.meter.sent.mock.calls[0]?.[0]).toMatchObject({
      ...made,
      width: 64,
      isCopy: false,
    });
    expect(parts.adapt.learn.mock.calls[0]?.[0]).toMatchObject({ ...made, isMasked: true });
  });

  it('draws what was begun, and closes all, when the sink breaks', async () => {
    const { give } = started({ write: () => Promise.reject(new Error('stopped')) });
    give(1, 2);
    await settle();
    await letMatte(1);
    await letMatte(2);
    expect(log).toEqual(['load 1', 'load 2', 'draw 1', 'write 1 person', 'draw 2', 'end']);
    expect(openFrames.size).toBe(0);
  });

  it('ends, and ends the sink, when it is stopped before its first frame', async () => {
    const { loop } = started();
    loop.handle({ type: 'stop' });
    await settle();
    expect(log).toEqual(['close', 'end']);
  });

  it('tells only a loop that begins what was found out about the device', () => {
    const { loop } = started();
    expect(parts.supervisor.prefer).not.toHaveBeenCalled();
    loop.handle({ type: 'settings-changed', settings: { ...BLUR, compositor: 'webgl' } });
    expect(parts.supervisor.prefer).not.toHaveBeenCalled();
    loop.handle({ type: 'settings-refused' });
    loop.handle({ type: 'settings-changed', settings: { ...BLUR, compositor: 'webgl' } });
    expect(parts.supervisor.prefer).toHaveBeenCalledWith('webgl');
    loop.handle({ type: 'stop' });
  });
});

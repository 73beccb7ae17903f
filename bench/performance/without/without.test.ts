/** Each phase works while a call begins, and does nothing after that. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Compositor, LoadedFrame } from '../../../src/compositor/compositor';
import { createArena } from '../../../src/kernels/arena';
import { createPhaseTimer } from '../../../src/loop/adapt/phase-timer';
import type { MaskSource } from '../../../src/loop/mask-source';
import { openFrames, useFakeFrames } from '../../../src/loop/tests/fake-frames';
import { ALL_SWITCHES } from '../../../src/mask/refine-switches';
import { refinerBytes } from '../../../src/mask/refiner';
import { WHOLE } from '../../../src/shared/geometry';
import { inputOf } from '../../../src/shared/model-variants';
import { createSupervisor } from './composite';
import { createMatting as createWithoutInfer } from './infer';
import { WORKING_FRAMES } from './leave-out';
import { createMatting as createWithoutRead } from './read';
import { createRefiner } from './refine';
import { createFrameLoop } from './write';

const VARIANT = 'general-192x112';
const PIXELS = inputOf(VARIANT).width * inputOf(VARIANT).height;
const FRAMES = WORKING_FRAMES + 20;
const PLAN = { tier: 'low', variant: VARIANT } as const;

vi.mock('../../../src/compositor/supervisor', () => ({ createSupervisor: () => supervised }));
vi.mock('../../../src/loop/frame-loop', () => ({
  createFrameLoop: (_source: unknown, sink: WritableStream<VideoFrame>) => {
    written = sink;
    return { handle: () => undefined };
  },
}));

let written: WritableStream<VideoFrame> | undefined;
let compositions = 0;
const compositor = {
  composite: ({ timestamp }: LoadedFrame) => {
    compositions++;
    return new VideoFrame(new Uint8Array(6), {
      format: 'I420',
      codedWidth: 2,
      codedHeight: 2,
      timestamp,
    });
  },
} as unknown as Compositor;
const supervised = { current: async () => compositor };

/** A call's mattes, one frame after the other; what was asked of others while the phase worked, and in all. */
async function matte(create: typeof createWithoutInfer) {
  const counts = { reads: 0, inferences: 0, mattes: 0 };
  const masks: MaskSource = {
    ready: VARIANT,
    fault: undefined,
    ensure: () => undefined,
    isElsewhere: true,
    bytesFor: () => 0,
    open: () => async (view) => {
      counts.inferences++;
      view.mask.fill(0).fill(255, 0, PIXELS / 2);
      return true;
    },
    dispose: () => undefined,
  };
  const reading = { readInput: () => counts.reads++ } as unknown as Compositor;
  const matting = create(masks, ALL_SWITCHES);
  const timer = createPhaseTimer();
  let early = counts;
  for (let n = 0; n < FRAMES; n++) {
    if (n === WORKING_FRAMES) early = { ...counts };
    const frame = { width: 640, height: 360, timestamp: n * 33_333, duration: null };
    const matted = await matting.matteOf(frame, reading, PLAN, timer.begin());
    if (matted.matte) counts.mattes++;
  }
  return { early, late: counts };
}

describe('a phase that is left out', () => {
  useFakeFrames();
  beforeAll(() => {
    vi.spyOn(console, 'debug').mockImplementation(() => undefined);
  });
  afterAll(() => vi.restoreAllMocks());

  it.each([
    ['read', createWithoutRead, 'reads'],
    ['infer', createWithoutInfer, 'inferences'],
  ] as const)('%s: no more work, and a matte for each frame', async (_, create, counted) => {
    const { early, late } = await matte(create);
    expect(early[counted]).toBeGreaterThanOrEqual(WORKING_FRAMES);
    expect(late[counted]).toBe(early[counted]);
    expect(late.mattes).toBe(FRAMES);
  });

  it('refine: the same matte again', () => {
    const size = { width: 32, height: 16 };
    const refiner = createRefiner(size, ALL_SWITCHES, {
      arena: createArena(undefined, refinerBytes(size)),
    });
    const matteOf = (n: number) => {
      const [view] = refiner.views;
      view.input.fill(n);
      view.mask.fill(0).fill(255, 0, 100 + n);
      refiner.read(view);
      const { coefficients } = refiner.refine(view, WHOLE);
      return coefficients.slice();
    };
    for (let n = 0; n < WORKING_FRAMES; n++) matteOf(n);
    const last = matteOf(WORKING_FRAMES);
    expect(matteOf(200)).toEqual(last);
  });

  it('composite: the same picture again, at the time of its frame, and none is left open', async () => {
    const supervisor = createSupervisor();
    for (let n = 0; n < FRAMES; n++) {
      const current = await supervisor.current();
      const frame = { width: 2, height: 2, timestamp: n, duration: null };
      const drawn = current?.composite(frame, {} as never, { kind: 'blur', strength: 1 });
      drawn?.close();
    }
    expect(compositions).toBe(WORKING_FRAMES);
    // The one that is repeated.
    expect(openFrames.size).toBe(1);
  });

  it('write: a grey dot goes out for each frame', async () => {
    const sizes: string[] = [];
    const sink = new WritableStream<VideoFrame>({
      write: (frame) => {
        sizes.push(`${frame.displayWidth}x${frame.displayHeight} ${frame.timestamp}`);
        frame.close();
      },
    });
    createFrameLoop(new ReadableStream(), sink, () => undefined, {} as never);
    const writer = written?.getWriter();
    for (let timestamp = 1; timestamp <= WORKING_FRAMES + 1; timestamp++) {
      const init = { format: 'I420', codedWidth: 64, codedHeight: 36, timestamp } as const;
      const frame = new VideoFrame(new Uint8Array(3456), init);
      await writer?.write(frame).finally(() => frame.close());
    }
    expect(sizes[0]).toBe('64x36 1');
    expect(sizes.at(-2)).toBe(`64x36 ${WORKING_FRAMES}`);
    expect(sizes.at(-1)).toBe(`16x16 ${WORKING_FRAMES + 1}`);
    expect(openFrames.size).toBe(0);
  });
});

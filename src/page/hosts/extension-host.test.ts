import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoopCommand, LoopEvent } from '../../loop/commands';
import { frameOf, openFrames, pictureOf, useFakeFrames } from '../../loop/tests/fake-frames';
import type { ExtensionToPage, PageToExtension } from '../../loop/wire/extension-messages';
import type { FrameHead } from '../../loop/wire/packed-frame';
import { type CallSettings, DEFAULT_CALL_SETTINGS } from '../../shared/call-settings';
import type { LoopStatus } from '../../shared/status';
import { createExtensionLoop } from './extension-host';

// Timers of the test, and ports that are none of the browser's.
vi.mock('../../natives/natives', () => ({
  natives: {
    Promise,
    setTimeout: (...args: Parameters<typeof setTimeout>) => setTimeout(...args),
    clearTimeout: (timer: number) => clearTimeout(timer),
    pin: <T>(port: T) => port,
  },
}));

const BLUR: CallSettings = {
  ...DEFAULT_CALL_SETTINGS,
  effect: { kind: 'blur', strength: 0.5 },
};
const OFF: CallSettings = { ...BLUR, effect: { kind: 'none' } };
const COVERED: CallSettings = { ...BLUR, covered: true };
const PHASE = { p50: 1, p95: 2 };
const RUNNING: LoopStatus = {
  state: 'running',
  fps: 30,
  latency: 10,
  copies: 0,
  coveredFrames: 7,
  width: 64,
  height: 36,
  tier: 'low',
  variant: 'general-192x112',
  kernels: 'wasm',
  compositor: 'planes',
  phases: { read: PHASE, infer: PHASE, refine: PHASE, composite: PHASE, write: PHASE },
};

/** The extension's end of a port, which says what it is told to. */
class FakeLoop {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly got: PageToExtension[] = [];
  isClosed = false;
  postMessage(message: PageToExtension) {
    this.got.push(message);
  }
  close() {
    this.isClosed = true;
  }
  say(message: ExtensionToPage | string) {
    this.onmessage?.({ data: message });
  }
  /** Wants a frame, as it does when it runs and is at leisure. */
  want() {
    this.say({ type: 'frame-wanted' });
  }
  /** The time stamps of the frames that came. */
  get frames() {
    return this.got.flatMap((message) => (message.type === 'frame' ? message.head.timestamp : []));
  }
  /** Sends a frame back, drawn. */
  draw(timestamp: number) {
    const head: FrameHead = { format: 'I420', codedWidth: 64, codedHeight: 36, timestamp };
    this.say({ type: 'pixels', bytes: new ArrayBuffer(4) });
    this.say({ type: 'frame', head });
  }
}

/** A loop of the page between a camera and a sink, and the extension that is asked for its end. */
function started({ isThere = true } = {}) {
  let frames: ReadableStreamDefaultController<VideoFrame> | undefined;
  const source = new ReadableStream<VideoFrame>(
    {
      start: (controller) => {
        frames = controller;
      },
    },
    { highWaterMark: 0 },
  );
  const out: string[] = [];
  let isSinkClosed = false;
  let sinkError: Error | undefined;
  const sink = new WritableStream<VideoFrame>({
    write: (frame) => {
      if (sinkError) throw sinkError;
      const picture = pictureOf(frame);
      // Grey ones are as large as a picture, those of the extension have the bytes that it sent.
      const bytes = picture instanceof Uint8Array ? picture.length : 0;
      const name = bytes === 4 ? 'drawn' : bytes > 4 ? 'grey' : String(picture);
      out.push(`${frame.timestamp} ${name}`);
    },
    close: () => {
      isSinkClosed = true;
    },
  });
  const asked: boolean[] = [];
  const loops: FakeLoop[] = [];
  const statuses: LoopStatus[] = [];
  const pictures: string[] = [];
  const send = (command: LoopCommand) => host.handle(command);
  const onEvent = (event: LoopEvent) => {
    if (event.type === 'reported') statuses.push(event.status);
    if (event.type === 'backdrop-wanted') pictures.push(event.id);
    if (event.type !== 'segmenter-wanted') return;
    asked.push(event.replace);
    if (!isThere) return;
    const loop = new FakeLoop();
    loops.push(loop);
    send({ type: 'connect-segmenter', port: loop as unknown as MessagePort });
  };
  const host = createExtensionLoop(source, sink, 'front', onEvent);
  let time = 0;

  return {
    asked,
    statuses,
    pictures,
    send,
    /** The last of the extension's loops. */
    get loop() {
      const last = loops.at(-1);
      if (!last) throw new Error('expected a loop to be asked for');
      return last;
    },
    loops,
    set: (settings: CallSettings) => send({ type: 'settings-changed', settings }),
    /** What went out since it was asked before. */
    sent: () => out.splice(0),
    /** A frame of the camera comes, which has its own time. */
    give: async (frame = frameOf(++time)) => {
      frames?.enqueue(frame);
      await vi.advanceTimersByTimeAsync(0);
      return frame;
    },
    /** Frames come, 20 a second. */
    run: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 50) {
        frames?.enqueue(frameOf(++time));
        await vi.advanceTimersByTimeAsync(50);
      }
    },
    end: () => frames?.close(),
    breakSink: (error: Error) => {
      sinkError = error;
    },
    isSinkClosed: () => isSinkClosed,
  };
}

/** One whose loop has come, runs and wants a frame. */
async function running() {
  const host = started();
  host.set(BLUR);
  host.loop.want();
  host.loop.say({ type: 'reported', status: RUNNING });
  await vi.advanceTimersByTimeAsync(0);
  return host;
}

describe("the page's end of a loop that the extension runs", () => {
  useFakeFrames();
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(console, 'debug').mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('shows grey, and asks for nothing, until the settings are known', async () => {
    const host = started();
    await host.give();
    expect(host.sent()).toEqual(['1 grey']);
    expect(host.asked).toEqual([]);
    expect(host.statuses.at(-1)?.state ?? 'covered').toBe('covered');
    expect(openFrames.size).toBe(0);
  });

  it("shows the camera's own frames where the settings want it, and sends nothing", async () => {
    const host = started();
    host.set(OFF);
    await host.give();
    await host.give();
    expect(host.sent()).toEqual(['1 camera', '2 camera']);
    expect(host.asked).toEqual([]);
    expect(host.statuses.at(-1)?.state).toBe('off');
    expect(openFrames.size).toBe(0);
  });

  it('asks for a loop once, and tells it camera and settings', async () => {
    const host = started();
    host.set(BLUR);
    host.set(COVERED);
    expect(host.asked).toEqual([false]);
    expect(host.loop.got).toEqual([
      { type: 'start', camera: 'front' },
      { type: 'settings-changed', settings: BLUR },
      { type: 'settings-changed', settings: COVERED },
    ]);
  });

  it('tells a loop of no settings with which the camera is shown', () => {
    const host = started();
    host.set(BLUR);
    host.set(OFF);
    expect(host.loop.got.at(-1)).toEqual({ type: 'settings-changed', settings: BLUR });
  });

  it('sends a frame when one is wanted, and shows what comes back', async () => {
    const host = await running();
    await host.give();
    expect(host.loop.frames).toEqual([1]);
    expect(openFrames.size).toBe(0);
    expect(host.sent()).toEqual([]);
    host.loop.want();
    host.loop.draw(1);
    await host.give();
    expect(host.sent()).toEqual(['1 drawn']);
    expect(host.loop.frames).toEqual([1, 2]);
    expect(openFrames.size).toBe(0);
  });

  it('tells what the loop tells, and what it has counted itself', async () => {
    const host = await running();
    for (let time = 1; time <= 40; time++) {
      await host.give();
      host.loop.want();
      host.loop.draw(time);
      await vi.advanceTimersByTimeAsync(50);
    }
    const { fps, ...status } = host.statuses.at(-1) as LoopStatus;
    expect(status).toMatchObject({ state: 'running', tier: 'low', variant: 'general-192x112' });
    expect(status).toMatchObject({ kernels: 'wasm', compositor: 'planes', coveredFrames: 7 });
    expect(status.phases.infer).toEqual(PHASE);
    expect(fps).toBe(20);
  });

  it("waits with a call's first frame for the loop to start, for a while", async () => {
    const host = started();
    host.set(BLUR);
    await host.give();
    await vi.advanceTimersByTimeAsync(700);
    expect(host.sent()).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(host.sent()).toEqual(['1 grey']);
    await host.give();
    expect(host.sent()).toEqual(['2 grey']);
    expect(openFrames.size).toBe(0);
  });

  it('covers when the loop is silent, and sends it a frame when it wants one again', async () => {
    const host = await running();
    await host.give();
    await host.give();
    await vi.advanceTimersByTimeAsync(400);
    expect(host.sent()).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(host.sent()).toEqual(['2 grey']);
    host.loop.draw(1);
    host.loop.want();
    await host.give();
    // Later than what went out already.
    expect(host.sent()).toEqual([]);
    expect(host.loop.frames).toEqual([1, 3]);
    host.loop.draw(3);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual(['3 drawn']);
    expect(openFrames.size).toBe(0);
  });

  it('waits longer for a loop that has shown to be slow, which would never be seen otherwise', async () => {
    const host = await running();
    await host.give();
    await host.give();
    await vi.advanceTimersByTimeAsync(700);
    expect(host.sent()).toEqual(['2 grey']);
    host.loop.draw(1);
    host.loop.want();
    await host.give();
    await host.give();
    await vi.advanceTimersByTimeAsync(700);
    expect(host.sent()).toEqual([]);
    host.loop.draw(3);
    host.loop.want();
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual(['3 drawn']);
    // One that is fast again is not waited for.
    host.loop.draw(4);
    host.loop.want();
    await host.give();
    await host.give();
    await vi.advanceTimersByTimeAsync(500);
    expect(host.sent()).toEqual(['4 drawn', '6 grey']);
  });

  it('gives a loop up that is silent for long, says so, and asks for another', async () => {
    const host = await running();
    const { loop } = host;
    await host.run(4500);
    expect(loop.isClosed).toBe(true);
    expect(loop.got.at(-1)).toEqual({ type: 'end' });
    expect(host.statuses.at(-1)).toMatchObject({ state: 'fault', reason: 'segmenter-stalled' });
    expect(host.asked).toEqual([false]);
    await host.run(1000);
    expect(host.asked).toEqual([false, true]);
    expect(host.loop.got[0]).toEqual({ type: 'start', camera: 'front' });
    // What the one before still says is not heard.
    loop.draw(1_000_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(new Set(host.sent().map((frame) => frame.split(' ')[1]))).toEqual(new Set(['grey']));
    expect(openFrames.size).toBe(0);
  });

  it('does not wait for a loop that is asked for again', async () => {
    const host = await running();
    await host.run(6000);
    expect(host.asked).toEqual([false, true]);
    host.sent();
    await host.give();
    expect(host.sent()).toHaveLength(1);
  });

  it('gives one up that does not start, later, and asks ever more rarely', async () => {
    const host = started();
    host.set(BLUR);
    await host.run(20_000);
    expect(host.asked).toEqual([false]);
    const times: number[] = [];
    for (let second = 20; second < 90; second++) {
      const before = host.asked.length;
      await host.run(1000);
      if (host.asked.length > before) times.push(second);
    }
    // A second after it was given up, and then two.
    expect(times).toEqual([21, 43, 67]);
    expect(openFrames.size).toBe(0);
  });

  it('asks soon again for a loop that has run in between', async () => {
    const host = await running();
    for (let n = 0; n < 3; n++) {
      await host.run(5500);
      host.loop.want();
      host.loop.say({ type: 'reported', status: RUNNING });
      await host.give();
    }
    expect(host.asked).toEqual([false, true, true, true]);
  });

  it.each([
    ['wants a frame that does not come', true],
    ['owes one', false],
  ])('takes no pause of the camera for silence of a loop that %s', async (_, wants) => {
    const host = await running();
    await host.give();
    if (wants) host.loop.want();
    await vi.advanceTimersByTimeAsync(60_000);
    host.loop.draw(1);
    await host.give();
    expect(host.asked).toEqual([false]);
    expect(host.loop.isClosed).toBe(false);
  });

  it('drops what comes back when the camera is shown meanwhile', async () => {
    const host = await running();
    await host.give();
    host.set(OFF);
    host.loop.draw(1);
    await host.give();
    expect(host.sent()).toEqual(['2 camera']);
    expect(openFrames.size).toBe(0);
  });

  it('covers what was sent before the user wanted to be covered', async () => {
    const host = await running();
    await host.give();
    host.set(COVERED);
    host.loop.draw(1);
    host.loop.want();
    await host.give();
    host.loop.draw(2);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual(['1 grey', '2 drawn']);
    expect(openFrames.size).toBe(0);
  });

  it.each([
    ['the camera is shown', OFF, '1 camera'],
    ['a loop hangs', BLUR, '1 drawn'],
  ])('covers at once, before another frame comes, while %s', async (_, before, shown) => {
    const host = await running();
    host.set(before);
    await host.give();
    if (before === BLUR) host.loop.draw(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual([shown]);
    host.set({ ...before, covered: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual(['1001 grey']);
    // Once, however often the settings change.
    host.set({ ...before, covered: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual([]);
    expect(openFrames.size).toBe(0);
  });

  it('leaves a track black that the site has disabled, and one without a frame as it is', async () => {
    const host = await running();
    host.set(COVERED);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual([]);
    host.set(BLUR);
    host.send({ type: 'mute', isOn: true });
    await host.give();
    const [black] = host.sent();
    expect(black).toMatch(/^1 /);
    host.set(COVERED);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual([]);
    expect(openFrames.size).toBe(0);
  });

  it('covers everything while there are no settings that can be read, and says so', async () => {
    const host = await running();
    await host.give();
    host.send({ type: 'settings-refused' });
    host.loop.want();
    host.loop.draw(1);
    await host.give();
    expect(host.sent()).toEqual(['1 grey', '2 grey']);
    expect(host.statuses.at(-1)).toMatchObject({ state: 'fault', reason: 'extension-gone' });
    host.set(BLUR);
    await host.give();
    expect(host.loop.frames).toEqual([1, 3]);
    expect(openFrames.size).toBe(0);
  });

  it.each<[string, ExtensionToPage | string, LoopStatus['reason']]>([
    ['lost its segmenter', { type: 'segmenter-lost' }, 'model-missing'],
    ['says what nobody can read', 'hello', 'extension-gone'],
  ])('gives one up that %s, and says so', async (_, message, reason) => {
    const host = await running();
    const status = { ...RUNNING, state: 'fault', reason: 'model-missing' } as const;
    host.loop.say({ type: 'reported', status });
    host.loop.say(message);
    expect(host.loop.isClosed).toBe(true);
    await host.give();
    expect(host.statuses.at(-1)).toMatchObject({ state: 'fault', reason });
    await host.run(1100);
    expect(host.asked).toEqual([false, true]);
  });

  it('gives one up whose frames are none, and lets no error out to the page', async () => {
    const host = await running();
    await host.give();
    /** Refuses the bytes that the loop sends, as the browser does when they are too few. */
    class Refusing extends VideoFrame {
      constructor(bytes: BufferSource, init: VideoFrameBufferInit) {
        super(bytes, init);
        if (bytes.byteLength > 4) return;
        this.close();
        throw new TypeError('expected more bytes');
      }
    }
    vi.stubGlobal('VideoFrame', Refusing);
    expect(() => host.loop.draw(1)).not.toThrow();
    expect(host.loop.isClosed).toBe(true);
    await host.run(1100);
    expect(host.asked).toEqual([false, true]);
    expect(host.statuses.at(-1)).toMatchObject({ state: 'fault', reason: 'loop-failed' });
    expect(openFrames.size).toBe(0);
  });

  it('says why no loop comes', async () => {
    const host = started({ isThere: false });
    host.set(BLUR);
    host.send({ type: 'fail-segmenter', reason: 'segmenter-blocked' });
    await host.give();
    expect(host.sent()).toEqual(['1 grey']);
    expect(host.statuses.at(-1)).toMatchObject({ state: 'fault', reason: 'segmenter-blocked' });
  });

  it('covers a frame that cannot be read, and says so', async () => {
    const host = await running();
    const broken = Object.assign(frameOf(1000), { copyTo: () => Promise.reject(new Error()) });
    await host.give(broken);
    expect(host.sent()).toEqual(['1000 grey']);
    expect(host.statuses.at(-1)).toMatchObject({ state: 'fault', reason: 'loop-failed' });
    expect(openFrames.size).toBe(0);
  });

  it('shows what the loop makes of its own fault', async () => {
    const host = await running();
    const status = { ...RUNNING, state: 'covered', reason: 'segmenter-stalled' } as const;
    host.loop.say({ type: 'reported', status });
    await host.give();
    host.loop.draw(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.sent()).toEqual(['1 drawn']);
    expect(host.statuses.at(-1)).toMatchObject({ state: 'fault', reason: 'segmenter-stalled' });
  });

  it('counts the covered frames of loops that were lost, and its own', async () => {
    const host = await running();
    await host.run(6500);
    const { coveredFrames } = host.statuses.at(-1) as LoopStatus;
    host.loop.want();
    host.loop.say({ type: 'reported', status: { ...RUNNING, coveredFrames: 3 } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(coveredFrames).toBeGreaterThan(100);
    expect(host.statuses.at(-1)?.coveredFrames).toBeGreaterThanOrEqual(coveredFrames + 3);
  });

  it('asks for a picture and hands it on', async () => {
    const host = await running();
    host.loop.say({ type: 'backdrop-wanted', id: 'dusk' });
    expect(host.pictures).toEqual(['dusk']);
    host.send({ type: 'set-backdrop', id: 'dusk', bytes: null });
    expect(host.loop.got.at(-1)).toEqual({ type: 'set-backdrop', id: 'dusk', bytes: null });
  });

  it.each([
    ['is stopped', (host: ReturnType<typeof started>) => host.send({ type: 'stop' })],
    ['has no camera any more', (host: ReturnType<typeof started>) => host.end()],
  ])('ends with all that it holds when it %s', async (_, end) => {
    const host = await running();
    await host.give();
    end(host);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.isSinkClosed()).toBe(true);
    expect(host.loop.got.at(-1)).toEqual({ type: 'end' });
    expect(host.loop.isClosed).toBe(true);
    expect(host.statuses.at(-1)?.state).toBe('ended');
    expect(vi.getTimerCount()).toBe(0);
    expect(openFrames.size).toBe(0);
  });

  it('ends when the sink breaks', async () => {
    const host = await running();
    await host.give();
    host.breakSink(new Error('stopped'));
    host.loop.draw(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.statuses.at(-1)?.state).toBe('ended');
    expect(openFrames.size).toBe(0);
  });
});

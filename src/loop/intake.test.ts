import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIntake } from './intake';
import { frameOf, openFrames, useFakeFrames } from './tests/fake-frames';

/** A camera that gives a frame when told to, and an intake of it. */
function camera() {
  const starved: number[] = [];
  let frames: ReadableStreamDefaultController<VideoFrame> | undefined;
  const source = new ReadableStream<VideoFrame>(
    {
      start: (controller) => {
        frames = controller;
      },
    },
    { highWaterMark: 0 },
  );
  const intake = createIntake(source, (waited) => starved.push(waited));
  return { intake, source: frames as NonNullable<typeof frames>, starved: () => starved };
}

describe('the intake of frames', () => {
  useFakeFrames();
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes on with another source, also for one who waits already', async () => {
    const { intake, source, starved } = camera();
    source.enqueue(frameOf(1));
    (await intake.take())?.close();
    const taken = intake.take();
    await vi.advanceTimersByTimeAsync(1500);
    expect(starved()).toEqual([50, 100, 1000]);
    let frames: ReadableStreamDefaultController<VideoFrame> | undefined;
    const other = new ReadableStream<VideoFrame>(
      {
        start: (controller) => {
          frames = controller;
        },
      },
      { highWaterMark: 0 },
    );
    intake.replace(other);
    const frame = frameOf(2);
    frames?.enqueue(frame);
    expect(await taken).toBe(frame);
    frame.close();
    // Its end is the camera's.
    const last = intake.take();
    frames?.close();
    expect(await last).toBeUndefined();
    expect(openFrames.size).toBe(0);
  });

  it('gives a frame to whom it waits for, and to who comes later', async () => {
    const { intake, source } = camera();
    const [first, second] = [frameOf(1), frameOf(2)];
    const taken = intake.take();
    expect(intake.takeWaiting()).toBeUndefined();
    source.enqueue(first);
    expect(await taken).toBe(first);

    intake.ask();
    source.enqueue(second);
    await vi.advanceTimersByTimeAsync(1);
    expect(intake.takeWaiting()).toBe(second);
    expect(intake.takeWaiting()).toBeUndefined();
  });

  it('asks for one frame at a time', async () => {
    const { intake, source } = camera();
    intake.ask();
    intake.ask();
    for (const time of [1, 2]) source.enqueue(frameOf(time));
    await vi.advanceTimersByTimeAsync(1);
    expect((await intake.take())?.timestamp).toBe(1);
    expect(intake.takeWaiting()).toBeUndefined();
    expect((await intake.take())?.timestamp).toBe(2);
  });

  it('tells within 100 ms that no frame comes, then every second, and no longer when one has', async () => {
    const { intake, source, starved } = camera();
    await vi.advanceTimersByTimeAsync(5000);
    expect(starved()).toEqual([]);
    const taken = intake.take();
    await vi.advanceTimersByTimeAsync(100);
    expect(starved()).toEqual([50, 100]);
    await vi.advanceTimersByTimeAsync(3400);
    expect(starved()).toEqual([50, 100, 1000, 2000, 3000]);
    source.enqueue(frameOf(1));
    await taken;
    await vi.advanceTimersByTimeAsync(5000);
    expect(starved()).toEqual([50, 100, 1000, 2000, 3000]);
  });

  it('is as patient with later frames as a slow camera needs', async () => {
    const { intake, source, starved } = camera();
    for (let time = 1; time <= 10; time++) {
      source.enqueue(frameOf(time));
      (await intake.take())?.close();
    }
    void intake.take();
    await vi.advanceTimersByTimeAsync(900);
    expect(starved()).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(starved()).toEqual([1000]);
    source.close();
    await vi.advanceTimersByTimeAsync(1);
  });

  it('ends with the camera, and when it is cancelled', async () => {
    const ended = camera();
    ended.source.close();
    expect(await ended.intake.take()).toBeUndefined();
    const cancelled = camera();
    const taken = cancelled.intake.take();
    await cancelled.intake.cancel();
    expect(await taken).toBeUndefined();
  });

  it('tells the taker, and nobody else, of a camera that fails', async () => {
    const { intake, source, starved } = camera();
    intake.ask();
    source.error(new Error('gone'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(starved()).toEqual([]);
    await expect(intake.take()).rejects.toThrow('gone');
  });

  it('closes a frame that nobody takes', async () => {
    const { intake, source } = camera();
    intake.ask();
    source.enqueue(frameOf(1));
    await vi.advanceTimersByTimeAsync(1);
    await intake.cancel();
    intake.dispose();
    expect(openFrames.size).toBe(0);
  });
});

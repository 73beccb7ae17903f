import { expect, it, vi } from 'vitest';
import type { ShareMember } from './frame-share';
import { createServedLoop } from './served-loop';
import { frameOf, openFrames, useFakeFrames } from './tests/fake-frames';

const sources: ReadableStream<VideoFrame>[] = [];
vi.mock('./frame-loop', () => ({
  createFrameLoop: (source: ReadableStream<VideoFrame>) => {
    sources.push(source);
    return { handle: () => undefined };
  },
}));

useFakeFrames();

it('takes a frame that it has asked for, and keeps no other', async () => {
  const ask = vi.fn();
  const served = { ask, send: () => undefined, emit: () => undefined };
  const loop = createServedLoop(served, {} as ShareMember);
  const reader = sources.at(-1)?.getReader();
  loop.give(frameOf(1));
  expect(openFrames.size).toBe(0);

  const read = reader?.read();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
  for (const timestamp of [2, 3, 4]) loop.give(frameOf(timestamp));
  const taken = (await read)?.value;
  expect(taken?.timestamp).toBe(2);
  expect(openFrames.size).toBe(1);
  taken?.close();
});

it('closes what comes after the end', async () => {
  const loop = createServedLoop(
    { ask: () => undefined, send: () => undefined, emit: () => undefined },
    {} as ShareMember,
  );
  loop.end();
  loop.give(frameOf(1));
  expect(openFrames.size).toBe(0);
});

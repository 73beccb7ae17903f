import { describe, expect, it, vi } from 'vitest';
import { createArena } from '../kernels/arena';
import type { LoopToSegmenter } from '../shared/messages';
import { inputOf, type ModelVariantName } from '../shared/model-variants';
import { createMaskFeed, type MaskFeed } from './mask-feed';

const VARIANT = 'general-368x208';
const { width, height } = inputOf(VARIANT);
const pixels = width * height;

/** A view for a model, and whether its mask gets filled. */
const segment = (feed: MaskFeed, variant: ModelVariantName) => {
  const size = inputOf(variant);
  const count = size.width * size.height;
  const view = { input: new Uint8Array(4 * count), mask: new Uint8Array(count) };
  return { view, isFilled: feed.open(variant, createArena(undefined, 0))(view) };
};

/** True for the part of an input that completes it. */
const isLast = (job: LoopToSegmenter) =>
  job.type === 'load' ||
  job.offset + job.pixels.byteLength ===
    4 * inputOf(job.variant).width * inputOf(job.variant).height;

/** A feed with a segmenter that answers as told; resolves when its model is loaded. */
async function connected(answer: (job: LoopToSegmenter & { type: 'segment' }) => unknown) {
  const { port1, port2 } = new MessageChannel();
  const wanted: boolean[] = [];
  const feed: MaskFeed = createMaskFeed((replace) => {
    wanted.push(replace);
    feed.connect(port1);
  });
  const loaded = new Promise<void>((resolve) => {
    port2.onmessage = ({ data }: MessageEvent<LoopToSegmenter>) => {
      if (data.type === 'load') {
        port2.postMessage({ ...data, type: 'loaded' });
        setTimeout(resolve, 20);
      } else if (isLast(data)) port2.postMessage(answer(data));
    };
  });
  feed.ensure(VARIANT);
  await loaded;
  const close = () => {
    feed.dispose();
    port2.close();
  };
  return { feed, wanted, close };
}

const segmented = (id: number, maskBytes: number) => ({
  type: 'segmented',
  id,
  mask: new Uint8Array(maskBytes).fill(7).buffer,
});

describe('mask feed', () => {
  it('asks once, loads the model, and gives the mask of a job', async () => {
    const { feed, wanted, close } = await connected(({ id }) => segmented(id, pixels));
    feed.ensure(VARIANT);
    expect(wanted).toEqual([false]);
    expect(feed.ready).toBe(VARIANT);
    const { view, isFilled } = segment(feed, VARIANT);
    expect(await isFilled).toBe(true);
    expect(view.mask.every((value) => value === 7)).toBe(true);
    expect(view.input).toHaveLength(pixels * 4);
    close();
  });

  it('goes on with the model before until another is loaded, and through the change', async () => {
    const { port1, port2 } = new MessageChannel();
    const feed: MaskFeed = createMaskFeed(() => feed.connect(port1));
    const jobs: LoopToSegmenter[] = [];
    port2.onmessage = ({ data }: MessageEvent<LoopToSegmenter>) => isLast(data) && jobs.push(data);
    const [big, small] = [VARIANT, 'general-192x112'] as const;

    feed.ensure(big);
    port2.postMessage({ type: 'loaded', variant: big });
    await expect.poll(() => feed.ready).toBe(big);
    feed.ensure(small);
    expect(feed.ready).toBe(big);

    // The other model is loaded while a job for the one before is on its way.
    const { isFilled } = segment(feed, big);
    expect(feed.ready).toBeUndefined();
    port2.postMessage({ type: 'loaded', variant: small });
    port2.postMessage(segmented(1, pixels));
    expect(await isFilled).toBe(true);
    expect(feed.ready).toBe(small);
    // A second look at the same frame still wants the model of the first.
    const again = segment(feed, big);
    port2.postMessage(segmented(2, pixels));
    expect(await again.isFilled).toBe(true);

    await expect
      .poll(() => jobs.map((job) => [job.type, job.variant]))
      .toEqual([
        ['load', big],
        ['load', small],
        ['segment', big],
        ['segment', big],
      ]);
    feed.dispose();
    port2.close();
  });

  it.each([
    ['of another size', (id: number) => segmented(id, 7)],
    ['of another job', (id: number) => segmented(id + 1, pixels)],
    ['that is none', () => ({ type: 'segmented', mask: 'person' })],
    ['that never comes', () => undefined],
  ])('does without a mask %s', async (_, answer) => {
    const { feed, close } = await connected(({ id }) => answer(id));
    expect(await segment(feed, VARIANT).isFilled).toBe(false);
    close();
  });

  it('takes a failure at once, says why, and waits before it asks again', async () => {
    const failed = { type: 'failed', reason: 'model-damaged', detail: 'test' };
    const { feed, wanted, close } = await connected(() => failed);
    expect(await segment(feed, VARIANT).isFilled).toBe(false);
    expect(feed.fault).toBe('model-damaged');
    expect(feed.ready).toBeUndefined();
    feed.ensure(VARIANT);
    expect(wanted).toEqual([false]);
    close();
  });

  it('asks again when nobody comes, and says that the one before has failed', () => {
    const wanted: boolean[] = [];
    const feed = createMaskFeed((replace) => wanted.push(replace));
    let now = 1000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    for (; now < 25_000; now += 100) feed.ensure(VARIANT);
    clock.mockRestore();
    expect(feed.fault).toBe('segmenter-stalled');
    expect(wanted).toEqual([false, true]);
  });

  it('gives a silent segmenter up, but not for the time in which nobody asked', async () => {
    const { feed, close } = await connected(() => undefined);
    let now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const askFor = (seconds: number) => {
      for (let i = 0; i < 30 * seconds; i++) {
        now += 1000 / 30;
        feed.ensure(VARIANT);
      }
    };
    askFor(1);
    void segment(feed, VARIANT);
    askFor(3);
    now += 60_000;
    askFor(0.5);
    expect(feed.fault).toBeUndefined();
    askFor(1);
    expect(feed.fault).toBe('segmenter-stalled');
    clock.mockRestore();
    close();
  });
});

import { describe, expect, it } from 'vitest';
import type { Compositor } from '../compositor/compositor';
import { ALL_STAGES } from '../mask/stages';
import { WHOLE } from '../shared/geometry';
import { inputOf } from '../shared/model-variants';
import type { MaskFeed } from './mask-feed';
import { createMatting } from './matting';

const VARIANT = 'general-320x176';
const { width, height } = inputOf(VARIANT);
const frame = { displayWidth: 1280, displayHeight: 720 } as VideoFrame;
const compositor = { readInput: async () => undefined } as unknown as Compositor;

/** A feed whose masks come from a function of the place, 0..255; counts the buffers it lent. */
function feedOf(value: (x: number, y: number) => number) {
  let lent = 0;
  const feed: MaskFeed = {
    isReady: () => true,
    fault: undefined,
    ensure: () => undefined,
    connect: () => undefined,
    fail: () => undefined,
    takeInput: () => {
      lent++;
      return new Uint8Array(width * height * 4);
    },
    segment: async (input) => ({
      mask: Uint8Array.from({ length: width * height }, (_, i) =>
        value(i % width, Math.floor(i / width)),
      ),
      input,
    }),
    recycle: () => {
      lent--;
    },
    dispose: () => undefined,
  };
  return { feed, lent: () => lent };
}

describe('matting', () => {
  it('gives a matte of the whole frame for a person in it', async () => {
    const { feed, lent } = feedOf((x) => (Math.abs(x - width / 2) < width / 4 ? 255 : 0));
    const matte = await createMatting(feed, ALL_STAGES).matteOf(frame, compositor);
    expect(matte?.size).toEqual({ width, height });
    expect(matte?.region).toEqual(WHOLE);
    const middle = (height / 2) * width + width / 2;
    expect(matte?.coefficients[4 * middle + 3]).toBeCloseTo(1);
    expect(lent()).toBe(0);
  });

  it('finds nobody in an empty mask', async () => {
    const { feed } = feedOf(() => 0);
    const matte = await createMatting(feed, ALL_STAGES).matteOf(frame, compositor);
    expect(matte?.coefficients.every((value) => value === 0)).toBe(true);
  });

  it('does not trust a mask that takes everything for a person', async () => {
    const { feed, lent } = feedOf(() => 255);
    expect(await createMatting(feed, ALL_STAGES).matteOf(frame, compositor)).toBeUndefined();
    expect(lent()).toBe(0);
  });

  it('glimpses at the whole frame only while the model sees a part of it', async () => {
    const reads = async (left: number) => {
      const { feed } = feedOf((x, y) => (x > left && y > height * 0.6 ? 255 : 0));
      const matting = createMatting(feed, ALL_STAGES);
      const sizes: number[] = [];
      const readInput: Compositor['readInput'] = async (_frame, _region, size) => {
        sizes.push(size.width);
      };
      const reading = { readInput } as unknown as Compositor;
      for (let i = 0; i < 4; i++) await matting.matteOf(frame, reading);
      return sizes;
    };
    // A small person: the region is held from the second frame on.
    expect(await reads(width * 0.8)).toEqual([320, 40, 320, 40, 320, 40, 320]);
    expect(await reads(width * 0.1)).toEqual([320, 320, 320, 320]);
  });

  it('gives every buffer back over many frames of a small person who walks', async () => {
    let at = 0;
    const { feed, lent } = feedOf((x, y) => (Math.abs(x - at) < 20 && y > height * 0.6 ? 255 : 0));
    const matting = createMatting(feed, ALL_STAGES);
    for (at = 40; at < 280; at += 4) await matting.matteOf(frame, compositor);
    expect(lent()).toBe(0);
  });
});

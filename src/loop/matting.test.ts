import { describe, expect, it } from 'vitest';
import type { Compositor } from '../compositor/compositor';
import { compileKernels } from '../kernels/compile';
import type { Matte } from '../mask/matte';
import { ALL_SWITCHES } from '../mask/refine-switches';
import { WHOLE } from '../shared/geometry';
import { inputOf, type ModelVariantName } from '../shared/model-variants';
import { LADDER, type Tier } from '../shared/tiers';
import { createPhaseTimer } from './adapt/phase-timer';
import type { MaskSource } from './mask-source';
import { createMatting, planFor } from './matting';

const VARIANT = 'general-368x208';
const { width, height } = inputOf(VARIANT);
const WHITE = 255;
let clock = 0;
/** Frames of a camera with 30 a second. */
const nextFrame = () => {
  clock += 33_333;
  return { width: 1280, height: 720, timestamp: clock, duration: null };
};
/** Of frames that are white from side to side. */
const readInput: Compositor['readInput'] = (_frame, _region, _size, pixels) => {
  pixels.fill(WHITE);
};
const compositor = { readInput } as unknown as Compositor;
const timer = createPhaseTimer();

/** Masks that come from a function of the place in fractions and of what is there, all 0..255. */
function masksOf(
  value: (x: number, y: number, red: number) => number,
  kernels?: WebAssembly.Module,
) {
  const seen = { segmented: 0, ready: VARIANT as ModelVariantName | undefined };
  const masks: MaskSource = {
    get ready() {
      return seen.ready;
    },
    fault: undefined,
    ensure: () => undefined,
    isElsewhere: true,
    bytesFor: () => 0,
    open: (variant) => async (view) => {
      seen.segmented++;
      const size = inputOf(variant);
      for (let i = 0; i < view.mask.length; i++)
        view.mask[i] = value(
          ((i % size.width) + 0.5) / size.width,
          (Math.floor(i / size.width) + 0.5) / size.height,
          view.input[4 * i] as number,
        );
      return true;
    },
    dispose: () => undefined,
  };
  const matting = createMatting(masks, ALL_SWITCHES, kernels);
  const mattedOf = (tier: Tier = 'high', reading = compositor, size = {}) => {
    const frame = { ...nextFrame(), ...size };
    return matting.matteOf(frame, reading, planFor(tier, frame), timer.begin());
  };
  const matteOf = async (tier?: Tier) => (await mattedOf(tier)).matte;
  return { seen, mattedOf, matteOf };
}

/** Opacity of a black frame in its middle, 0..1. */
function inTheMiddle(matte: Matte | undefined): number | undefined {
  if (!matte) return undefined;
  const { width: across, height: down } = matte.size;
  return matte.coefficients[4 * ((down / 2) * across + across / 2) + 3];
}

describe('matting', () => {
  it('gives a matte of the whole frame for a person in it', async () => {
    const { matteOf } = masksOf((x) => (Math.abs(x - 0.5) < 0.25 ? 255 : 0));
    const matte = await matteOf();
    expect(matte?.size).toEqual({ width, height });
    expect(matte?.region).toEqual(WHOLE);
    expect(inTheMiddle(matte)).toBeCloseTo(1);
  });

  it('finds nobody in an empty mask', async () => {
    const matte = await masksOf(() => 0).matteOf();
    expect(matte?.coefficients.every((value) => value === 0)).toBe(true);
  });

  it('does not trust a mask that takes everything for a person', async () => {
    const { matteOf } = masksOf(() => 255);
    for (let n = 0; n < 30; n++) expect(await matteOf()).toBeUndefined();
  });

  it('trusts it when the model, shown the frame in a border, leaves the border out', async () => {
    const { seen, matteOf } = masksOf((_x, _y, red) => (red === WHITE ? 255 : 0));
    for (let n = 1; n <= 10; n++) {
      const matte = await matteOf();
      expect(inTheMiddle(matte)).toBeCloseTo(1);
      expect(matte?.region.width).toBeGreaterThan(1);
      expect(seen.segmented).toBe(n + 1);
    }
    // Somebody so close needs no mask of each frame either.
    const { matteOf: sparse } = masksOf((_x, _y, red) => (red === WHITE ? 255 : 0));
    for (let n = 0; n < 6; n++) expect(inTheMiddle(await sparse('sparse'))).toBeCloseTo(1);
  });

  it('keeps a face that fills the frame, at every tier', async () => {
    for (const tier of LADDER) {
      const { seen, matteOf } = masksOf((_x, _y, red) => (red === WHITE ? 255 : 0));
      seen.ready = planFor(tier, { width: 1280, height: 720 }).variant;
      for (let n = 0; n < 12; n++) expect(inTheMiddle(await matteOf(tier))).toBeCloseTo(1);
    }
  });

  it('has memory for all that a tier needs, for every shape of frame', async () => {
    const kernels = compileKernels();
    for (const tier of LADDER)
      for (const [across, down] of [
        [1280, 720],
        [640, 480],
        [480, 640],
        [720, 1280],
      ] as const) {
        const { seen, mattedOf } = masksOf((x) => (Math.abs(x - 0.5) < 0.25 ? 255 : 0), kernels);
        const size = { width: across, height: down };
        seen.ready = planFor(tier, size).variant;
        for (let n = 0; n < 4; n++)
          expect(inTheMiddle((await mattedOf(tier, compositor, size)).matte)).toBeCloseTo(1);
      }
  });

  it('glimpses at the whole frame only while the model sees a part of it', async () => {
    const reads = async (left: number) => {
      const { mattedOf } = masksOf((x, y) => (x > left && y > 0.6 ? 255 : 0));
      const sizes: number[] = [];
      const readInput: Compositor['readInput'] = (_frame, _region, size) => {
        sizes.push(size.width);
      };
      const reading = { readInput } as unknown as Compositor;
      for (let i = 0; i < 4; i++) await mattedOf('high', reading);
      return sizes;
    };
    // A small person: the region is held from the second frame on.
    expect(await reads(0.8)).toEqual([368, 368, 40, 368, 40, 368, 40]);
    expect(await reads(0.1)).toEqual([368, 368, 368, 368]);
  });

  it('looks at somebody small in a region of their own, not in every frame, at the two finest tiers', async () => {
    const looksOf = async (tier: Tier) => {
      const { seen, mattedOf } = masksOf((x, y, red) =>
        (x < 0.5 && y > 0.1) || red === 0 ? 255 : 0,
      );
      seen.ready = planFor(tier, { width: 1280, height: 720 }).variant;
      let at = 0;
      const regions: number[] = [];
      const frames: number[] = [];
      // Somebody small and black, who walks.
      const readInput: Compositor['readInput'] = (_frame, region, size, pixels) => {
        if (region.width < 1) regions.push(region.width);
        for (let i = 0; i < size.width * size.height; i++) {
          const x = region.x + (region.width * (i % size.width)) / size.width;
          const y = region.y + (region.height * Math.floor(i / size.width)) / size.height;
          const isThere = x > at && x < at + 0.1 && y > 0.6;
          pixels.fill(isThere ? 0 : WHITE, 4 * i, 4 * i + 4);
        }
      };
      const reading = { readInput } as unknown as Compositor;
      for (let n = 0; n < 24; n++) {
        at = 0.7 + 0.004 * n;
        const before = seen.segmented;
        await mattedOf(tier, reading);
        frames.push(seen.segmented - before);
      }
      return { regions, frames };
    };
    for (const tier of ['high', 'medium'] as const) {
      const { regions, frames } = await looksOf(tier);
      expect(regions.length).toBeGreaterThan(2);
      for (const width of regions) expect(width).toBeLessThan(0.8);
      for (let n = 0; n + 3 <= frames.length; n++)
        expect(frames.slice(n, n + 3).reduce((sum, runs) => sum + runs, 0)).toBeLessThanOrEqual(4);
    }
    expect((await looksOf('light')).regions).toEqual([]);
  });

  it('goes on with the tier before until the model of the next is loaded', async () => {
    const { seen, mattedOf } = masksOf((x) => (Math.abs(x - 0.5) < 0.25 ? 255 : 0));
    await mattedOf('high');
    const before = await mattedOf('low');
    expect(before).toMatchObject({ tier: 'high', variant: VARIANT });
    expect(before.matte?.size).toEqual({ width, height });
    seen.ready = 'general-192x112';
    const after = await mattedOf('low');
    expect(after).toMatchObject({ tier: 'low', variant: 'general-192x112' });
    expect(after.matte?.size).toEqual({ width: 96, height: 56 });
  });

  it('says what it would have made a matte with where there is no mask', async () => {
    const { seen, mattedOf } = masksOf(() => 255);
    // Not trusted, but made.
    expect(await mattedOf('high')).toEqual({ tier: 'high', variant: VARIANT, matte: undefined });
    seen.ready = undefined;
    expect(await mattedOf('low')).toEqual({ tier: 'high', variant: VARIANT, matte: undefined });
    const fresh = masksOf(() => 255);
    fresh.seen.ready = undefined;
    const plan = { tier: 'low', variant: 'general-192x112' };
    expect(await fresh.mattedOf('low')).toEqual({ ...plan, matte: undefined });
  });

  it('carries what it has seen over to the next tier', async () => {
    let person = 255;
    const { seen, matteOf } = masksOf((x) => (Math.abs(x - 0.5) < 0.25 ? person : 0));
    await matteOf('high');
    // The next model is in doubt where the one before was sure; the picture stands still.
    person = 128;
    const fresh = masksOf((x) => (Math.abs(x - 0.5) < 0.25 ? person : 0));
    seen.ready = fresh.seen.ready = 'general-192x112';
    expect(inTheMiddle(await matteOf('low'))).toBeGreaterThan(0.9);
    expect(inTheMiddle(await fresh.matteOf('low'))).toBeCloseTo(0.5, 1);
  });

  it.each([
    ['least', 2],
    ['sparse', 3],
  ] as const)('with the tier %s runs the model on one frame of %i, and at once after a pause', async (tier, every) => {
    const { seen, matteOf } = masksOf((x) => (Math.abs(x - 0.5) < 0.25 ? 255 : 0));
    seen.ready = 'general-192x112';
    for (let n = 0; n < 3 * every; n++) expect(inTheMiddle(await matteOf(tier))).toBeCloseTo(1);
    expect(seen.segmented).toBe(3);
    await matteOf(tier);
    clock += 1_000_000;
    await matteOf(tier);
    expect(seen.segmented).toBe(5);
  });
});

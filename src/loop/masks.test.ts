/** Who makes a loop's masks: its own network, and the segmenter when that cannot, or has failed. */
import { describe, expect, it, vi } from 'vitest';
import { packWeights } from '../../models/pack';
import { readSource } from '../../models/source';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { ALL_SWITCHES } from '../mask/refine-switches';
import { createRefiner, refinerBytes } from '../mask/refiner';
import { inputOf } from '../shared/model-variants';
import type { MaskFeed } from './mask-feed';
import { createMasks } from './masks';
import { createOwnMasks } from './own-masks';

const VARIANT = 'general-192x112';
const size = inputOf(VARIANT);
const kernels = compileKernels();

async function weightsFile(): Promise<ArrayBuffer> {
  return (await packWeights(await readSource('general'), 'general')).buffer;
}

/** A segmenter that is there, and fills masks with sevens. */
function fakeFeed() {
  const asked: string[] = [];
  const feed = {
    ready: VARIANT,
    fault: undefined,
    isElsewhere: true,
    ensure: (variant: string) => asked.push(variant),
    bytesFor: () => 0,
    open: () => async (view: { readonly mask: Uint8Array }) => {
      view.mask.fill(7);
      return true;
    },
    connect: () => undefined,
    fail: () => undefined,
    dispose: () => undefined,
  };
  return { asked, feed: feed as unknown as MaskFeed };
}

function start(own = kernels) {
  const { asked, feed } = fakeFeed();
  const masks = createMasks(createOwnMasks(own), feed);
  const open = () => {
    const arena = createArena(kernels, refinerBytes(size) + masks.bytesFor(VARIANT));
    const { views } = createRefiner(size, ALL_SWITCHES, { arena });
    return { view: views[0], segment: masks.open(VARIANT, arena) };
  };
  return { masks, asked, open };
}

describe('the masks of a loop', () => {
  it('wait for the weights, and are made by the loop itself from then on', async () => {
    const { masks, asked, open } = start();
    masks.ensure(VARIANT);
    expect(masks.ready).toBeUndefined();
    masks.takeWeights(await weightsFile());
    expect(masks.ready).toBe(VARIANT);
    expect(masks.isElsewhere).toBe(false);
    const { view, segment } = open();
    view.mask.fill(99);
    expect(await segment(view)).toBe(true);
    // Nobody is in a black picture.
    expect(Math.max(...view.mask)).toBeLessThan(20);
    expect(asked).toEqual([]);
  });

  it.each([
    ['missing', async () => null],
    ['empty', async () => new ArrayBuffer(0)],
    ['cut off', async () => (await weightsFile()).slice(0, 1000)],
    [
      'altered',
      async () => {
        const file = await weightsFile();
        new Uint8Array(file).fill(1, 5000, 5001);
        return file;
      },
    ],
  ])('come from the segmenter where the weights are %s', async (_, file) => {
    const { masks, asked } = start();
    masks.takeWeights(await file());
    masks.ensure(VARIANT);
    expect(masks.isElsewhere).toBe(true);
    expect(asked).toEqual([VARIANT]);
  });

  it('come from the segmenter where no weights come at all', () => {
    const { masks, asked } = start();
    const clock = vi.spyOn(performance, 'now');
    for (const at of [0, 2000, 6000, 6001]) {
      clock.mockReturnValue(at);
      masks.ensure(VARIANT);
    }
    clock.mockRestore();
    expect(asked).toEqual([VARIANT]);
  });

  it('come from the segmenter where the page has no kernels', () => {
    const { feed, asked } = fakeFeed();
    const masks = createMasks(createOwnMasks(undefined), feed);
    masks.ensure(VARIANT);
    expect(asked).toEqual([VARIANT]);
  });

  it('come from the segmenter after the network has trapped, in the frame after that one', async () => {
    const { masks, asked, open } = start();
    masks.takeWeights(await weightsFile());
    masks.ensure(VARIANT);
    const { view, segment } = open();
    // Nothing that lies in the network's arena: it refuses to work on it.
    const elsewhere = { input: new Uint8Array(view.input), mask: new Uint8Array(view.mask) };
    expect(await segment(elsewhere)).toBe(false);
    masks.ensure(VARIANT);
    expect(asked).toEqual([VARIANT]);
    expect(await segment(view)).toBe(true);
    expect(view.mask[0]).toBe(7);
  });
});

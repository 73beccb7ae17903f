import type { Compositor } from '../../src/compositor/compositor';
import { colorMatrixOf, RGB_SPACE } from '../../src/compositor/planes/color-matrix';
import { createPlaneInput } from '../../src/compositor/planes/plane-input';
import { createPlaneMatte } from '../../src/compositor/planes/plane-matte';
import { createPlanes, padPlanes, writePlanes } from '../../src/compositor/planes/planes';
import { createPhaseTimer } from '../../src/loop/adapt/phase-timer';
import type { MaskSource } from '../../src/loop/mask-source';
import { createMatting, planFor } from '../../src/loop/matting';
import type { RefineSwitches } from '../../src/mask/refine-switches';
import type { Size } from '../../src/shared/geometry';
import { inputOf, variantFor } from '../../src/shared/model-variants';
import { DEFAULT_TIER } from '../../src/shared/tiers';

/** Gives the opacity, 0..1 per pixel, that a picture (RGBA) with a true matte (0..255) comes to. */
export type Limit = (picture: Uint8Array, matte: Uint8Array) => Promise<Float32Array>;

const PICTURE = colorMatrixOf(RGB_SPACE);
/** Luma is the opacity itself. */
const OPACITY = colorMatrixOf({ matrix: 'smpte170m', fullRange: true });

/**
 * What a perfect network of the product's size would come to: the product's own switches and the CPU
 * compositor's matte, with masks that are the truth, reduced as the model's input is.
 */
export function createLimit(size: Size, switches: RefineSwitches): Limit {
  const input = inputOf(variantFor(size));
  const count = input.width * input.height;
  const planes = createPlanes(size);
  const truth = createPlanes(size);
  truth.u.fill(128);
  truth.v.fill(128);
  const readPicture = createPlaneInput();
  const readTruth = createPlaneInput();
  const reduced = new Uint8Array(4 * count);
  const undrawn = (): never => {
    throw new Error('expected to draw nothing');
  };

  const compositor: Compositor = {
    load: undrawn,
    release: () => undefined,
    readInput: (_frame, region, to, pixels) => {
      readPicture(planes, PICTURE, region, to, pixels);
      if (to.width === input.width && to.height === input.height)
        readTruth(truth, OPACITY, region, to, reduced);
    },
    composite: undrawn,
    cover: undrawn,
    dispose: () => undefined,
  };
  const masks: MaskSource = {
    ready: variantFor(size),
    fault: undefined,
    ensure: () => undefined,
    isElsewhere: true,
    bytesFor: () => 0,
    open:
      () =>
      async ({ mask }) => {
        for (let i = 0; i < count; i++) mask[i] = reduced[4 * i] as number;
        return true;
      },
    dispose: () => undefined,
  };
  const timer = createPhaseTimer();
  const matting = createMatting(masks, switches);
  const person = createPlaneMatte(size);
  const frame = { ...size, timestamp: 0, duration: null };
  const plan = planFor(DEFAULT_TIER, size);

  return async (picture, matte) => {
    writePlanes(planes, PICTURE, new Uint8ClampedArray(picture.buffer, picture.byteOffset));
    for (let y = 0; y < size.height; y++)
      truth.y.set(matte.subarray(y * size.width, (y + 1) * size.width), y * truth.stride);
    padPlanes(truth);
    const { matte: found } = await matting.matteOf(frame, compositor, plan, timer.begin());
    if (!found) throw new Error('expected a matte: the truth fills the whole picture');
    person.update(planes, PICTURE, found, false);
    return Float32Array.from(matte, (_, i) => {
      const at = Math.floor(i / size.width) * planes.stride + (i % size.width);
      return (person.alpha[at] as number) / 255;
    });
  };
}

import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { kernelsDefinition } from '../../kernels/build';
import { packWeights } from '../../models/pack';
import { readSource } from '../../models/source';
import type { Compositor } from '../../src/compositor/compositor';
import { colorMatrixOf, RGB_SPACE } from '../../src/compositor/planes/color-matrix';
import { createPlaneInput, INPUT_BYTES } from '../../src/compositor/planes/plane-input';
import { createPlaneMatte, MATTE_BYTES } from '../../src/compositor/planes/plane-matte';
import { createPlanes, padPlanes, writePlanes } from '../../src/compositor/planes/planes';
import { createArena } from '../../src/kernels/arena';
import { compileKernels } from '../../src/kernels/compile';
import { FOREGROUND, TILE, UNKNOWN } from '../../src/kernels/constants';
import { createPhaseTimer } from '../../src/loop/adapt/phase-timer';
import type { MaskSource } from '../../src/loop/mask-source';
import { createMatting, planFor } from '../../src/loop/matting';
import { createOwnMasks } from '../../src/loop/own-masks';
import type { Size } from '../../src/shared/geometry';
import { inputOf } from '../../src/shared/model-variants';
import type { Row } from './rows';

/**
 * Gives the opacity, 0..1 per pixel, that a picture (RGBA) with a true matte (0..255) comes to; undefined when the
 * frame is covered.
 */
export type BareLoop = (
  picture: Uint8Array,
  matte: Uint8Array,
) => Promise<Float32Array | undefined>;

const PICTURE = colorMatrixOf(RGB_SPACE);
/** Luma is the opacity itself. */
const OPACITY = colorMatrixOf({ matrix: 'smpte170m', fullRange: true });
/** Distance of the frames' timestamps, in microseconds. */
const PERIOD_US = 33_333;

/**
 * The product's own switches and the CPU compositor's matte, without a browser: with masks of the network, or with
 * those of a perfect one, which are the truth, reduced as the model's input is.
 */
export async function createBareLoop(
  size: Size,
  { switches, tier, masks: from }: Pick<Row, 'switches' | 'tier' | 'masks'>,
): Promise<BareLoop> {
  await defineKernels();
  const plan = planFor(tier, size);
  const input = inputOf(plan.variant);
  const kernels = compileKernels();
  const pixels = (size.width + TILE) * (size.height + TILE);
  const arena = createArena(kernels, 4 * pixels + MATTE_BYTES + 2 * INPUT_BYTES + 65_536);
  const planes = createPlanes(size, 0, arena);
  const truth = createPlanes(size, 0, arena);
  truth.u.fill(128);
  truth.v.fill(128);
  const readPicture = createPlaneInput(arena);
  const readTruth = createPlaneInput(arena);
  const reduced = new Uint8Array(4 * input.width * input.height);
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
  const masks = from === 'truth' ? truthMasks(plan.variant, reduced) : await networkMasks(kernels);
  const matting = createMatting(masks, switches, kernels);
  const timer = createPhaseTimer();
  const person = createPlaneMatte(size, arena);
  let timestamp = 0;

  return async (picture, matte) => {
    writePlanes(planes, PICTURE, new Uint8ClampedArray(picture.buffer, picture.byteOffset));
    for (let y = 0; y < size.height; y++)
      truth.y.set(matte.subarray(y * size.width, (y + 1) * size.width), y * truth.stride);
    padPlanes(truth);
    timestamp += PERIOD_US;
    matting.prepare(plan);
    const frame = { ...size, timestamp, duration: null };
    const { matte: found } = await matting.matteOf(frame, compositor, plan, timer.begin());
    if (!found) return undefined;
    person.update(planes, PICTURE, found);
    const { alpha, tiles } = person;
    return Float32Array.from(matte, (_, i) => {
      const [x, y] = [i % size.width, Math.floor(i / size.width)];
      const kind = tiles.trimap[Math.floor(y / TILE) * tiles.across + Math.floor(x / TILE)];
      if (kind !== UNKNOWN) return kind === FOREGROUND ? 1 : 0;
      return (alpha[y * planes.stride + x] as number) / 255;
    });
  };
}

function truthMasks(ready: MaskSource['ready'], reduced: Uint8Array): MaskSource {
  return {
    ready,
    fault: undefined,
    ensure: () => undefined,
    isElsewhere: true,
    bytesFor: () => 0,
    open:
      () =>
      async ({ mask }) => {
        for (let i = 0; i < mask.length; i++) mask[i] = reduced[4 * i] as number;
        return true;
      },
    dispose: () => undefined,
  };
}

async function networkMasks(kernels: WebAssembly.Module | undefined): Promise<MaskSource> {
  const masks = createOwnMasks(kernels);
  const packed = await packWeights(await readSource('general'), 'general');
  masks.takeWeights(packed.buffer);
  if (!masks.isUsable) throw new Error('the network does not run here');
  return masks;
}

let defined: Promise<void> | undefined;

/** What the bundler defines for the product. */
function defineKernels(): Promise<void> {
  defined ??= (async () => {
    // Node 20 has relaxed SIMD behind a flag.
    setFlagsFromString('--experimental-wasm-relaxed-simd');
    for (const [name, text] of Object.entries(await kernelsDefinition()))
      Object.assign(globalThis, { [name]: runInThisContext(text) });
  })();
  return defined;
}

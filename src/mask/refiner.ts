import type { Rect, Size } from '../shared/geometry';
import { createCleanup } from './cleanup';
import { createGuide } from './guide';
import type { Matte } from './matte';
import { createMotion, type Motion, type Seen } from './motion';
import { resizePlane } from './remap';
import type { Stages } from './stages';
import { createSmoother } from './temporal';

/** From mask to matte, for one size of model input. */
export type Refiner = {
  /** The frame before, to begin the next refiner with; undefined before the first. */
  readonly past: Past | undefined;
  /** Reads what it can of a frame while the model works. input: the RGBA that `refine` will be given. */
  prepare(input: Uint8Array): void;
  /** Bytes of the model as probabilities 0..1, cleaned up; reused by the next call. */
  read(mask: Uint8Array): Float32Array;
  /** Turns the mask of `region` into the matte; input: RGBA of the model. Reused by the next call. */
  refine(mask: Float32Array, input: Uint8Array, region: Rect): Matte;
  /**
   * The matte of a frame without a mask of its own: the mask before, moved along. input: RGBA of the
   * region of before. undefined without a frame before, or when the picture is another one.
   */
  follow(input: Uint8Array): Matte | undefined;
};

/** What a refiner knows of the frame before, at its own size. */
export type Past = Seen & { readonly size: Size; readonly region: Rect };

export type RefinerOptions = {
  /** The grid of the guided filter: the mask's, or half as wide and high. */
  readonly guide?: 'full' | 'half';
  /** What the refiner before has seen, of any size. */
  readonly past?: Past | undefined;
  /** TypeScript does their work where there are none. */
  readonly kernels?: WebAssembly.Module | undefined;
};

/** Mean difference of luma from which a picture is another one: a cut, a light switched on. */
const CUT = 0.1;

export function createRefiner(
  size: Size,
  stages: Stages,
  { guide: detail = 'full', past, kernels }: RefinerOptions = {},
): Refiner {
  const count = size.width * size.height;
  const cleanUp = createCleanup(size);
  const smooth = createSmoother(size);
  const guide = createGuide(size, detail, stages.noise, kernels);
  const plain = new Float32Array(count * 4);
  let probabilities = new Float32Array(count);
  let luma = new Float32Array(count);
  let spare = { mask: new Float32Array(count), luma: new Float32Array(count) };
  let region: Rect | undefined;
  let move: Motion | undefined;
  /** Whose luma `spare` holds. */
  let prepared: Uint8Array | undefined;

  if (past && stages.temporal) {
    probabilities = resizePlane(past.mask, past.size, size);
    luma = resizePlane(past.luma, past.size, size);
    region = past.region;
    // A first mask is kept as it is.
    smooth(probabilities, luma, region);
  }

  const readLuma = (input: Uint8Array, to: Float32Array) => {
    for (let i = 0; i < count; i++) {
      const red = input[4 * i] as number;
      const green = input[4 * i + 1] as number;
      const blue = input[4 * i + 2] as number;
      to[i] = (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
    }
  };

  const toMatte = (mask: Float32Array, input: Uint8Array, shown: Rect): Matte => {
    if (stages.guided)
      return { size: guide.size, region: shown, coefficients: guide.filter(mask, input) };
    // The mask itself as a constant: b = p, a = 0.
    for (let i = 0; i < count; i++) plain[4 * i + 3] = mask[i] as number;
    return { size, region: shown, coefficients: plain };
  };

  return {
    get past() {
      return region && { size, region, mask: probabilities, luma };
    },
    read: (mask) => {
      if (mask.length !== count) throw new Error(`expected a mask of ${size.width}x${size.height}`);
      // Until it has been refined, this is nobody's past.
      region = undefined;
      for (let i = 0; i < count; i++) probabilities[i] = (mask[i] as number) / 255;
      if (stages.cleanup) cleanUp(probabilities);
      return probabilities;
    },
    prepare: (input) => {
      if (!stages.temporal) return;
      readLuma(input, spare.luma);
      prepared = input;
    },
    refine: (mask, input, shown) => {
      if (stages.temporal) {
        if (prepared !== input) readLuma(input, spare.luma);
        prepared = undefined;
        [luma, spare.luma] = [spare.luma, luma];
        smooth(mask, luma, shown);
        region = shown;
      }
      return toMatte(mask, input, shown);
    },
    follow: (input) => {
      if (!region) return undefined;
      move ??= createMotion(size);
      prepared = undefined;
      readLuma(input, spare.luma);
      if (move({ mask: probabilities, luma }, spare.luma, spare.mask) > CUT) return undefined;
      const before = { mask: probabilities, luma };
      ({ mask: probabilities, luma } = spare);
      spare = before;
      smooth(probabilities, luma, region);
      return toMatte(probabilities, input, region);
    },
  };
}

import { createArena } from '../kernels/arena';
import type { Rect, Size } from '../shared/geometry';
import { createCleanup } from './cleanup';
import { createGuidedFilter, guidedBytes } from './guided-filter';
import type { Matte } from './matte';
import type { Stages } from './stages';
import { createSmoother } from './temporal';

/** From mask to matte, for one size of model input. */
export type Refiner = {
  /** Bytes of the model as probabilities 0..1, cleaned up; reused by the next call. */
  read(mask: Uint8Array): Float32Array;
  /** Turns the mask of `region` into the matte; input: RGBA of the model. Reused by the next call. */
  refine(mask: Float32Array, input: Uint8Array, region: Rect): Matte;
};

/** Makes the stages for masks of one size. kernels: TypeScript does their work where there are none. */
export function createRefiner(size: Size, stages: Stages, kernels?: WebAssembly.Module): Refiner {
  const count = size.width * size.height;
  const probabilities = new Float32Array(count);
  const luma = new Float32Array(count);
  const cleanUp = createCleanup(size);
  const smooth = createSmoother(size);
  const guide = createGuidedFilter(size, createArena(kernels, guidedBytes(size)));
  const plain = new Float32Array(count * 4);

  const readLuma = (input: Uint8Array) => {
    for (let i = 0; i < count; i++) {
      const red = input[4 * i] as number;
      const green = input[4 * i + 1] as number;
      const blue = input[4 * i + 2] as number;
      luma[i] = (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
    }
  };

  return {
    read: (mask) => {
      if (mask.length !== count) throw new Error(`expected a mask of ${size.width}x${size.height}`);
      for (let i = 0; i < count; i++) probabilities[i] = (mask[i] as number) / 255;
      if (stages.cleanup) cleanUp(probabilities);
      return probabilities;
    },
    refine: (mask, input, region) => {
      if (stages.temporal) {
        readLuma(input);
        smooth(mask, luma, region);
      }
      if (stages.guided) return { size, region, coefficients: guide(mask, input) };
      // The mask itself as a constant: b = p, a = 0.
      for (let i = 0; i < count; i++) plain[4 * i + 3] = mask[i] as number;
      return { size, region, coefficients: plain };
    },
  };
}

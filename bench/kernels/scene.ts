import { noisyRgb } from '../../presenter/noise';
import { frameTruth } from '../../presenter/raster';
import { colorMatrixOf } from '../../src/compositor/planes/color-matrix';
import { createPlaneInput, INPUT_BYTES } from '../../src/compositor/planes/plane-input';
import { createPlanes, type Planes, writePlanes } from '../../src/compositor/planes/planes';
import { createArena } from '../../src/kernels/arena';
import { type Size, WHOLE } from '../../src/shared/geometry';
import { inputOf, variantFor } from '../../src/shared/model-variants';

/** One frame of the drawn presenter, and what a good model would make of it. */
export type Shot = {
  readonly planes: Planes;
  /** RGBA at the model's size. */
  readonly input: Uint8Array;
  /** The true matte at the model's size, softened, as a model's 8-bit probabilities. */
  readonly mask: Uint8Array;
};

export const MATRIX = colorMatrixOf({ matrix: 'bt709', fullRange: false });

/** Frames of one sequence that the stages take in turns. */
const SHOTS = 6;

/** Consecutive frames of a camera of one size, with noise. kernels: to read the model's input by. */
export async function scene(size: Size, kernels?: WebAssembly.Module): Promise<Shot[]> {
  const grid = inputOf(variantFor(size));
  const bytes = 2 * (SHOTS + 1) * size.width * size.height;
  const arena = createArena(kernels, bytes + INPUT_BYTES + 65_536);
  const readInput = createPlaneInput(arena);
  const shots: Shot[] = [];
  for (let n = 0; n < SHOTS; n++) {
    const truth = await frameTruth('mira', n, size);
    const planes = createPlanes(size, 0, arena);
    writePlanes(planes, MATRIX, opaque(noisyRgb(truth.picture, 2, n)));
    const input = new Uint8Array(4 * grid.width * grid.height);
    readInput(planes, MATRIX, WHOLE, grid, input);
    shots.push({ planes, input, mask: softened(truth.matte, size, grid) });
  }
  return shots;
}

/** RGB as RGBA. */
function opaque(rgb: Uint8Array): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
  for (let i = 0; i < rgb.length; i++) rgba[Math.floor(i / 3) * 4 + (i % 3)] = rgb[i] as number;
  return rgba;
}

/** Means of what a model pixel and its neighbours cover. */
function softened(matte: Uint8Array, frame: Size, grid: Size): Uint8Array {
  const taps = [-1, -0.5, 0, 0.5, 1];
  const place = (i: number, tap: number, count: number, length: number) =>
    Math.min(length - 1, Math.max(0, Math.floor(((i + 0.5 + tap) / count) * length)));
  return Uint8Array.from({ length: grid.width * grid.height }, (_, i) => {
    let sum = 0;
    for (const v of taps)
      for (const u of taps) {
        const x = place(i % grid.width, u, grid.width, frame.width);
        const y = place(Math.floor(i / grid.width), v, grid.height, frame.height);
        sum += matte[y * frame.width + x] as number;
      }
    return Math.round(sum / taps.length ** 2);
  });
}

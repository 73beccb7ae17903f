import type { Arena } from '../kernels/arena';
import { BLOCK, NOISE } from '../kernels/constants';
import { createJob } from '../kernels/job';
import { NoiseShrinkJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import { AT_EDGE, type GuidedBlocks, type Run } from './guided-blocks';

/** Takes the noise out of a matte's coefficients in place. input: RGBA of the model, the guide; both in the arena. */
export type NoiseShrink = (coefficients: Float32Array, input: Uint8Array) => void;

/**
 * The coefficients were found on a small picture, each pixel the mean of many, and are applied to
 * the single pixels of the frame, with all their noise: where person and background are alike in colour,
 * `a` is steep and the matte flickers. So the matte keeps its values q = a·I + b at the points of
 * the grid, but follows a pixel's own difference from I only as far as it has an edge there: `a` is
 * shrunk by `v / (v + (8/255)²·|a|²)`, v being the variance of q over 3x3 points (a Wiener filter:
 * Lim, "Two-Dimensional Signal and Image Processing", 1990, section 9.2). blocks: as the guided filter
 * has read them; elsewhere its coefficients have no slopes.
 */
export function createNoiseShrink(
  { width, height }: Size,
  blocks: GuidedBlocks,
  arena: Arena,
): NoiseShrink {
  const count = width * height;
  const q = arena.floats(count);
  const check = (coefficients: Float32Array, input: Uint8Array) => {
    if (coefficients.length !== 4 * count || input.length !== 4 * count)
      throw new Error(`expected coefficients and an input of ${width}x${height}`);
  };
  const { kernels } = arena;
  if (kernels && width % BLOCK === 0) {
    const job = createJob(arena, NoiseShrinkJob, {
      matte: q.byteOffset,
      levels: blocks.levels.byteOffset,
      width,
      height,
      level: AT_EDGE - 1,
    });
    return (coefficients, input) => {
      check(coefficients, input);
      job.set({ coefficients: coefficients.byteOffset, input: input.byteOffset });
      kernels.noiseShrink(job.at);
    };
  }
  let coefficients: Float32Array;
  let input: Uint8Array;

  /** The matte on the grid itself. */
  const measure: Run = (top, bottom, left, right) => {
    for (let y = top; y < bottom; y++)
      for (let i = y * width + left; i < y * width + right; i++)
        q[i] = slopePart(coefficients, input, 4 * i) + coefficients[4 * i + 3];
  };

  /** Variance of q over the 3x3 points around one, fewer at the borders. */
  const varianceAt = (x: number, y: number): number => {
    const left = Math.max(0, x - 1);
    const right = Math.min(width - 1, x + 1);
    const bottom = Math.min(height - 1, y + 1);
    let sum = 0;
    let squares = 0;
    let points = 0;
    for (let v = Math.max(0, y - 1); v <= bottom; v++) {
      for (let u = left; u <= right; u++) {
        const value = q[v * width + u];
        sum += value;
        squares += value * value;
        points++;
      }
    }
    const mean = sum / points;
    return Math.max(0, squares / points - mean * mean);
  };

  const shrink: Run = (top, bottom, left, right) => {
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const i = y * width + x;
        const at = 4 * i;
        const red = coefficients[at];
        const green = coefficients[at + 1];
        const blue = coefficients[at + 2];
        const steepness = red * red + green * green + blue * blue;
        if (steepness === 0) continue;
        const variance = varianceAt(x, y);
        const share = variance / (variance + NOISE * NOISE * steepness);
        coefficients[at] = red * share;
        coefficients[at + 1] = green * share;
        coefficients[at + 2] = blue * share;
        coefficients[at + 3] = q[i] - slopePart(coefficients, input, at);
      }
    }
  };

  return (newCoefficients, newInput) => {
    check(newCoefficients, newInput);
    coefficients = newCoefficients;
    input = newInput;
    blocks.visit(AT_EDGE - 2, measure);
    blocks.visit(AT_EDGE - 1, shrink);
  };
}

/** a·I of one point. */
function slopePart(coefficients: Float32Array, input: Uint8Array, at: number): number {
  return (
    (coefficients[at] * input[at] +
      coefficients[at + 1] * input[at + 1] +
      coefficients[at + 2] * input[at + 2]) /
    255
  );
}

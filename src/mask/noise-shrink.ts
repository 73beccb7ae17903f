import type { Arena } from '../kernels/arena';
import { createJob } from '../kernels/job';
import { NoiseShrinkJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import { AT_EDGE, type GuidedBlocks } from './guided-blocks';

/** Takes the noise out of a matte's coefficients in place. input: RGBA of the model, the guide; both in the arena. */
export type NoiseShrink = (coefficients: Float32Array, input: Uint8Array) => void;

/**
 * The coefficients were found on a small picture, each pixel the mean of many, and are applied to
 * the single pixels of the frame, with all their noise: where person and background are alike in colour,
 * `a` is steep and the matte flickers. So the matte keeps its values q = a·I + b at the points of
 * the grid, but follows a pixel's own difference from I only as far as it has an edge there: `a` is
 * shrunk by `v / (v + (8/255)²·|a|²)`, v being the variance of q over 3x3 points (a Wiener filter:
 * Lim, "Two-Dimensional Signal and Image Processing", 1990, section 9.2). blocks: as the guided filter
 * has read them; elsewhere its coefficients have no slopes. size: the width is a multiple of BLOCK.
 */
export function createNoiseShrink(
  { width, height }: Size,
  blocks: GuidedBlocks,
  arena: Arena,
): NoiseShrink {
  const { kernels } = arena;
  const count = width * height;
  const job = createJob(arena, NoiseShrinkJob, {
    matte: arena.floats(count).byteOffset,
    levels: blocks.levels.byteOffset,
    width,
    height,
    level: AT_EDGE - 1,
  });
  return (coefficients, input) => {
    if (coefficients.length !== 4 * count || input.length !== 4 * count)
      throw new Error(`expected coefficients and an input of ${width}x${height}`);
    job.set({ coefficients: coefficients.byteOffset, input: input.byteOffset });
    kernels.noiseShrink(job.at);
  };
}

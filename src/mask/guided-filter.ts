import type { Arena } from '../kernels/arena';
import { BLOCK, FOREGROUND, SUMS_BEFORE, SUMS_BEHIND, WINDOW_SUMS } from '../kernels/constants';
import { createJob } from '../kernels/job';
import { GuidedJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import { AT_EDGE, createGuidedBlocks, type GuidedBlocks } from './guided-blocks';

/** Gives a matte's coefficients for a mask and its model input, both in the arena; reused by the next call. */
export type GuidedFilter = (mask: Float32Array, input: Uint8Array) => Float32Array;

/**
 * Guided filter with a colour guide (He, Sun, Tang: "Guided Image Filtering", 2010, section 3.5):
 * in each window the mask is a linear function of the colour, `a·rgb + b`, and each pixel gets the
 * mean of the windows it lies in. The coefficients, not the filtered mask, are the result: applied
 * to the full-size frame they put the mask's edge on the frame's own. Far from every edge they are
 * a = 0 and b = 0 or 1.
 * mask: 0..1, input: RGBA, both of `size`, whose width is a multiple of BLOCK; throws when a length is wrong.
 * radius: of the window, in grid pixels. arena: see guidedBytes. blocks: to see where the edges were, in that arena.
 */
export function createGuidedFilter(
  size: Size,
  radius: 2 | 4,
  arena: Arena,
  blocks: GuidedBlocks = createGuidedBlocks(size, arena),
): GuidedFilter {
  const { width, height } = size;
  const count = width * height;
  const coefficients = arena.floats(4 * count);
  const { solve, mean } = createSteps(size, radius, coefficients, blocks, arena);
  const { levels, trimap } = blocks;
  /** The trimap's value that the coefficients of a block hold all over; 0 where they do not. */
  const plain = new Uint8Array(trimap.length);

  return (mask, input) => {
    if (mask.length !== count || input.length !== count * 4)
      throw new Error(`expected a mask and an input of ${width}x${height}`);
    blocks.read(mask);
    solve(mask, input);
    for (let block = 0; block < levels.length; block++) {
      const isFar = levels[block] < AT_EDGE - 1;
      const content = isFar ? trimap[block] : 0;
      if (content && content !== plain[block])
        fillBlock(coefficients, size, block, content === FOREGROUND ? 1 : 0);
      plain[block] = content;
    }
    mean();
    return coefficients;
  };
}

/** Bytes of an arena for the guided filter of a size, and for its blocks. */
export function guidedBytes({ width, height }: Size): number {
  return 33 * width * height + 144 * (width + 12) + 1024;
}

/** Sets a = 0 and b to one value in a block. */
function fillBlock(to: Float32Array, { width, height }: Size, block: number, flat: number): void {
  const across = width / BLOCK;
  const left = (block % across) * BLOCK;
  const top = Math.floor(block / across) * BLOCK;
  for (let y = top; y < Math.min(height, top + BLOCK); y++) {
    for (let i = y * width + left; i < y * width + left + BLOCK; i++) {
      to[4 * i] = to[4 * i + 1] = to[4 * i + 2] = 0;
      to[4 * i + 3] = flat;
    }
  }
}

/** The filter's two steps over the blocks that need them. */
function createSteps(
  { width, height }: Size,
  radius: 2 | 4,
  coefficients: Float32Array,
  { levels }: GuidedBlocks,
  arena: Arena,
) {
  const { kernels } = arena;
  const solved = arena.floats(4 * width * height);
  const padded = SUMS_BEFORE + width + SUMS_BEHIND;
  const grid = {
    solved: solved.byteOffset,
    coefficients: coefficients.byteOffset,
    levels: levels.byteOffset,
    width,
    height,
    radius,
  };
  const solveJob = createJob(arena, GuidedJob, {
    ...grid,
    sums: arena.ints(2 * WINDOW_SUMS * padded + width / 4).byteOffset,
    level: AT_EDGE,
  });
  const meanJob = createJob(arena, GuidedJob, {
    ...grid,
    sums: arena.floats(9 * padded).byteOffset,
    level: AT_EDGE - 1,
  });
  return {
    solve: (mask: Float32Array, input: Uint8Array) => {
      solveJob.set({ mask: mask.byteOffset, input: input.byteOffset });
      kernels.guidedSolve(solveJob.at);
    },
    mean: () => kernels.guidedMean(meanJob.at),
  };
}

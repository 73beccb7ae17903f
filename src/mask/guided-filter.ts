import { type Arena, createArena } from '../kernels/arena';
import {
  BLOCK,
  FOREGROUND,
  GUIDED_RADIUS,
  SUMS_BEFORE,
  SUMS_BEHIND,
  WINDOW_SUMS,
} from '../kernels/constants';
import { createJob } from '../kernels/job';
import { GuidedJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import { AT_EDGE, createGuidedBlocks, type GuidedBlocks } from './guided-blocks';
import { createGuidedMean } from './guided-mean';
import { createGuidedSolve } from './guided-solve';
import { createSlideWindows } from './guided-windows';

/** Gives a matte's coefficients for a mask and its model input, both in the arena; reused by the next call. */
export type GuidedFilter = (mask: Float32Array, input: Uint8Array) => Float32Array;

/**
 * Guided filter with a colour guide (He, Sun, Tang: "Guided Image Filtering", 2010, section 3.5):
 * in each window the mask is a linear function of the colour, `a·rgb + b`, and each pixel gets the
 * mean of the windows it lies in. The coefficients, not the filtered mask, are the result: applied
 * to the full-size frame they put the mask's edge on the frame's own. Far from every edge they are
 * a = 0 and b = 0 or 1.
 * mask: 0..1, input: RGBA, both of `size`; throws when a length is wrong. radius: of the window, in
 * grid pixels, at most BLOCK. arena: see guidedBytes. blocks: to see where the edges were, in that arena.
 */
export function createGuidedFilter(
  size: Size,
  radius = GUIDED_RADIUS,
  arena: Arena = createArena(),
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
  return 33 * width * height + 124 * (width + 12) + 1024;
}

/** Sets a = 0 and b to the mask in a block, or to one value. */
function fillBlock(
  to: Float32Array,
  { width, height }: Size,
  block: number,
  from: Float32Array | number,
): void {
  const across = Math.ceil(width / BLOCK);
  const left = (block % across) * BLOCK;
  const top = Math.floor(block / across) * BLOCK;
  const right = Math.min(width, left + BLOCK);
  for (let y = top; y < Math.min(height, top + BLOCK); y++) {
    for (let i = y * width + left; i < y * width + right; i++) {
      to[4 * i] = to[4 * i + 1] = to[4 * i + 2] = 0;
      to[4 * i + 3] = typeof from === 'number' ? from : from[i];
    }
  }
}

/** The filter's two steps over the blocks that need them: as kernels where there are any. */
function createSteps(
  size: Size,
  radius: number,
  coefficients: Float32Array,
  blocks: GuidedBlocks,
  arena: Arena,
) {
  const { width, height } = size;
  const { kernels } = arena;
  const { levels } = blocks;
  const solved = arena.floats(4 * width * height);
  // Half of the grid with half of the radius is little work anyway.
  if (kernels && radius === GUIDED_RADIUS && width % BLOCK === 0) {
    const places = { solved: solved.byteOffset, coefficients: coefficients.byteOffset };
    const grid = { ...places, levels: levels.byteOffset, width, height };
    const padded = SUMS_BEFORE + width + SUMS_BEHIND;
    const solveJob = createJob(arena, GuidedJob, {
      ...grid,
      sums: arena.ints(2 * WINDOW_SUMS * padded + width / 4).byteOffset,
      level: AT_EDGE,
    });
    const meanJob = createJob(arena, GuidedJob, {
      ...grid,
      sums: arena.floats(4 * padded + width / 4).byteOffset,
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
  const slide = createSlideWindows(size, radius);
  const sums = createGuidedSolve(size, radius, solved);
  const columns = createGuidedMean(size, radius, solved, coefficients);
  return {
    solve: (mask: Float32Array, input: Uint8Array) => {
      slide(blocks, AT_EDGE, sums.of(mask, input));
      for (let block = 0; block < levels.length; block++) {
        const level = levels[block];
        if (level > 0 && level < AT_EDGE) fillBlock(solved, size, block, mask);
      }
    },
    mean: () => slide(blocks, AT_EDGE - 1, columns),
  };
}

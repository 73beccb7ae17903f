import type { Arena } from '../kernels/arena';
import { BLOCK } from '../kernels/constants';
import { createJob } from '../kernels/job';
import { TrimapClampJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import { AT_EDGE, type GuidedBlocks } from './guided-blocks';

/** Clamps a matte's coefficients, in place, to what the mask says around each point; both in the arena. */
export type TrimapClamp = (mask: Float32Array, coefficients: Float32Array) => void;

/**
 * Makes the stage. The windows of the guided filter reach further than any hair: what looks like the
 * person far from the mask's edge is the background, such as a line of a window or a shelf. Points with a
 * mask of background, or of person, all around them are made so. reach: how far around, in grid points, up
 * to 4; the width is a multiple of BLOCK. blocks: as the guided filter has read them; elsewhere it made the
 * points so itself.
 */
export function createTrimapClamp(
  { width, height }: Size,
  reach: number,
  blocks: GuidedBlocks,
  arena: Arena,
): TrimapClamp {
  const { kernels } = arena;
  const job = createJob(arena, TrimapClampJob, {
    levels: blocks.levels.byteOffset,
    scratch: arena.ints(BLOCK + 2 * reach).byteOffset,
    width,
    height,
    reach,
    level: AT_EDGE - 1,
  });
  return (mask, coefficients) => {
    job.set({ mask: mask.byteOffset, coefficients: coefficients.byteOffset });
    kernels.trimapClamp(job.at);
  };
}

import type { Arena } from '../kernels/arena';
import { createJob } from '../kernels/job';
import { ExtentJob } from '../kernels/jobs';
import type { Rect, Size } from '../shared/geometry';

/** How much of a mask is person, and where. */
export type Extent = {
  /** Mean of the mask, 0..1. */
  readonly share: number;
  /** Bounds of the points over one half, in points; undefined where there are none. */
  readonly box: Rect | undefined;
};

/** Measures a mask (0..1, in the arena). */
export type ExtentReader = (mask: Float32Array) => Extent;

/** size: of the masks; the width is a multiple of 8. */
export function createExtentReader({ width, height }: Size, arena: Arena): ExtentReader {
  const { kernels } = arena;
  const bounds = arena.ints(4);
  const job = createJob(arena, ExtentJob, { bounds: bounds.byteOffset, width, height });
  return (mask) => {
    job.set({ mask: mask.byteOffset });
    const share = kernels.extent(job.at) / (width * height);
    const [left, top, right, bottom] = bounds;
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    return { share, box: right > 0 ? box : undefined };
  };
}

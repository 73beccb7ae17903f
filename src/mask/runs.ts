import type { Arena } from '../kernels/arena';
import { createJob } from '../kernels/job';
import { RunsJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';

/** Runs of pixels side by side, rows from the top. */
export type RunFinder = {
  /** Ends of each run in the plane, `last` excluded; good until the next call. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
  /**
   * Finds the runs of a plane, in the arena, whose values are over `above` and up to `upTo`, both taken
   * as 32-bit floats like the values. Returns how many there are.
   */
  find(plane: Float32Array, above: number, upTo: number): number;
};

/** size: of the plane; the width is a multiple of 4. */
export function createRunFinder({ width, height }: Size, arena: Arena): RunFinder {
  const { kernels } = arena;
  // Every second pixel can begin one.
  const most = height * Math.ceil(width / 2);
  const firsts = arena.ints(most);
  const lasts = arena.ints(most);
  const job = createJob(arena, RunsJob, {
    firsts: firsts.byteOffset,
    lasts: lasts.byteOffset,
    width,
    height,
  });
  const find = (plane: Float32Array, above: number, upTo: number) => {
    job.set({ plane: plane.byteOffset, above, upTo });
    return kernels.runs(job.at);
  };
  return { firsts, lasts, find };
}

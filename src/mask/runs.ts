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

export function createRunFinder({ width, height }: Size, arena: Arena): RunFinder {
  // Every second pixel can begin one.
  const most = height * Math.ceil(width / 2);
  const firsts = arena.ints(most);
  const lasts = arena.ints(most);
  const { kernels } = arena;
  if (kernels && width % 4 === 0) {
    const [begin, end] = [firsts.byteOffset, lasts.byteOffset];
    const job = createJob(arena, RunsJob, { firsts: begin, lasts: end, width, height });
    const find = (plane: Float32Array, above: number, upTo: number) => {
      job.set({ plane: plane.byteOffset, above, upTo });
      return kernels.runs(job.at);
    };
    return { firsts, lasts, find };
  }

  const find = (plane: Float32Array, above: number, upTo: number) => {
    const [low, high] = [Math.fround(above), Math.fround(upTo)];
    let count = 0;
    for (let y = 0; y < height; y++) {
      const end = (y + 1) * width;
      for (let i = y * width; ; ) {
        while (i < end && !(plane[i] > low && plane[i] <= high)) i++;
        if (i === end) break;
        firsts[count] = i;
        while (i < end && plane[i] > low && plane[i] <= high) i++;
        lasts[count] = i;
        count++;
      }
    }
    return count;
  };
  return { firsts, lasts, find };
}

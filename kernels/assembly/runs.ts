/** See src/mask/components.ts. */
import { RunsJob } from '../../src/kernels/jobs';

let firsts: usize = 0;
let lasts: usize = 0;
let count: i32 = 0;
/** Whether a run goes on. */
let isOpen: bool = false;

/** Finds the runs of each row; returns how many. */
export function runs(job: RunsJob): i32 {
  const plane = <usize>job.plane;
  const above = <f32>job.above;
  const upTo = <f32>job.upTo;
  const columns = <i32>job.width;
  const height = <i32>job.height;
  firsts = <usize>job.firsts;
  lasts = <usize>job.lasts;
  count = 0;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * columns;
    isOpen = false;
    for (let i = y * columns; i < end; i += 4) {
      const four = v128.load(plane + 4 * i);
      const isIn = v128.and(f32x4.gt(four, f32x4.splat(above)), f32x4.le(four, f32x4.splat(upTo)));
      const bits = i32x4.bitmask(isIn);
      if (bits === (isOpen ? 15 : 0)) continue;
      for (let k = 0; k < 4; k++) {
        const isPixelIn = ((bits >> k) & 1) === 1;
        if (isPixelIn !== isOpen) turn(i + k);
      }
    }
    if (isOpen) turn(end);
  }
  return count;
}

/** Begins a run, or ends it. */
function turn(i: i32): void {
  if (isOpen) store<i32>(lasts + 4 * count++, i);
  else store<i32>(firsts + 4 * count, i);
  isOpen = !isOpen;
}

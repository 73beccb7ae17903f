import { RunsJob } from '../../../src/kernels/jobs';

let above: f32 = 0;
let upTo: f32 = 0;

/** Finds the runs of each row; returns how many. */
export function runs(job: RunsJob): i32 {
  const plane = <usize>job.plane;
  const firsts = <usize>job.firsts;
  const lasts = <usize>job.lasts;
  const columns = <i32>job.width;
  const height = <i32>job.height;
  above = <f32>job.above;
  upTo = <f32>job.upTo;
  let count = 0;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * columns;
    for (let i = y * columns; i < end; i++) {
      if (!isIn(plane + 4 * i)) continue;
      store<i32>(firsts + 4 * count, i);
      while (i < end && isIn(plane + 4 * i)) i++;
      store<i32>(lasts + 4 * count, i);
      count++;
    }
  }
  return count;
}

function isIn(at: usize): bool {
  const value = load<f32>(at);
  return value > above && value <= upTo;
}

import { ExtentJob } from '../../../src/kernels/jobs';

/** Finds the bounds of a mask's points over one half; returns the sum of all points. */
export function extent(job: ExtentJob): f64 {
  const columns = <i32>job.width;
  const height = <i32>job.height;
  const bounds = <usize>job.bounds;
  let at = <usize>job.mask;
  let sum: f64 = 0;
  let left = columns;
  let top = height;
  let right = 0;
  let bottom = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < columns; x++) {
      const p: f64 = load<f32>(at);
      at += 4;
      sum += p;
      if (p <= 0.5) continue;
      left = min(left, x);
      right = max(right, x + 1);
      top = min(top, y);
      bottom = y + 1;
    }
  store<i32>(bounds, left);
  store<i32>(bounds, top, 4);
  store<i32>(bounds, right, 8);
  store<i32>(bounds, bottom, 12);
  return sum;
}

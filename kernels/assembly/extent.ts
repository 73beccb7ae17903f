/** See src/mask/extent.ts. */
import { ExtentJob } from '../../src/kernels/jobs';

let left: i32 = 0;
let right: i32 = 0;
let isAnybody: bool = false;

/** Finds the bounds of a mask's points over one half; returns the sum of all points. */
export function extent(job: ExtentJob): f64 {
  const columns = <i32>job.width;
  const height = <i32>job.height;
  const bounds = <usize>job.bounds;
  let row = <usize>job.mask;
  let sum: f64 = 0;
  let top = height;
  let bottom = 0;
  left = columns;
  right = 0;
  for (let y = 0; y < height; y++) {
    isAnybody = false;
    sum += readRow(row, columns);
    if (isAnybody) {
      top = min(top, y);
      bottom = y + 1;
    }
    row += 4 * columns;
  }
  store<i32>(bounds, left);
  store<i32>(bounds, top, 4);
  store<i32>(bounds, right, 8);
  store<i32>(bounds, bottom, 12);
  return sum;
}

function readRow(row: usize, columns: i32): f64 {
  const half = f32x4.splat(0.5);
  let sum = f64x2.splat(0);
  let more = f64x2.splat(0);
  for (let x = 0; x < columns; x += 8) {
    const a = v128.load(row + 4 * x);
    const b = v128.load(row + 4 * x, 16);
    sum = f64x2.add(sum, pairsOf(a));
    more = f64x2.add(more, pairsOf(b));
    const isOverA = f32x4.gt(a, half);
    const isOverB = f32x4.gt(b, half);
    if (!v128.any_true(v128.or(isOverA, isOverB))) continue;
    const bits = i32x4.bitmask(isOverA) | (i32x4.bitmask(isOverB) << 4);
    isAnybody = true;
    left = min(left, x + ctz(bits));
    right = max(right, x + 32 - clz(bits));
  }
  const all = f64x2.add(sum, more);
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

/** Sums of the lower two numbers and the upper two, exact. */
function pairsOf(four: v128): v128 {
  const upper = v128.shuffle<i32>(four, four, 2, 3, 2, 3);
  return f64x2.add(f64x2.promote_low_f32x4(four), f64x2.promote_low_f32x4(upper));
}

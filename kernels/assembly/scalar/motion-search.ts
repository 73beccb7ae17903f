import {
  MOTION_BLOCK,
  MOTION_REACH,
  MOTION_STEPS,
  SURE_BACKGROUND,
  SURE_FOREGROUND,
} from '../../../src/kernels/constants';
import { MotionSearchJob } from '../../../src/kernels/jobs';

const BLOCK: i32 = MOTION_BLOCK;
const REACH: i32 = MOTION_REACH;

let now: usize = 0;
let before: usize = 0;
let width: i32 = 0;
let height: i32 = 0;

/** Writes the shift of each block; returns the sum of all differences, in steps. */
export function motionSearch(job: MotionSearchJob): f64 {
  const mask = <usize>job.mask;
  const shifts = <usize>job.shifts;
  const count = <i32>job.count;
  let to = <usize>job.vectors;
  now = <usize>job.now;
  before = <usize>job.before;
  width = <i32>job.width;
  height = <i32>job.height;
  readPictures(<usize>job.luma, <usize>job.beforeLuma);
  let total: f64 = 0;
  for (let top = 0; top < height; top += BLOCK)
    for (let left = 0; left < width; left += BLOCK) {
      let least = mismatch(left, top, 0, 0, i32.MAX_VALUE);
      let difference = least;
      let x = 0;
      let y = 0;
      const end = hasEdge(mask, left, top) ? shifts + 12 * count : shifts;
      for (let at = shifts; at < end; at += 12) {
        const limit = least - load<i32>(at, 8);
        if (limit <= 0) break;
        const sum = mismatch(left, top, load<i32>(at), load<i32>(at, 4), limit);
        if (sum >= limit) continue;
        least = sum + load<i32>(at, 8);
        difference = sum;
        x = load<i32>(at);
        y = load<i32>(at, 4);
      }
      store<f32>(to, <f32>x);
      store<f32>(to, <f32>y, 4);
      to += 8;
      total += <f64>difference;
    }
  return total;
}

/** Brings both pictures into the same light and into steps. */
function readPictures(luma: usize, beforeLuma: usize): void {
  const count = 4 * width * height;
  let old: f64 = 0;
  let sum: f64 = 0;
  for (let i = 0; i < count; i += 4) {
    old += <f64>load<f32>(beforeLuma + i);
    sum += <f64>load<f32>(luma + i);
  }
  const gain: f32 = old > 0 ? <f32>min<f64>(2, max<f64>(0.5, sum / old)) : 1;
  for (let i = 0; i < count; i += 4) {
    store<i32>(now + i, stepsOf(load<f32>(luma + i)));
    store<i32>(before + i, stepsOf(load<f32>(beforeLuma + i) * gain));
  }
}

function stepsOf(value: f32): i32 {
  return <i32>(value * <f32>MOTION_STEPS + <f32>0.5);
}

/** Sum of differences between a block and its place of before; a part of it from `limit` on. */
function mismatch(left: i32, top: i32, dx: i32, dy: i32, limit: i32): i32 {
  let sum = 0;
  for (let y = top; y < top + BLOCK && sum < limit; y += 2) {
    const row = min(height - 1, max(0, y - dy)) * width;
    for (let x = left; x < left + BLOCK; x += 2) {
      const from = row + min(width - 1, max(0, x - dx));
      sum += abs<i32>(load<i32>(now + 4 * (y * width + x)) - load<i32>(before + 4 * from));
    }
  }
  return sum;
}

/** True where the mask changes from background to person within a block's reach. */
function hasEdge(mask: usize, left: i32, top: i32): bool {
  const right = min(width, left + BLOCK + REACH);
  const bottom = min(height, top + BLOCK + REACH);
  let least: f32 = 1;
  let most: f32 = 0;
  for (let y = max(0, top - REACH); y < bottom; y++)
    for (let x = max(0, left - REACH); x < right; x++) {
      const p = load<f32>(mask + 4 * (y * width + x));
      if (p < least) least = p;
      if (p > most) most = p;
    }
  return least < <f32>SURE_FOREGROUND && most > <f32>SURE_BACKGROUND;
}

/** See src/mask/motion.ts: each block is looked for in the picture before, in whole steps of luma. */
import {
  MOTION_BLOCK,
  MOTION_PAD,
  MOTION_REACH,
  SURE_BACKGROUND,
  SURE_FOREGROUND,
} from '../../src/kernels/constants';
import { MotionSearchJob } from '../../src/kernels/jobs';
import { findGain, stepsOf } from './motion-gain';

const BLOCK: i32 = MOTION_BLOCK;
const REACH: i32 = MOTION_REACH;

let now: usize = 0;
let before: usize = 0;
/** Bytes from one row to the next, of half as many columns, and in the picture before of those in two halves. */
let nowRow: i32 = 0;
let halfRow: i32 = 0;
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
  nowRow = 2 * width;
  halfRow = 2 * width + 8 * MOTION_PAD;
  readPictures(<usize>job.luma, <usize>job.beforeLuma);
  let total: f64 = 0;
  for (let top = 0; top < height; top += BLOCK)
    for (let left = 0; left < width; left += BLOCK) {
      let least = mismatch(left, top, 0, 0, i32.MAX_VALUE);
      let difference = least;
      let found: usize = 0;
      if (hasEdge(mask, left, top)) {
        for (let at = shifts; at < shifts + 12 * count; at += 12) {
          const limit = least - load<i32>(at, 8);
          if (limit <= 0) break;
          const sum = mismatch(left, top, load<i32>(at), load<i32>(at, 4), limit);
          if (sum >= limit) continue;
          least = sum + load<i32>(at, 8);
          difference = sum;
          found = at;
        }
      }
      store<f32>(to, found ? <f32>load<i32>(found) : 0);
      store<f32>(to, found ? <f32>load<i32>(found, 4) : 0, 4);
      to += 8;
      total += <f64>difference;
    }
  return total;
}

/** Brings both pictures into steps: of the new one the points that are compared, of the one before even and odd columns apart. */
function readPictures(luma: usize, beforeLuma: usize): void {
  const factor: f32 = findGain(luma, beforeLuma, width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * y * width;
    const evens = before + 2 * y * halfRow + 4 * MOTION_PAD;
    const odds = evens + halfRow;
    for (let x = 0; x < width; x += 8) {
      const a = fourOf(beforeLuma + from + 4 * x, factor);
      const b = fourOf(beforeLuma + from + 4 * x + 16, factor);
      v128.store(evens + 2 * x, v128.shuffle<i32>(a, b, 0, 2, 4, 6));
      v128.store(odds + 2 * x, v128.shuffle<i32>(a, b, 1, 3, 5, 7));
    }
    const first = i32x4.splat(load<i32>(evens));
    const last = i32x4.splat(load<i32>(odds + 2 * width - 4));
    v128.store(evens - 4 * MOTION_PAD, first);
    v128.store(odds - 4 * MOTION_PAD, first);
    v128.store(evens + 2 * width, last);
    v128.store(odds + 2 * width, last);
  }
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 8) {
      const from = luma + 4 * (y * width + x);
      const a = fourOf(from, 1);
      const b = fourOf(from + 16, 1);
      v128.store(now + (y / 2) * nowRow + 2 * x, v128.shuffle<i32>(a, b, 0, 2, 4, 6));
    }
}

/** Four numbers 0..1 in steps. */
function fourOf(at: usize, factor: f32): v128 {
  return stepsOf(f32x4.mul(v128.load(at), f32x4.splat(factor)));
}

/** Sum of differences between a block and its place of before; a part of it from `limit` on. */
function mismatch(left: i32, top: i32, dx: i32, dy: i32, limit: i32): i32 {
  const from = before + (dx & 1) * halfRow + 4 * MOTION_PAD + 4 * ((left - dx) >> 1);
  let at = now + (top / 2) * nowRow + 2 * left;
  let sum = i32x4.splat(0);
  let most = 0;
  for (let y = top - dy; y < top - dy + BLOCK; y += 2) {
    const there = from + 2 * min(height - 1, max(0, y)) * halfRow;
    sum = i32x4.add(sum, i32x4.abs(i32x4.sub(v128.load(at), v128.load(there))));
    sum = i32x4.add(sum, i32x4.abs(i32x4.sub(v128.load(at, 16), v128.load(there, 16))));
    at += nowRow;
    // Half of it is too much of most places.
    if (y === top - dy + BLOCK / 2 - 2) most = sumOf(sum);
    if (most >= limit) return most;
  }
  return sumOf(sum);
}

function sumOf(four: v128): i32 {
  const two = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** True where the mask changes from background to person within a block's reach. */
function hasEdge(mask: usize, left: i32, top: i32): bool {
  const first = max(0, left - REACH);
  const end = min(width, left + BLOCK + REACH);
  const bottom = min(height, top + BLOCK + REACH);
  let least = f32x4.splat(1);
  let most = f32x4.splat(0);
  for (let y = max(0, top - REACH); y < bottom; y++)
    for (let x = first; x < end; x += 4) {
      const four = v128.load(mask + 4 * (y * width + x));
      least = f32x4.pmin(least, four);
      most = f32x4.pmax(most, four);
    }
  const isRoom = f32x4.lt(least, f32x4.splat(<f32>SURE_FOREGROUND));
  const isPerson = f32x4.gt(most, f32x4.splat(<f32>SURE_BACKGROUND));
  return v128.any_true(isRoom) && v128.any_true(isPerson);
}

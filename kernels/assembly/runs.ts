/** See src/mask/components.ts. */
import { RunsJob } from '../../src/kernels/jobs';

let above: v128 = f32x4.splat(0);
let upTo: v128 = f32x4.splat(0);
let firsts: usize = 0;
let lasts: usize = 0;
let count: i32 = 0;
/** Whether a run goes on. */
let isOpen: bool = false;

/** Finds the runs of each row; returns how many. */
export function runs(job: RunsJob): i32 {
  const plane = <usize>job.plane;
  const columns = <i32>job.width;
  const height = <i32>job.height;
  above = f32x4.splat(<f32>job.above);
  upTo = f32x4.splat(<f32>job.upTo);
  firsts = <usize>job.firsts;
  lasts = <usize>job.lasts;
  count = 0;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * columns;
    isOpen = false;
    let i = y * columns;
    // Most pixels begin no run and end none.
    for (; i + 16 <= end; i += 16)
      if (!isAllAlike(plane + 4 * i)) for (let k = 0; k < 16; k += 4) readFour(plane, i + k);
    for (; i < end; i += 4) readFour(plane, i);
    if (isOpen) turn(end);
  }
  return count;
}

function areIn(at: usize): v128 {
  const four = v128.load(at);
  return v128.and(f32x4.gt(four, above), f32x4.le(four, upTo));
}

/** True for sixteen values that are like the one before. */
function isAllAlike(at: usize): bool {
  const a = areIn(at);
  const b = areIn(at + 16);
  const c = areIn(at + 32);
  const d = areIn(at + 48);
  if (isOpen) return i32x4.all_true(v128.and(v128.and(a, b), v128.and(c, d)));
  return !v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)));
}

function readFour(plane: usize, i: i32): void {
  const bits = i32x4.bitmask(areIn(plane + 4 * i));
  if (bits === (isOpen ? 15 : 0)) return;
  for (let k = 0; k < 4; k++) {
    const isPixelIn = ((bits >> k) & 1) === 1;
    if (isPixelIn !== isOpen) turn(i + k);
  }
}

/** Begins a run, or ends it. */
function turn(i: i32): void {
  if (isOpen) store<i32>(lasts + 4 * count++, i);
  else store<i32>(firsts + 4 * count, i);
  isOpen = !isOpen;
}

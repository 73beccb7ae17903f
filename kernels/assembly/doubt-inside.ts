/** See src/mask/doubt-patches.ts. */
import { DoubtInsideJob } from '../../src/kernels/jobs';

let mask: usize = 0;
let inside: usize = 0;
let columns: i32 = 0;
let sure: v128 = f32x4.splat(0);
let most: v128 = f32x4.splat(0);
let flat: v128 = f32x4.splat(0);

/** Writes 1 for each point within a patch in doubt; returns how many there are. */
export function doubtInside(job: DoubtInsideJob): i32 {
  const width = <i32>job.width;
  const height = <i32>job.height;
  mask = <usize>job.mask;
  inside = <usize>job.inside;
  columns = width;
  sure = f32x4.splat(<f32>job.sure);
  most = f32x4.splat(<f32>(1 - job.sure));
  flat = f32x4.splat(<f32>job.flat);
  let count = 0;
  for (let y = 2; y < height - 2; y++) {
    const row = y * width;
    let x = 0;
    // Of most points the model is sure.
    for (; x + 16 <= width; x += 16)
      if (isAnyOpen(mask + 4 * (row + x)))
        for (let k = 0; k < 16; k += 4) count += markFour(row + x + k, x + k);
    for (; x < width; x += 4) count += markFour(row + x, x);
  }
  return count;
}

function isAnyOpen(at: usize): bool {
  const a = isInDoubt(v128.load(at));
  const b = isInDoubt(v128.load(at, 16));
  const c = isInDoubt(v128.load(at, 32));
  const d = isInDoubt(v128.load(at, 48));
  return v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)));
}

/** i: the first of four points; x: its column. */
function markFour(i: i32, x: i32): i32 {
  const at = mask + 4 * i;
  const isOpen = isInDoubt(v128.load(at));
  if (!v128.any_true(isOpen)) return 0;
  const down: usize = 8 * columns;
  const isAround = v128.and(isFlat(at - 8, at + 8), isFlat(at - down, at + down));
  const isBeside = v128.and(isInDoubt(v128.load(at - 4)), isInDoubt(v128.load(at + 4)));
  let isInside = v128.and(isOpen, v128.and(isAround, isBeside));
  // The first two and the last two of a row have not two points on each side.
  if (x === 0) isInside = v128.and(isInside, i32x4(0, 0, -1, -1));
  if (x + 4 === columns) isInside = v128.and(isInside, i32x4(-1, -1, 0, 0));
  const bits = i32x4.bitmask(isInside);
  if (bits) v128.store(inside + 4 * i, v128.and(isInside, f32x4.splat(1)));
  return popcnt(bits);
}

function isInDoubt(four: v128): v128 {
  return v128.and(f32x4.gt(four, sure), f32x4.le(four, most));
}

/** Where the points of two sides are in doubt, and no more than `flat` apart. */
function isFlat(one: usize, other: usize): v128 {
  const a = v128.load(one);
  const b = v128.load(other);
  const isNear = f32x4.le(f32x4.abs(f32x4.sub(a, b)), flat);
  return v128.and(isNear, v128.and(isInDoubt(a), isInDoubt(b)));
}

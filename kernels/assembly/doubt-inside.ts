/** See src/mask/doubt-patches.ts. */
import { DoubtInsideJob } from '../../src/kernels/jobs';

let sure: v128 = f32x4.splat(0);
let most: v128 = f32x4.splat(0);
let flat: v128 = f32x4.splat(0);

/** Writes 1 for each point within a patch in doubt; returns how many there are. */
export function doubtInside(job: DoubtInsideJob): i32 {
  const mask = <usize>job.mask;
  const inside = <usize>job.inside;
  const columns = <i32>job.width;
  const height = <i32>job.height;
  const row: usize = 4 * columns;
  const one = f32x4.splat(1);
  sure = f32x4.splat(<f32>job.sure);
  most = f32x4.splat(<f32>(1 - job.sure));
  flat = f32x4.splat(<f32>job.flat);
  let count = 0;
  for (let y = 2; y < height - 2; y++) {
    for (let x = 0; x < columns; x += 4) {
      const at = mask + y * row + 4 * x;
      const here = v128.load(at);
      const isOpen = isInDoubt(here);
      if (!v128.any_true(isOpen)) continue;
      const isAround = v128.and(isFlat(at - 8, at + 8), isFlat(at - 2 * row, at + 2 * row));
      const isBeside = v128.and(isInDoubt(v128.load(at - 4)), isInDoubt(v128.load(at + 4)));
      let isInside = v128.and(isOpen, v128.and(isAround, isBeside));
      // The first two and the last two of a row have not two points on each side.
      if (x === 0) isInside = v128.and(isInside, i32x4(0, 0, -1, -1));
      if (x + 4 === columns) isInside = v128.and(isInside, i32x4(-1, -1, 0, 0));
      if (!v128.any_true(isInside)) continue;
      v128.store(inside + y * row + 4 * x, v128.and(isInside, one));
      count += popcnt(i32x4.bitmask(isInside));
    }
  }
  return count;
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

/** See src/mask/arch-spans.ts. */
import { ArchSpansJob } from '../../src/kernels/jobs';
import { walk, walkOn } from './arch-walk';

/** Marks the spans; returns how many there are. */
export function archSpans(job: ArchSpansJob): i32 {
  const mask = <usize>job.mask;
  const columns = <i32>job.width;
  const height = <i32>job.height;
  const half = f32x4.splat(0.5);
  const row: usize = 4 * columns;
  walkOn(mask, <usize>job.input, <usize>job.spans);
  let count = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < columns; x += 4) {
      const i = y * columns + x;
      const at = mask + 4 * i;
      const isIn = f32x4.gt(v128.load(at), half);
      if (!v128.any_true(isIn)) continue;
      // What is beyond a side does not matter: no room is to be seen from there.
      const isLeft = f32x4.gt(v128.load(at - 4), half);
      const isRight = f32x4.gt(v128.load(at + 4), half);
      const isAbove = y > 0 ? f32x4.gt(v128.load(at - row), half) : isIn;
      const isBelow = y + 1 < height ? f32x4.gt(v128.load(at + row), half) : isIn;
      const isInside = v128.and(v128.and(isLeft, isRight), v128.and(isAbove, isBelow));
      if (!v128.any_true(v128.andnot(isIn, isInside))) continue;
      const fromLeft = i32x4.bitmask(v128.andnot(isIn, isLeft));
      const fromRight = i32x4.bitmask(v128.andnot(isIn, isRight));
      const fromAbove = i32x4.bitmask(v128.andnot(isIn, isAbove));
      const fromBelow = i32x4.bitmask(v128.andnot(isIn, isBelow));
      for (let k = 0; k < 4; k++) {
        const u = x + k;
        if ((fromLeft >> k) & 1) count += walk(i + k, 1, columns - u, u);
        if ((fromRight >> k) & 1) count += walk(i + k, -1, u + 1, columns - u - 1);
        if ((fromAbove >> k) & 1) count += walk(i + k, columns, height - y, y);
        if ((fromBelow >> k) & 1) count += walk(i + k, -columns, y + 1, height - y - 1);
      }
    }
  return count;
}

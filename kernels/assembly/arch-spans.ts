/** See src/mask/arch-spans.ts. */
import { ArchSpansJob } from '../../src/kernels/jobs';
import { walk, walkOn } from './arch-walk';

let mask: usize = 0;
let columns: i32 = 0;
let height: i32 = 0;

/** Marks the spans; returns how many there are. */
export function archSpans(job: ArchSpansJob): i32 {
  const width = <i32>job.width;
  const rows = <i32>job.height;
  mask = <usize>job.mask;
  columns = width;
  height = rows;
  walkOn(mask, <usize>job.input, <usize>job.spans);
  let count = 0;
  for (let y = 0; y < rows; y++) {
    let x = 0;
    // Most points lie at no edge.
    for (; x + 16 <= width; x += 16)
      if (isAnyEdge(x, y)) for (let k = 0; k < 16; k += 4) count += walkFour(x + k, y);
    for (; x < width; x += 4) count += walkFour(x, y);
  }
  return count;
}

function areIn(at: usize): v128 {
  return f32x4.gt(v128.load(at), f32x4.splat(0.5));
}

/** True where some of sixteen points may be at an edge. */
function isAnyEdge(x: i32, y: i32): bool {
  const at = mask + 4 * (y * columns + x);
  const some = v128.or(v128.or(areIn(at), areIn(at + 16)), v128.or(areIn(at + 32), areIn(at + 48)));
  if (!v128.any_true(some)) return false;
  const row: usize = 4 * columns;
  const above = y > 0 ? at - row : at;
  const below = y + 1 < height ? at + row : at;
  const all = v128.and(areAllIn(at), v128.and(areAllIn(above), areAllIn(below)));
  return !i32x4.all_true(v128.and(all, v128.and(areIn(at - 4), areIn(at + 52))));
}

function areAllIn(at: usize): v128 {
  return v128.and(v128.and(areIn(at), areIn(at + 16)), v128.and(areIn(at + 32), areIn(at + 48)));
}

/** Walks from those of four points that are at an edge. */
function walkFour(x: i32, y: i32): i32 {
  const i = y * columns + x;
  const at = mask + 4 * i;
  const row: usize = 4 * columns;
  const isIn = areIn(at);
  if (!v128.any_true(isIn)) return 0;
  // What is beyond a side does not matter: no room is to be seen from there.
  const fromLeft = i32x4.bitmask(v128.andnot(isIn, areIn(at - 4)));
  const fromRight = i32x4.bitmask(v128.andnot(isIn, areIn(at + 4)));
  const fromAbove = y > 0 ? i32x4.bitmask(v128.andnot(isIn, areIn(at - row))) : 0;
  const fromBelow = y + 1 < height ? i32x4.bitmask(v128.andnot(isIn, areIn(at + row))) : 0;
  if (!(fromLeft | fromRight | fromAbove | fromBelow)) return 0;
  let count = 0;
  for (let k = 0; k < 4; k++) {
    const u = x + k;
    if ((fromLeft >> k) & 1) count += walk(i + k, 1, columns - u, u);
    if ((fromRight >> k) & 1) count += walk(i + k, -1, u + 1, columns - u - 1);
    if ((fromAbove >> k) & 1) count += walk(i + k, columns, height - y, y);
    if ((fromBelow >> k) & 1) count += walk(i + k, -columns, y + 1, height - y - 1);
  }
  return count;
}

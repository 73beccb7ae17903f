/** See src/mask/temporal-smoothing.ts. */
import { MOVES, PAST_WEIGHT, STILL, UNCERTAIN } from '../../src/kernels/constants';
import { TemporalSmoothingJob } from '../../src/kernels/jobs';

/** A pixel nearer to 0 or 1 than this is less uncertain than UNCERTAIN in any reckoning. */
const SURELY_CERTAIN: f32 = 0.0025;

let mask: usize = 0;
let beforeMask: usize = 0;
let luma: usize = 0;
let beforeLuma: usize = 0;
let width: i32 = 0;
let height: i32 = 0;
let exposure: v128 = f32x4.splat(0);
/** The last changes that were summed in a row: those of four columns and of the four to the left, and where the next would be. */
let here: v128 = f32x4.splat(0);
let left: v128 = f32x4.splat(0);
let known: i32 = -1;

/** Smooths a mask in place. */
export function temporalSmoothing(job: TemporalSmoothingJob): void {
  mask = <usize>job.mask;
  beforeMask = <usize>job.beforeMask;
  luma = <usize>job.luma;
  beforeLuma = <usize>job.beforeLuma;
  const columns = <i32>job.width;
  const rows = <i32>job.height;
  width = columns;
  height = rows;
  exposure = f32x4.splat(<f32>exposureOf(columns * rows));
  for (let y = 0; y < rows; y++) {
    known = -1;
    let x = 0;
    // Most pixels are certain: nothing to smooth, nothing to measure.
    for (; x + 16 <= columns; x += 16)
      if (!areCertain(mask + 4 * (y * columns + x)))
        for (let k = 0; k < 16; k += 4) smoothFour(x + k, y);
    for (; x < columns; x += 4) smoothFour(x, y);
  }
}

/** True for sixteen pixels that surely are. */
function areCertain(at: usize): bool {
  const a = v128.and(isCertain(at), isCertain(at + 16));
  const b = v128.and(isCertain(at + 32), isCertain(at + 48));
  return i32x4.all_true(v128.and(a, b));
}

function isCertain(at: usize): v128 {
  const away = f32x4.abs(f32x4.sub(v128.load(at), f32x4.splat(0.5)));
  return f32x4.ge(away, f32x4.splat(<f32>0.5 - SURELY_CERTAIN));
}

function smoothFour(x: i32, y: i32): void {
  const one = f32x4.splat(1);
  const at = 4 * (y * width + x);
  const p = v128.load(mask + at);
  const doubt = f32x4.mul(f32x4.mul(f32x4.splat(4), p), f32x4.sub(one, p));
  const certain = f32x4.sub(one, doubt);
  const uncertain = f32x4.sub(one, f32x4.mul(certain, certain));
  const isUncertain = f32x4.ge(uncertain, f32x4.splat(<f32>UNCERTAIN));
  if (!v128.any_true(isUncertain)) return;
  if (known !== x) {
    left = x > 0 ? changesAt(x - 4, y) : f32x4.splat(0);
    here = changesAt(x, y);
  }
  const right = x + 4 < width ? changesAt(x + 4, y) : f32x4.splat(0);
  const before = v128.shuffle<i32>(left, here, 3, 4, 5, 6);
  const behind = v128.shuffle<i32>(here, right, 1, 2, 3, 4);
  const sum = f32x4.add(f32x4.add(before, here), behind);
  const weight = f32x4.mul(f32x4.splat(<f32>PAST_WEIGHT), uncertain);
  const share = f32x4.mul(weight, stillness(f32x4.div(sum, pixelsAround(x, y))));
  const past = f32x4.sub(v128.load(beforeMask + at), p);
  v128.store(mask + at, f32x4.add(p, v128.and(f32x4.mul(past, share), isUncertain)));
  left = here;
  here = right;
  known = x + 4;
}

/** Mean change of what was to be seen before. */
function exposureOf(count: i32): f64 {
  let sum = f64x2.splat(0);
  let more = f64x2.splat(0);
  let unseen = i32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    const now = v128.load(luma + 4 * i);
    const before = v128.load(beforeLuma + 4 * i);
    const isUnseen = f32x4.lt(before, f32x4.splat(0));
    // Nothing changes where nothing was to be seen.
    const was = v128.bitselect(now, before, isUnseen);
    unseen = i32x4.add(unseen, isUnseen);
    sum = f64x2.add(sum, difference(now, was));
    more = f64x2.add(more, difference(highHalf(now), highHalf(was)));
  }
  const pairs = i32x4.add(unseen, v128.shuffle<i32>(unseen, unseen, 2, 3, 0, 1));
  // Each that was unseen counts -1.
  const seen = count + i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
  if (seen === 0) return 0;
  const all = f64x2.add(sum, more);
  return (f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1)) / <f64>seen;
}

function highHalf(value: v128): v128 {
  return v128.shuffle<i32>(value, value, 2, 3, 2, 3);
}

/** Of the two lower numbers, exact. */
function difference(a: v128, b: v128): v128 {
  return f64x2.sub(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b));
}

/** Changes of four columns, summed over a row and those above and below. */
function changesAt(x: i32, y: i32): v128 {
  let sum = changeAt(4 * (y * width + x));
  if (y > 0) sum = f32x4.add(sum, changeAt(4 * ((y - 1) * width + x)));
  if (y + 1 < height) sum = f32x4.add(sum, changeAt(4 * ((y + 1) * width + x)));
  return sum;
}

function changeAt(at: i32): v128 {
  const before = v128.load(beforeLuma + at);
  const change = f32x4.sub(f32x4.sub(v128.load(luma + at), before), exposure);
  const isUnseen = f32x4.lt(before, f32x4.splat(0));
  return v128.bitselect(f32x4.splat(1), f32x4.abs(change), isUnseen);
}

/** How many pixels lie around four of a row, with themselves. */
function pixelsAround(x: i32, y: i32): v128 {
  const rows: f32 = <f32>(min(height - 1, y + 1) - max(0, y - 1) + 1);
  let pixels = f32x4.splat(3 * rows);
  if (x === 0) pixels = f32x4.replace_lane(pixels, 0, 2 * rows);
  if (x + 4 === width) pixels = f32x4.replace_lane(pixels, 3, 2 * rows);
  return pixels;
}

/** 1 less a smooth step. */
function stillness(change: v128): v128 {
  const steps = f32x4.div(
    f32x4.sub(change, f32x4.splat(<f32>STILL)),
    f32x4.splat(<f32>MOVES - <f32>STILL),
  );
  const t = f32x4.min(f32x4.splat(1), f32x4.max(f32x4.splat(0), steps));
  const rest = f32x4.sub(f32x4.splat(3), f32x4.add(t, t));
  return f32x4.sub(f32x4.splat(1), f32x4.mul(f32x4.mul(t, t), rest));
}

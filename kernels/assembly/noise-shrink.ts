/** See src/mask/noise-shrink.ts: four points of the grid at once. */
import { BLOCK, NOISE } from '../../src/kernels/constants';
import { NoiseShrinkJob } from '../../src/kernels/jobs';
import { interleaveHigh, interleaveLow, joinHigh, joinLow, storeTransposed } from './transpose';

const NOISE_SQUARED: f32 = <f32>NOISE * <f32>NOISE;

let coefficients: usize = 0;
let input: usize = 0;
let matte: usize = 0;
let width: i32 = 0;
let height: i32 = 0;

/** Shrinks the slopes of the coefficients. */
export function noiseShrink(job: NoiseShrinkJob): void {
  const levels = <usize>job.levels;
  const level = <i32>job.level;
  coefficients = <usize>job.coefficients;
  input = <usize>job.input;
  matte = <usize>job.matte;
  width = <i32>job.width;
  height = <i32>job.height;
  visit(levels, level - 1, false);
  visit(levels, level, true);
}

function visit(levels: usize, level: i32, isShrinking: bool): void {
  const across = width / BLOCK;
  for (let y = 0; y < height; y++) {
    const start = levels + (y / BLOCK) * across;
    for (let block = 0; block < across; block++) {
      if (<i32>load<u8>(start + block) < level) continue;
      for (let x = block * BLOCK; x < (block + 1) * BLOCK; x += 4) {
        if (isShrinking) shrink(x, y);
        else measure(y * width + x);
      }
    }
  }
}

/** The matte on the grid itself, of four points. */
function measure(i: i32): void {
  const from = coefficients + 16 * i;
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const c = v128.load(from, 32);
  const d = v128.load(from, 48);
  const ab = interleaveLow(a, b);
  const cd = interleaveLow(c, d);
  const abOn = interleaveHigh(a, b);
  const cdOn = interleaveHigh(c, d);
  const slopes = slopePart(joinLow(ab, cd), joinHigh(ab, cd), joinLow(abOn, cdOn), i);
  v128.store(matte + 4 * i, f32x4.add(slopes, joinHigh(abOn, cdOn)));
}

function shrink(x: i32, y: i32): void {
  const i = y * width + x;
  const at = coefficients + 16 * i;
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  const ab = interleaveLow(a, b);
  const cd = interleaveLow(c, d);
  const abOn = interleaveHigh(a, b);
  const cdOn = interleaveHigh(c, d);
  const red = joinLow(ab, cd);
  const green = joinHigh(ab, cd);
  const blue = joinLow(abOn, cdOn);
  const steepness = f32x4.add(
    f32x4.add(f32x4.mul(red, red), f32x4.mul(green, green)),
    f32x4.mul(blue, blue),
  );
  const isSteep = f32x4.ne(steepness, f32x4.splat(0));
  if (!v128.any_true(isSteep)) return;
  const variance = varianceAt(x, y);
  const noise = f32x4.mul(f32x4.splat(NOISE_SQUARED), steepness);
  const wiener = f32x4.div(variance, f32x4.add(variance, noise));
  const share = v128.bitselect(wiener, f32x4.splat(1), isSteep);
  const r = f32x4.mul(red, share);
  const g = f32x4.mul(green, share);
  const b2 = f32x4.mul(blue, share);
  const shrunk = f32x4.sub(v128.load(matte + 4 * i), slopePart(r, g, b2, i));
  const flat = v128.bitselect(shrunk, joinHigh(abOn, cdOn), isSteep);
  storeTransposed(at, r, g, b2, flat);
}

/** a·I of four points. */
function slopePart(red: v128, green: v128, blue: v128, i: i32): v128 {
  const byte = i32x4.splat(255);
  const rgba = v128.load(input + 4 * i);
  const r = f32x4.convert_i32x4_s(v128.and(rgba, byte));
  const g = f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(rgba, 8), byte));
  const b = f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(rgba, 16), byte));
  const sum = f32x4.add(f32x4.add(f32x4.mul(red, r), f32x4.mul(green, g)), f32x4.mul(blue, b));
  return f32x4.div(sum, f32x4.splat(255));
}

/** Variance of the matte over the 3x3 points around each of four, by its differences from that one. */
function varianceAt(x: i32, y: i32): v128 {
  const here = v128.load(matte + 4 * (y * width + x));
  const top = max(0, y - 1);
  const bottom = min(height - 1, y + 1);
  let sum = f32x4.splat(0);
  let squares = f32x4.splat(0);
  for (let row = top; row <= bottom; row++) {
    const at = matte + 4 * (row * width + x);
    let before = f32x4.sub(v128.load(at - 4), here);
    if (x === 0) before = f32x4.replace_lane(before, 0, 0);
    const beside = f32x4.sub(v128.load(at), here);
    let after = f32x4.sub(v128.load(at + 4), here);
    if (x + 4 === width) after = f32x4.replace_lane(after, 3, 0);
    sum = f32x4.add(f32x4.add(sum, before), f32x4.add(beside, after));
    squares = f32x4.add(
      f32x4.add(squares, f32x4.mul(before, before)),
      f32x4.add(f32x4.mul(beside, beside), f32x4.mul(after, after)),
    );
  }
  const rows: f32 = <f32>(bottom - top + 1);
  let points = f32x4.splat(3 * rows);
  if (x === 0) points = f32x4.replace_lane(points, 0, 2 * rows);
  if (x + 4 === width) points = f32x4.replace_lane(points, 3, 2 * rows);
  const mean = f32x4.div(sum, points);
  const variance = f32x4.sub(f32x4.div(squares, points), f32x4.mul(mean, mean));
  return f32x4.max(f32x4.splat(0), variance);
}

/** See src/compositor/planes/plane-input.ts, whose tables these are. */
import { MIXED_BITS, WEIGHT_BITS } from '../../src/kernels/constants';
import { PlaneInputJob } from '../../src/kernels/jobs';

/** Bits that go when rows are mixed by weights, which are numbers of 16 bits, four for each model pixel or row. */
const SHIFT: i32 = WEIGHT_BITS - MIXED_BITS;
const UNIT: f32 = 1 / <f32>(1 << (WEIGHT_BITS + MIXED_BITS));

/** Draws the model's input. */
export function planeInput(job: PlaneInputJob): void {
  const width = <i32>job.width;
  const height = <i32>job.height;
  const columns = <i32>job.columns;
  const rows = <i32>job.rows;
  const luma = <usize>job.frame;
  const u = luma + width * height;
  const v = u + (width * height) / 4;
  const pixels = <usize>job.pixels;
  const firsts = <usize>job.firsts;
  const columnWeights = <usize>job.columnWeights;
  const columnChroma = <usize>job.columnChroma;
  const places = <usize>job.places;
  const rowWeights = <usize>job.rowWeights;
  const rowChroma = <usize>job.rowChroma;
  const factors = <usize>job.factors;
  const chromaWidth = width / 2;
  const mixed = <usize>job.line + 16;
  const chromas = mixed + 2 * width + 64;
  // What the region reads: places go up.
  const left = max(0, load<i32>(firsts)) & -8;
  const right = min(width, load<i32>(firsts + 8 * columns - 4) + 2);
  const leftOfChroma = load<i32>(columnChroma) & -8;
  const rightOfChroma = load<i32>(columnChroma + 8 * columns - 4) + 1;
  for (let row = 0; row < rows; row++) {
    mixRows(luma, mixed, places + 16 * row, rowWeights + 8 * row, width, left, right);
    store<i16>(mixed - 2, load<i16>(mixed));
    store<i16>(mixed + 2 * width, load<i16>(mixed + 2 * (width - 1)));
    const upper = load<i32>(rowChroma + 8 * row) * chromaWidth;
    const lower = load<i32>(rowChroma + 8 * row, 4) * chromaWidth;
    addRows(u, v, upper, lower, chromas, leftOfChroma, rightOfChroma);
    for (let x = 0; x < columns; x += 4) {
      const Y = fourLumas(mixed, firsts + 8 * x, columnWeights + 8 * x);
      const both = fourChromas(chromas, columnChroma + 8 * x);
      const U = meanOf(v128.and(both, i32x4.splat(0xffff)));
      const V = meanOf(i32x4.shr_u(both, 16));
      v128.store(pixels + 4 * (row * columns + x), toPixels(Y, U, V, factors));
    }
  }
}

/** Mixes four rows of the frame into `to`, in steps of 1/128. left: a multiple of 8. */
function mixRows(
  luma: usize,
  to: usize,
  places: usize,
  weights: usize,
  width: i32,
  left: i32,
  right: i32,
): void {
  const a = luma + load<i32>(places) * width;
  const b = luma + load<i32>(places, 4) * width;
  const c = luma + load<i32>(places, 8) * width;
  const d = luma + load<i32>(places, 12) * width;
  const upper = v128.load32_splat(weights);
  const lower = v128.load32_splat(weights, 4);
  const half = i32x4.splat(1 << (SHIFT - 1));
  for (let x = left; x < right; x += 8) {
    const fromA = v128.load_ext<u8>(a + x);
    const fromB = v128.load_ext<u8>(b + x);
    const fromC = v128.load_ext<u8>(c + x);
    const fromD = v128.load_ext<u8>(d + x);
    const ab = v128.shuffle<i16>(fromA, fromB, 0, 8, 1, 9, 2, 10, 3, 11);
    const abOn = v128.shuffle<i16>(fromA, fromB, 4, 12, 5, 13, 6, 14, 7, 15);
    const cd = v128.shuffle<i16>(fromC, fromD, 0, 8, 1, 9, 2, 10, 3, 11);
    const cdOn = v128.shuffle<i16>(fromC, fromD, 4, 12, 5, 13, 6, 14, 7, 15);
    const four = i32x4.add(i32x4.dot_i16x8_s(ab, upper), i32x4.dot_i16x8_s(cd, lower));
    const fourOn = i32x4.add(i32x4.dot_i16x8_s(abOn, upper), i32x4.dot_i16x8_s(cdOn, lower));
    const shifted = i32x4.shr_s(i32x4.add(four, half), SHIFT);
    const shiftedOn = i32x4.shr_s(i32x4.add(fourOn, half), SHIFT);
    v128.store(to + 2 * x, i16x8.narrow_i32x4_s(shifted, shiftedOn));
  }
}

/** Two reads of two neighbours each, for four pixels; in code values. */
function fourLumas(line: usize, firsts: usize, weights: usize): v128 {
  const two = i32x4.dot_i16x8_s(twoReads(line, firsts), v128.load(weights));
  const twoOn = i32x4.dot_i16x8_s(twoReads(line, firsts + 16), v128.load(weights, 16));
  const sum = i32x4.add(
    v128.shuffle<i32>(two, twoOn, 0, 2, 4, 6),
    v128.shuffle<i32>(two, twoOn, 1, 3, 5, 7),
  );
  return f32x4.mul(f32x4.convert_i32x4_s(sum), f32x4.splat(UNIT));
}

function twoReads(line: usize, firsts: usize): v128 {
  let reads = v128.load32_zero(line + 2 * load<i32>(firsts));
  reads = v128.load32_lane(line + 2 * load<i32>(firsts, 4), reads, 1);
  reads = v128.load32_lane(line + 2 * load<i32>(firsts, 8), reads, 2);
  return v128.load32_lane(line + 2 * load<i32>(firsts, 12), reads, 3);
}

/** Sums of four places for four pixels: of U in the lower halves of the lanes, of V in the upper ones. */
function fourChromas(line: usize, columns: usize): v128 {
  let one = v128.load32_zero(line + 4 * load<i32>(columns));
  let other = v128.load32_zero(line + 4 * load<i32>(columns, 4));
  one = v128.load32_lane(line + 4 * load<i32>(columns, 8), one, 1);
  other = v128.load32_lane(line + 4 * load<i32>(columns, 12), other, 1);
  one = v128.load32_lane(line + 4 * load<i32>(columns, 16), one, 2);
  other = v128.load32_lane(line + 4 * load<i32>(columns, 20), other, 2);
  one = v128.load32_lane(line + 4 * load<i32>(columns, 24), one, 3);
  other = v128.load32_lane(line + 4 * load<i32>(columns, 28), other, 3);
  return i16x8.add(one, other);
}

/** From sums of four code values to their means less 128. */
function meanOf(sums: v128): v128 {
  return f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(sums), f32x4.splat(0.25)), f32x4.splat(128));
}

/** Adds two rows of U and two of V, in turns of one number of 16 bits each. left: a multiple of 8. */
function addRows(
  u: usize,
  v: usize,
  upper: i32,
  lower: i32,
  to: usize,
  left: i32,
  right: i32,
): void {
  for (let x = left; x < right; x += 8) {
    const U = i16x8.add(v128.load_ext<u8>(u + upper + x), v128.load_ext<u8>(u + lower + x));
    const V = i16x8.add(v128.load_ext<u8>(v + upper + x), v128.load_ext<u8>(v + lower + x));
    v128.store(to + 4 * x, v128.shuffle<i16>(U, V, 0, 8, 1, 9, 2, 10, 3, 11));
    v128.store(to + 4 * x, v128.shuffle<i16>(U, V, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  }
}

function toPixels(Y: v128, U: v128, V: v128, factors: usize): v128 {
  const light = f32x4.mul(v128.load32_splat(factors, 4), f32x4.sub(Y, v128.load32_splat(factors)));
  const fromU = f32x4.mul(v128.load32_splat(factors, 12), U);
  const fromV = f32x4.mul(v128.load32_splat(factors, 16), V);
  const r = toWhole(f32x4.add(light, f32x4.mul(v128.load32_splat(factors, 8), V)));
  const g = toWhole(f32x4.add(light, f32x4.add(fromU, fromV)));
  const b = toWhole(f32x4.add(light, f32x4.mul(v128.load32_splat(factors, 20), U)));
  // Narrowed, they are held to 0..255.
  const redBlue = i16x8.narrow_i32x4_s(r, b);
  const greenOpaque = i16x8.narrow_i32x4_s(g, i32x4.splat(255));
  const apart = i8x16.narrow_i16x8_u(redBlue, greenOpaque);
  return v128.shuffle<i8>(apart, apart, 0, 8, 4, 12, 1, 9, 5, 13, 2, 10, 6, 14, 3, 11, 7, 15);
}

/** The nearest whole number, of -2²² to 2²²: added to 1.5 · 2²³, it stands in the lowest bits. */
function toWhole(value: v128): v128 {
  const shifted = f32x4.add(f32x4.floor(f32x4.add(value, f32x4.splat(0.5))), f32x4.splat(12582912));
  return i32x4.sub(shifted, i32x4.splat(0x4b400000));
}

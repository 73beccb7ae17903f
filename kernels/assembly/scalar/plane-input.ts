import { MIXED_BITS, WEIGHT_BITS } from '../../../src/kernels/constants';
import { PlaneInputJob } from '../../../src/kernels/jobs';

/** Bits that go when rows are mixed by weights. */
const SHIFT: i32 = WEIGHT_BITS - MIXED_BITS;
const OPAQUE: i32 = 0xff << 24;

/** A row of the frame's luma, in steps of 1/128; one place lies before it, and one behind it. */
let line: usize = 0;
let firsts: usize = 0;

/** Draws the model's input. */
export function planeInput(job: PlaneInputJob): void {
  const width = <i32>job.width;
  const height = <i32>job.height;
  const columns = <i32>job.columns;
  const rows = <i32>job.rows;
  const luma = <usize>job.frame;
  const u = luma + width * height;
  const v = u + ((width * height) >> 2);
  const pixels = <usize>job.pixels;
  const columnWeights = <usize>job.columnWeights;
  const columnChroma = <usize>job.columnChroma;
  const places = <usize>job.places;
  const rowWeights = <usize>job.rowWeights;
  const rowChroma = <usize>job.rowChroma;
  const factors = <usize>job.factors;
  line = <usize>job.line + 4;
  firsts = <usize>job.firsts;
  const factor: f64 = load<f32>(factors, 4);
  const rv: f64 = load<f32>(factors, 8);
  const gu: f64 = load<f32>(factors, 12);
  const gv: f64 = load<f32>(factors, 16);
  const bu: f64 = load<f32>(factors, 20);
  const scale = factor / <f64>(1 << (WEIGHT_BITS + MIXED_BITS));
  // With the half that rounding takes.
  const dark = 0.5 - factor * <f64>load<f32>(factors);
  // What the region reads: places go up.
  const left = max(0, load<i32>(firsts));
  const right = min(width, load<i32>(firsts + 8 * columns - 4) + 2);
  for (let row = 0; row < rows; row++) {
    mixRows(luma, places + 16 * row, rowWeights + 8 * row, width, left, right);
    const upper = load<i32>(rowChroma + 8 * row) * (width >> 1);
    const lower = load<i32>(rowChroma + 8 * row, 4) * (width >> 1);
    for (let x = 0; x < columns; x++) {
      const light = scale * <f64>readLuma(x, columnWeights + 8 * x) + dark;
      const before = load<i32>(columnChroma + 8 * x);
      const behind = load<i32>(columnChroma + 8 * x, 4);
      const U = chromaOf(u + upper, u + lower, before, behind);
      const V = chromaOf(v + upper, v + lower, before, behind);
      const r = hold(light + rv * V);
      const g = hold(light + gu * U + gv * V);
      const b = hold(light + bu * U);
      store<i32>(pixels + 4 * (row * columns + x), OPAQUE | (b << 16) | (g << 8) | r);
    }
  }
}

/** Mixes four rows of the frame into the line. */
function mixRows(
  luma: usize,
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
  const ofA = <i32>load<i16>(weights);
  const ofB = <i32>load<i16>(weights, 2);
  const ofC = <i32>load<i16>(weights, 4);
  const ofD = <i32>load<i16>(weights, 6);
  for (let x = left; x < right; x++) {
    const above = ofA * <i32>load<u8>(a + x) + ofB * <i32>load<u8>(b + x);
    const below = ofC * <i32>load<u8>(c + x) + ofD * <i32>load<u8>(d + x);
    store<i32>(line + 4 * x, (above + below + (1 << (SHIFT - 1))) >> SHIFT);
  }
  store<i32>(line - 4, load<i32>(line));
  store<i32>(line + 4 * width, load<i32>(line + 4 * width - 4));
}

/** Two reads of two neighbours each; the two weights of a read share half of the whole. */
function readLuma(x: i32, weights: usize): i32 {
  const one = line + 4 * load<i32>(firsts + 8 * x);
  const other = line + 4 * load<i32>(firsts + 8 * x, 4);
  const behind = load<i32>(one, 4);
  const otherBehind = load<i32>(other, 4);
  return (
    ((behind + otherBehind) << (WEIGHT_BITS - 1)) +
    (load<i32>(one) - behind) * <i32>load<i16>(weights) +
    (load<i32>(other) - otherBehind) * <i32>load<i16>(weights, 4)
  );
}

/** Mean of four places less 128. */
function chromaOf(upper: usize, lower: usize, before: i32, behind: i32): f64 {
  const above = <i32>load<u8>(upper + before) + <i32>load<u8>(upper + behind);
  const below = <i32>load<u8>(lower + before) + <i32>load<u8>(lower + behind);
  return 0.25 * <f64>(above + below) - 128;
}

/** The whole part of a code value, held to 0..255. */
function hold(value: f64): i32 {
  return value < 0 ? 0 : value > 255 ? 255 : <i32>value;
}

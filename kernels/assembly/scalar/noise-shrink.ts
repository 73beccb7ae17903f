import { BLOCK, NOISE } from '../../../src/kernels/constants';
import { NoiseShrinkJob } from '../../../src/kernels/jobs';

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
      for (let x = block * BLOCK; x < (block + 1) * BLOCK; x++) {
        if (isShrinking) shrink(x, y);
        else measure(y * width + x);
      }
    }
  }
}

/** The matte on the grid itself. */
function measure(i: i32): void {
  store<f32>(matte + 4 * i, <f32>(slopePart(i) + <f64>load<f32>(coefficients + 16 * i, 12)));
}

/** a·I of one point. */
function slopePart(i: i32): f64 {
  const a = coefficients + 16 * i;
  const color = input + 4 * i;
  const red = <f64>load<f32>(a) * <f64>load<u8>(color);
  const green = <f64>load<f32>(a, 4) * <f64>load<u8>(color, 1);
  const blue = <f64>load<f32>(a, 8) * <f64>load<u8>(color, 2);
  return (red + green + blue) / 255;
}

function shrink(x: i32, y: i32): void {
  const i = y * width + x;
  const at = coefficients + 16 * i;
  const red: f64 = load<f32>(at);
  const green: f64 = load<f32>(at, 4);
  const blue: f64 = load<f32>(at, 8);
  const steepness = red * red + green * green + blue * blue;
  if (steepness === 0) return;
  const variance = varianceAt(x, y);
  const share = variance / (variance + NOISE * NOISE * steepness);
  store<f32>(at, <f32>(red * share));
  store<f32>(at, <f32>(green * share), 4);
  store<f32>(at, <f32>(blue * share), 8);
  store<f32>(at, <f32>(<f64>load<f32>(matte + 4 * i) - slopePart(i)), 12);
}

/** Variance of the matte over the 3x3 points around one, fewer at the borders. */
function varianceAt(x: i32, y: i32): f64 {
  const left = max(0, x - 1);
  const right = min(width - 1, x + 1);
  const top = max(0, y - 1);
  const bottom = min(height - 1, y + 1);
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let row = top; row <= bottom; row++) {
    const end = matte + 4 * (row * width + right);
    for (let near = matte + 4 * (row * width + left); near <= end; near += 4) {
      const value: f64 = load<f32>(near);
      sum += value;
      squares += value * value;
    }
  }
  const points: f64 = (right - left + 1) * (bottom - top + 1);
  const mean = sum / points;
  const variance = squares / points - mean * mean;
  return variance > 0 ? variance : 0;
}

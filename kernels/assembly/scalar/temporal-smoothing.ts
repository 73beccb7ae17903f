import { MOVES, PAST_WEIGHT, STILL, UNCERTAIN } from '../../../src/kernels/constants';
import { TemporalSmoothingJob } from '../../../src/kernels/jobs';

let luma: usize = 0;
let beforeLuma: usize = 0;
let width: i32 = 0;
let height: i32 = 0;
let exposure: f64 = 0;

/** Smooths a mask in place. */
export function temporalSmoothing(job: TemporalSmoothingJob): void {
  const mask = <usize>job.mask;
  const beforeMask = <usize>job.beforeMask;
  luma = <usize>job.luma;
  beforeLuma = <usize>job.beforeLuma;
  width = <i32>job.width;
  height = <i32>job.height;
  const columns = width;
  const rows = height;
  exposure = exposureOf(4 * columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = 4 * (y * columns + x);
      const p: f64 = load<f32>(mask + at);
      const certain = 1 - 4 * p * (1 - p);
      const uncertain = 1 - certain * certain;
      // Most pixels are certain: nothing to smooth, nothing to measure.
      if (uncertain < UNCERTAIN) continue;
      const past = <f64>load<f32>(beforeMask + at) - p;
      const share = PAST_WEIGHT * uncertain * stillness(changeAround(x, y));
      store<f32>(mask + at, <f32>(p + past * share));
    }
  }
}

/** Mean change of what was to be seen before. length: in bytes. */
function exposureOf(length: i32): f64 {
  let sum: f64 = 0;
  let seen = 0;
  for (let i = 0; i < length; i += 4) {
    const before: f64 = load<f32>(beforeLuma + i);
    if (before < 0) continue;
    sum += <f64>load<f32>(luma + i) - before;
    seen++;
  }
  return seen > 0 ? sum / <f64>seen : 0;
}

/** Mean change of a pixel and those around it. */
function changeAround(x: i32, y: i32): f64 {
  const left = max(0, x - 1);
  const right = min(width - 1, x + 1);
  const top = max(0, y - 1);
  const bottom = min(height - 1, y + 1);
  let sum: f64 = 0;
  for (let row = top; row <= bottom; row++) {
    const end = 4 * (row * width + right);
    for (let at = 4 * (row * width + left); at <= end; at += 4) {
      const before: f64 = load<f32>(beforeLuma + at);
      sum += before < 0 ? 1 : Math.abs(<f64>load<f32>(luma + at) - before - exposure);
    }
  }
  return sum / <f64>((right - left + 1) * (bottom - top + 1));
}

/** 1 less a smooth step. */
function stillness(change: f64): f64 {
  const steps = (change - STILL) / (MOVES - STILL);
  const t: f64 = steps < 0 ? 0 : steps > 1 ? 1 : steps;
  return 1 - t * t * (3 - 2 * t);
}

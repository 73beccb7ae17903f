/** Luma of two pictures in the same light and in whole steps. */
import { MOTION_STEPS } from '../../src/kernels/constants';

/** By how much the new picture is brighter as a whole. */
export function findGain(luma: usize, beforeLuma: usize, count: i32): f32 {
  const old = sumOf(beforeLuma, count);
  const now = sumOf(luma, count);
  return old > 0 ? <f32>min<f64>(2, max<f64>(0.5, now / old)) : 1;
}

function sumOf(at: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i = 0; i < count; i += 4) {
    const four = v128.load(at + 4 * i);
    low = f64x2.add(low, f64x2.promote_low_f32x4(four));
    const upper = v128.shuffle<i32>(four, four, 2, 3, 2, 3);
    high = f64x2.add(high, f64x2.promote_low_f32x4(upper));
  }
  const both = f64x2.add(low, high);
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

export function stepsOf(four: v128): v128 {
  const scaled = f32x4.mul(four, f32x4.splat(<f32>MOTION_STEPS));
  return i32x4.trunc_sat_f32x4_s(f32x4.add(scaled, f32x4.splat(0.5)));
}

/** Colours of four points at once. */
import { PLATE_BITS } from '../../src/kernels/constants';

/** Square of the distance of two colours. */
export function distance(r: v128, g: v128, b: v128, u: v128, v: v128, w: v128): v128 {
  const dr = f32x4.sub(r, u);
  const dg = f32x4.sub(g, v);
  const db = f32x4.sub(b, w);
  return f32x4.add(f32x4.add(f32x4.mul(dr, dr), f32x4.mul(dg, dg)), f32x4.mul(db, db));
}

/** One channel of four pixels, 0..255. */
export function byteOf(rgba: v128, shift: i32): v128 {
  return f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(rgba, shift), i32x4.splat(255)));
}

/** One channel of the room at four points, 0..255. */
export function colorAt(at: usize): v128 {
  const color = i32x4.extend_low_i16x8_s(v128.load64_zero(at));
  return f32x4.mul(f32x4.convert_i32x4_s(color), f32x4.splat(<f32>1 / <f32>(1 << PLATE_BITS)));
}

/** e^x of numbers up to 0, to three digits; of less than -60 that of -60. */
export function exponential(x: v128): v128 {
  const power = f32x4.mul(f32x4.max(x, f32x4.splat(-60)), f32x4.splat(<f32>Math.LOG2E));
  const whole = f32x4.floor(power);
  const rest = f32x4.sub(power, whole);
  // 2^rest, with an error of 1e-4.
  let value = f32x4.add(f32x4.mul(rest, f32x4.splat(0.07944024)), f32x4.splat(0.22449434));
  value = f32x4.add(f32x4.mul(rest, value), f32x4.splat(0.69606564));
  value = f32x4.add(f32x4.mul(rest, value), f32x4.splat(1));
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127));
  return f32x4.mul(value, i32x4.shl(exponent, 23));
}

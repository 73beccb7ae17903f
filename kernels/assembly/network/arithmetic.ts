/** a · b + c, rounded once where the build may and the machine can, and else twice. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

export function relu(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

/** x · min(max(x + 3, 0), 6) / 6 */
export function hardSwish(x: v128): v128 {
  const ramp = multiplyAdd(x, f32x4.splat(1.0 / 6.0), f32x4.splat(0.5));
  return f32x4.mul(x, f32x4.pmin(f32x4.pmax(ramp, f32x4.splat(0)), f32x4.splat(1)));
}

/**
 * 1 / (1 + e^-x), within 2e-7. The power of two is taken apart: a whole one goes into the exponent's bits, and one of
 * -0.5..0.5 is its Taylor polynomial.
 */
export function sigmoid(x: v128): v128 {
  const power = f32x4.mul(x, f32x4.splat(-Mathf.LOG2E));
  const held = f32x4.pmin(f32x4.pmax(power, f32x4.splat(-60)), f32x4.splat(60));
  const whole = f32x4.nearest(held);
  const part = f32x4.sub(held, whole);
  let sum = multiplyAdd(part, f32x4.splat(0.0013333558), f32x4.splat(0.0096181291));
  sum = multiplyAdd(part, sum, f32x4.splat(0.0555041087));
  sum = multiplyAdd(part, sum, f32x4.splat(0.240226507));
  sum = multiplyAdd(part, sum, f32x4.splat(Mathf.LN2));
  sum = multiplyAdd(part, sum, f32x4.splat(1));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  const e = f32x4.mul(sum, scale);
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), e));
}

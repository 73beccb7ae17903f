/** See src/mask/guided-solve.ts: four windows at once. */
import { GUIDED_EPSILON, MASK_STEPS, WHOLE_WINDOW } from '../../src/kernels/constants';
import { storeTransposed } from './transpose';

/** Which of the WINDOW_SUMS is that of the mask. */
export const PERSON: i32 = 3;
export const STEPS: f32 = <f32>MASK_STEPS;
const WHOLE: f32 = <f32>WHOLE_WINDOW;

/** Mean of the mask. n: pixels of each window. */
export function meanOf(person: v128, n: v128): v128 {
  const share = f32x4.div(f32x4.splat(1), f32x4.convert_i32x4_s(n));
  const steps = f32x4.mul(share, f32x4.splat(1 / STEPS));
  return f32x4.mul(f32x4.convert_i32x4_s(person), steps);
}

/** Where a window is neither all background nor all person. */
export function isEdge(mean: v128): v128 {
  return v128.and(f32x4.ge(mean, f32x4.splat(WHOLE)), f32x4.le(mean, f32x4.splat(1 - WHOLE)));
}

/** Four points with a = 0 and b the mean. */
export function storeFlat(to: usize, mean: v128): void {
  const nothing = f32x4.splat(0);
  storeTransposed(to, nothing, nothing, nothing, mean);
}

/** n·Σab - Σa·Σb, times a scale. Exact: what overflows on the way comes back. */
function covariance(n: v128, both: v128, a: v128, b: v128, scale: v128): v128 {
  const exact = i32x4.sub(i32x4.mul(n, both), i32x4.mul(a, b));
  return f32x4.mul(f32x4.convert_i32x4_s(exact), scale);
}

/** Four windows whose sums lie `stride` bytes apart. n: their pixels; to: four points. */
export function solveFour(at: usize, stride: usize, n: v128, to: usize): void {
  const r = v128.load(at + 0 * stride);
  const g = v128.load(at + 1 * stride);
  const b = v128.load(at + 2 * stride);
  const p = v128.load(at + PERSON * stride);
  const one = f32x4.splat(1);
  const share = f32x4.div(one, f32x4.convert_i32x4_s(n));
  const scale = f32x4.mul(share, f32x4.splat(1 / 255));
  const steps = f32x4.mul(share, f32x4.splat(1 / STEPS));
  const square = f32x4.mul(scale, scale);
  const cross = f32x4.mul(scale, steps);
  const epsilon = f32x4.splat(<f32>GUIDED_EPSILON);
  const mp = meanOf(p, n);
  const isSloped = isEdge(mp);

  const c0 = covariance(n, v128.load(at + 4 * stride), r, p, cross);
  const c1 = covariance(n, v128.load(at + 5 * stride), g, p, cross);
  const c2 = covariance(n, v128.load(at + 6 * stride), b, p, cross);
  const s00 = f32x4.add(covariance(n, v128.load(at + 7 * stride), r, r, square), epsilon);
  const s01 = covariance(n, v128.load(at + 8 * stride), r, g, square);
  const s02 = covariance(n, v128.load(at + 9 * stride), r, b, square);
  const s11 = f32x4.add(covariance(n, v128.load(at + 10 * stride), g, g, square), epsilon);
  const s12 = covariance(n, v128.load(at + 11 * stride), g, b, square);
  const s22 = f32x4.add(covariance(n, v128.load(at + 12 * stride), b, b, square), epsilon);

  const d0 = f32x4.div(one, s00);
  const l1 = f32x4.mul(s01, d0);
  const l2 = f32x4.mul(s02, d0);
  const d1 = f32x4.div(one, less(s11, l1, s01));
  const rest = less(s12, l2, s01);
  const l3 = f32x4.mul(rest, d1);
  const d2 = f32x4.div(one, less(less(s22, l2, s02), l3, rest));
  const c1less = less(c1, l1, c0);
  const a2 = v128.and(isSloped, f32x4.mul(less(less(c2, l2, c0), l3, c1less), d2));
  const a1 = v128.and(isSloped, less(f32x4.mul(c1less, d1), l3, a2));
  const a0 = v128.and(isSloped, less(less(f32x4.mul(c0, d0), l1, a1), l2, a2));
  let flat = less(mp, f32x4.mul(a0, scale), f32x4.convert_i32x4_s(r));
  flat = less(flat, f32x4.mul(a1, scale), f32x4.convert_i32x4_s(g));
  flat = less(flat, f32x4.mul(a2, scale), f32x4.convert_i32x4_s(b));
  storeTransposed(to, a0, a1, a2, flat);
}

/** value - a · b */
function less(value: v128, a: v128, b: v128): v128 {
  return f32x4.sub(value, f32x4.mul(a, b));
}

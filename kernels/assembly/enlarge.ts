/**
 * See src/compositor/planes/enlarge.ts. Values have 7 bits behind the point, so that differences of two
 * and sums with a threshold fit in 16 bits.
 */
import { DITHER_SIDE, ENLARGE_BITS } from '../../src/kernels/constants';

const UNIT: f32 = <f32>(1 << ENLARGE_BITS);
/** Pixels drawn at once, and the side of the dither pattern. */
const EIGHT: i32 = DITHER_SIDE;

/**
 * Draws `left` to before `right`, in pixels, of the rows `top` to before `bottom` of a plane `toWidth`
 * wide. bits: a small pixel gives 2 ** bits pixels along each side, 2 to 8; left, right: multiples of eight.
 * line: two rows of the small plane in numbers of 16 bits, and 64 more of them. tables:
 * see kernel-enlarge.ts.
 */
export function enlarge(
  from: usize,
  width: i32,
  height: i32,
  to: usize,
  toWidth: i32,
  bits: i32,
  left: i32,
  right: i32,
  top: i32,
  bottom: i32,
  line: usize,
  tables: usize,
): void {
  const values = line + 16;
  const steps = values + 2 * (width + 24);
  const first = left >> bits;
  const end = right >> bits;
  const table = tables + 48 * (bits - 1);
  const ofValue = v128.load(table);
  const ofStep = v128.load(table, 16);
  const ways = v128.load(table, 32);
  for (let y = top; y < bottom; y++) {
    readLine(from, width, height, y, bits, first, end, values);
    for (let x = first - 1; x <= end; x += EIGHT) {
      const difference = i16x8.sub(v128.load(values + 2 * x, 2), v128.load(values + 2 * x));
      v128.store(steps + 2 * x, difference);
    }
    const thresholds = v128.load(tables + 144 + 16 * (y & 7));
    const row = to + y * toWidth;
    for (let x = left; x < right; x += EIGHT) {
      const small = 2 * (x >> bits);
      const value = i8x16.swizzle(v128.load(values + small), ofValue);
      const step = i8x16.swizzle(v128.load(steps + small - 2), ofStep);
      const sum = i16x8.add(i16x8.add(value, i16x8.q15mulr_sat_s(step, ways)), thresholds);
      const codes = i16x8.shr_u(sum, ENLARGE_BITS);
      const bytes = i8x16.narrow_i16x8_u(codes, codes);
      v128.store64_lane(row + x, bytes, 0);
    }
  }
}

/** Values of a row between two of the small plane, one before `first` and one behind `end` as well. */
function readLine(
  from: usize,
  width: i32,
  height: i32,
  y: i32,
  bits: i32,
  first: i32,
  end: i32,
  values: usize,
): void {
  const place = (<f32>y + 0.5) / <f32>(1 << bits) - 0.5;
  const upper = <i32>Mathf.floor(place);
  const way = f32x4.splat(place - <f32>upper);
  const above = from + 4 * max(0, upper) * width;
  const below = from + 4 * min(height - 1, upper + 1) * width;
  const unit = f32x4.splat(UNIT);
  for (let x = max(0, first - 1); x < min(width, end + 1); x += 4) {
    const a = v128.load(above + 4 * x);
    const b = v128.load(below + 4 * x);
    const mixed = f32x4.add(a, f32x4.mul(f32x4.sub(b, a), way));
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(mixed, unit), f32x4.splat(0.5)));
    v128.store64_lane(values + 2 * x, i16x8.narrow_i32x4_s(whole, whole), 0);
  }
  if (first === 0) store<i16>(values - 2, load<i16>(values));
  if (end === width) store<i16>(values + 2 * width, load<i16>(values + 2 * (width - 1)));
}

import { multiplyAdd, sigmoid } from './arithmetic';

/** A row of RGBA to three floats a pixel, and one black pixel behind them. pixels: a multiple of 4. */
export function readRow(rgba: usize, floats: usize, pixels: i32): void {
  for (let i = 0; i < pixels; i += 4) {
    const four = v128.load(rgba);
    // What lies beyond the vector reads as zero: each byte becomes a number of 32 bits.
    const first = v128.swizzle(
      four,
      i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 4, -1, -1, -1),
    );
    const second = v128.swizzle(
      four,
      i8x16(5, -1, -1, -1, 6, -1, -1, -1, 8, -1, -1, -1, 9, -1, -1, -1),
    );
    const third = v128.swizzle(
      four,
      i8x16(10, -1, -1, -1, 12, -1, -1, -1, 13, -1, -1, -1, 14, -1, -1, -1),
    );
    v128.store(floats, f32x4.convert_i32x4_s(first));
    v128.store(floats, f32x4.convert_i32x4_s(second), 16);
    v128.store(floats, f32x4.convert_i32x4_s(third), 32);
    rgba += 16;
    floats += 48;
  }
  v128.store(floats, i32x4.splat(0));
}

/**
 * Four pixels of four channels to bytes of their sigmoids: each channel is one of 2x2 pixels of the mask.
 * below: bytes from one row of the mask to the next.
 */
export function writeFour(a: v128, b: v128, c: v128, d: v128, mask: usize, below: usize): void {
  const bytesOfA = toBytes(a);
  const bytesOfB = toBytes(b);
  const bytesOfC = toBytes(c);
  const bytesOfD = toBytes(d);
  const upper = i16x8.narrow_i32x4_s(
    v128.shuffle<i64>(bytesOfA, bytesOfB, 0, 2),
    v128.shuffle<i64>(bytesOfC, bytesOfD, 0, 2),
  );
  const lower = i16x8.narrow_i32x4_s(
    v128.shuffle<i64>(bytesOfA, bytesOfB, 1, 3),
    v128.shuffle<i64>(bytesOfC, bytesOfD, 1, 3),
  );
  const bytes = i8x16.narrow_i16x8_u(upper, lower);
  v128.store64_lane(mask, bytes, 0);
  v128.store64_lane(mask + below, bytes, 1);
}

/** 0..255; what is no number counts as room. */
function toBytes(x: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(multiplyAdd(sigmoid(x), f32x4.splat(255), f32x4.splat(0.5)));
}

/** Floats of 16 bits (IEEE 754 binary16, finite) to those of 32, exactly. count: a multiple of 4. */
export function widen(halves: usize, floats: usize, count: i32): void {
  // Fraction and exponent move into their places; the exponents' biases, 15 and 127, differ by 112.
  const bias = f32x4.splat(5.192296858534828e33);
  for (let i = 0; i < count; i += 4) {
    const half = v128.load_ext<i16>(halves + 2 * i);
    const sign = v128.and(half, i32x4.splat(0x80000000));
    const rest = i32x4.shl(v128.and(half, i32x4.splat(0x7fff)), 13);
    v128.store(floats + 4 * i, v128.or(f32x4.mul(rest, bias), sign));
  }
}

/** RGBA of 0..255 to RGB of 0..1. pixels: a multiple of 4. */
export function toFloats(rgba: usize, rgb: usize, pixels: i32): void {
  const share = f32x4.splat(1 / 255);
  for (let i = 0; i < pixels; i += 4) {
    const four = v128.load(rgba + 4 * i);
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
    const to = rgb + 12 * i;
    v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(first), share));
    v128.store(to + 16, f32x4.mul(f32x4.convert_i32x4_s(second), share));
    v128.store(to + 32, f32x4.mul(f32x4.convert_i32x4_s(third), share));
  }
}

/** Probabilities of 0..1 to 0..255; what is no number to 0. count: a multiple of 16. */
export function toBytes(probabilities: usize, bytes: usize, count: i32): void {
  for (let i = 0; i < count; i += 16) {
    const from = probabilities + 4 * i;
    const low = i16x8.narrow_i32x4_s(whole(v128.load(from)), whole(v128.load(from + 16)));
    const high = i16x8.narrow_i32x4_s(whole(v128.load(from + 32)), whole(v128.load(from + 48)));
    v128.store(bytes + i, i8x16.narrow_i16x8_u(low, high));
  }
}

function whole(probabilities: v128): v128 {
  const scaled = f32x4.mul(probabilities, f32x4.splat(255));
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(scaled));
}

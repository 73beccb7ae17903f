/** See src/mask/probabilities.ts. */

/** Bytes as numbers 0..1; writes up to three more. */
export function probabilities(bytes: usize, mask: usize, count: i32): void {
  const most = f32x4.splat(255);
  for (let i = 0; i < count; i += 4) {
    const shorts = i16x8.extend_low_i8x16_u(v128.load32_zero(bytes + i));
    const four = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(shorts));
    v128.store(mask + 4 * i, f32x4.div(four, most));
  }
}

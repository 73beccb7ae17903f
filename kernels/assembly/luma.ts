/** See src/mask/luma.ts. */

/** Weights of red, green and blue, and what they come to for white. */
const RED: i16 = 299;
const GREEN: i16 = 587;
const BLUE: i16 = 114;
const UNIT: f32 = 1 / 255_000.0;

/** Luma 0..1 of RGBA; writes up to three more. */
export function readLuma(input: usize, luma: usize, count: i32): void {
  const low = i32x4.splat(0x00ff00ff);
  const redBlue = i16x8(RED, BLUE, RED, BLUE, RED, BLUE, RED, BLUE);
  const green = i16x8(GREEN, 0, GREEN, 0, GREEN, 0, GREEN, 0);
  const unit = f32x4.splat(UNIT);
  for (let i = 0; i < count; i += 4) {
    const rgba = v128.load(input + 4 * i);
    const sum = i32x4.add(
      i32x4.dot_i16x8_s(v128.and(rgba, low), redBlue),
      i32x4.dot_i16x8_s(v128.and(i32x4.shr_u(rgba, 8), low), green),
    );
    v128.store(luma + 4 * i, f32x4.mul(f32x4.convert_i32x4_s(sum), unit));
  }
}

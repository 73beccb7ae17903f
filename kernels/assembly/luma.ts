/** See src/mask/luma.ts. */
import { LUMA_BLUE, LUMA_GREEN, LUMA_RED, LUMA_UNIT } from '../../src/kernels/constants';

const RED: i16 = <i16>LUMA_RED;
const GREEN: i16 = <i16>LUMA_GREEN;
const BLUE: i16 = <i16>LUMA_BLUE;

/** Luma 0..1 of RGBA; writes up to three more. */
export function luma(input: usize, luma: usize, count: i32): void {
  const low = i32x4.splat(0x00ff00ff);
  const redBlue = i16x8(RED, BLUE, RED, BLUE, RED, BLUE, RED, BLUE);
  const green = i16x8(GREEN, 0, GREEN, 0, GREEN, 0, GREEN, 0);
  const unit = f32x4.splat(<f32>LUMA_UNIT);
  for (let i = 0; i < count; i += 4) {
    const rgba = v128.load(input + 4 * i);
    const sum = i32x4.add(
      i32x4.dot_i16x8_s(v128.and(rgba, low), redBlue),
      i32x4.dot_i16x8_s(v128.and(i32x4.shr_u(rgba, 8), low), green),
    );
    v128.store(luma + 4 * i, f32x4.mul(f32x4.convert_i32x4_s(sum), unit));
  }
}

import { LUMA_BLUE, LUMA_GREEN, LUMA_RED, LUMA_UNIT } from '../../../src/kernels/constants';

/** Luma 0..1 of RGBA. */
export function luma(input: usize, luma: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const at = input + 4 * i;
    const red = LUMA_RED * <i32>load<u8>(at);
    const green = LUMA_GREEN * <i32>load<u8>(at, 1);
    const blue = LUMA_BLUE * <i32>load<u8>(at, 2);
    store<f32>(luma + 4 * i, <f32>(red + green + blue) * <f32>LUMA_UNIT);
  }
}

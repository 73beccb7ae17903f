/** Blocks of 2x2 pixels as vectors of four. */

/** Two bytes and the two below them. width: bytes from one row to the next. */
export function loadBlock(at: usize, width: i32): v128 {
  const bytes = v128.load16_lane(at + width, v128.load16_splat(at), 1);
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
}

/** Writes whole numbers back as bytes, held to 0..255. */
export function storeBlock(at: usize, width: i32, values: v128): void {
  const shorts = i16x8.narrow_i32x4_s(values, values);
  const bytes = i8x16.narrow_i16x8_u(shorts, shorts);
  v128.store16_lane(at, bytes, 0);
  v128.store16_lane(at + width, bytes, 1);
}

export function sumOf(value: v128): f32 {
  const two = f32x4.add(value, v128.shuffle<i32>(value, value, 2, 3, 0, 1));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}

/** See src/mask/guide.ts: means of 2x2 points. width, height: of what is halved; the width is a multiple of 8, the height of 2. */

export function halveMask(from: usize, to: usize, width: i32, height: i32): void {
  const quarter = f32x4.splat(0.25);
  const row = 4 * width;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < row; x += 32) {
      const at = from + y * row + x;
      const sum = f32x4.add(pairsAt(at), pairsAt(at + row));
      v128.store(to, f32x4.mul(sum, quarter));
      to += 16;
    }
  }
}

/** Sums of two neighbours each, of eight numbers. */
function pairsAt(at: usize): v128 {
  const first = v128.load(at);
  const second = v128.load(at, 16);
  return f32x4.add(
    v128.shuffle<i32>(first, second, 0, 2, 4, 6),
    v128.shuffle<i32>(first, second, 1, 3, 5, 7),
  );
}

/** The same of RGBA. */
export function halveInput(from: usize, to: usize, width: i32, height: i32): void {
  const row = 4 * width;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < row; x += 32) {
      const at = from + y * row + x;
      v128.store(to, i8x16.narrow_i16x8_u(twoOf(at, row), twoOf(at + 16, row)));
      to += 16;
    }
  }
}

/** Means of four pixels and the four below them, two by two. */
function twoOf(at: usize, row: i32): v128 {
  const upper = v128.load(at);
  const lower = v128.load(at + row);
  const first = i16x8.add(i16x8.extend_low_i8x16_u(upper), i16x8.extend_low_i8x16_u(lower));
  const second = i16x8.add(i16x8.extend_high_i8x16_u(upper), i16x8.extend_high_i8x16_u(lower));
  const sum = i16x8.add(
    v128.shuffle<i64>(first, second, 0, 2),
    v128.shuffle<i64>(first, second, 1, 3),
  );
  return i16x8.shr_u(i16x8.add(sum, i16x8.splat(2)), 2);
}

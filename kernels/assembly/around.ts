/** See src/compositor/planes/around.ts. */

/**
 * The values of a quarter-size picture around the middle of a block of 2x2 pixels of the frame, mixed
 * bilinearly. from: four floats per pixel; x, row: the block's place in the chroma planes; width, height:
 * of the frame in whole tiles.
 */
export function mixAround(from: usize, x: i32, row: i32, width: i32, height: i32): v128 {
  const across = width >> 2;
  const column = x >> 1;
  const line = row >> 1;
  const beside = min(across - 1, max(0, column + (x & 1 ? 1 : -1)));
  const beyond = min((height >> 2) - 1, max(0, line + (row & 1 ? 1 : -1)));
  const here = from + 16 * line * across;
  const there = from + 16 * beyond * across;
  const sides = f32x4.add(v128.load(here + 16 * beside), v128.load(there + 16 * column));
  return f32x4.add(
    f32x4.add(
      f32x4.mul(f32x4.splat(0.5625), v128.load(here + 16 * column)),
      f32x4.mul(f32x4.splat(0.1875), sides),
    ),
    f32x4.mul(f32x4.splat(0.0625), v128.load(there + 16 * beside)),
  );
}

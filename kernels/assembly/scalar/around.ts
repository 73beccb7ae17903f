/** The four pixels of a quarter-size picture around the place at work. */
let nearest: usize = 0;
let beside: usize = 0;
let beyond: usize = 0;
let across: usize = 0;

/**
 * Finds those around the middle of a block of 2x2 pixels of the frame. from: four floats per pixel; x, row: the
 * block's place in the chroma planes; width, height: of the frame in whole tiles.
 */
export function findAround(from: usize, x: i32, row: i32, width: i32, height: i32): void {
  const columns = width >> 2;
  // A quarter-size pixel spans two blocks: their middles lie at 1/4 and 3/4 of it.
  const column = x >> 1;
  const line = row >> 1;
  const aside = min(columns - 1, max(0, column + (x & 1 ? 1 : -1)));
  const away = min((height >> 2) - 1, max(0, line + (row & 1 ? 1 : -1)));
  nearest = from + 16 * (line * columns + column);
  beside = from + 16 * (line * columns + aside);
  beyond = from + 16 * (away * columns + column);
  across = from + 16 * (away * columns + aside);
}

/** Mixes them bilinearly. at: 4 · which of the four values of each pixel. */
export function mixAround(at: usize): f64 {
  const sides = <f64>load<f32>(beside + at) + <f64>load<f32>(beyond + at);
  return (
    0.5625 * <f64>load<f32>(nearest + at) + 0.1875 * sides + 0.0625 * <f64>load<f32>(across + at)
  );
}

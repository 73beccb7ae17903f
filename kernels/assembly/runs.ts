/** See src/mask/components.ts. */

let firsts: usize = 0;
let lasts: usize = 0;
let count: i32 = 0;
/** Whether a run goes on. */
let isOpen: bool = false;

/**
 * Finds the runs of each row whose values are over `above` and up to `upTo`; returns how many. firstsAt,
 * lastsAt: room for one of every two pixels. columns: a multiple of 4.
 */
export function runs(
  plane: usize,
  firstsAt: usize,
  lastsAt: usize,
  above: f32,
  upTo: f32,
  columns: i32,
  height: i32,
): i32 {
  firsts = firstsAt;
  lasts = lastsAt;
  count = 0;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * columns;
    isOpen = false;
    for (let i = y * columns; i < end; i += 4) {
      const four = v128.load(plane + 4 * i);
      const isIn = v128.and(f32x4.gt(four, f32x4.splat(above)), f32x4.le(four, f32x4.splat(upTo)));
      const bits = i32x4.bitmask(isIn);
      if (bits === (isOpen ? 15 : 0)) continue;
      for (let k = 0; k < 4; k++) {
        const isPixelIn = ((bits >> k) & 1) === 1;
        if (isPixelIn !== isOpen) turn(i + k);
      }
    }
    if (isOpen) turn(end);
  }
  return count;
}

/** Begins a run, or ends it. */
function turn(i: i32): void {
  if (isOpen) store<i32>(lasts + 4 * count++, i);
  else store<i32>(firsts + 4 * count, i);
  isOpen = !isOpen;
}

/**
 * Four vectors of four, turned: interleave a with b and c with d, then join. The low joined low are the
 * first numbers of all four, joined high the second ones; the high ones in the same way the third and
 * the fourth.
 */

export function interleaveLow(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 4, 1, 5);
}

export function interleaveHigh(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 2, 6, 3, 7);
}

export function joinLow(ab: v128, cd: v128): v128 {
  return v128.shuffle<i32>(ab, cd, 0, 1, 4, 5);
}

export function joinHigh(ab: v128, cd: v128): v128 {
  return v128.shuffle<i32>(ab, cd, 2, 3, 6, 7);
}

/** Stores four points, or pixels: the first numbers of all four vectors, the second ones, and so on. */
export function storeTransposed(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = interleaveLow(a, b);
  const cd = interleaveLow(c, d);
  const abOn = interleaveHigh(a, b);
  const cdOn = interleaveHigh(c, d);
  v128.store(to, joinLow(ab, cd));
  v128.store(to, joinHigh(ab, cd), 16);
  v128.store(to, joinLow(abOn, cdOn), 32);
  v128.store(to, joinHigh(abOn, cdOn), 48);
}

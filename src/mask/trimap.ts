/** A picture in squares, rows from the top: blocks of a mask, or tiles of a frame. */
export type Squares = { readonly across: number; readonly down: number };

/**
 * Joins the bits of each square with those of all squares up to `columns` and `rows` away, in `to`, which is
 * another array than `from`.
 */
export function widen(
  { across, down }: Squares,
  from: Uint8Array,
  to: Uint8Array,
  columns: number,
  rows: number,
): void {
  to.fill(0);
  for (let y = 0; y < down; y++) {
    const start = y * across;
    const top = Math.max(0, y - rows) * across;
    const bottom = Math.min(down - 1, y + rows) * across;
    for (let x = 0; x < across; x++) {
      const bits = from[start + x];
      if (bits === 0) continue;
      const left = Math.max(0, x - columns);
      const right = Math.min(across - 1, x + columns);
      for (let row = top; row <= bottom; row += across)
        for (let at = row + left; at <= row + right; at++) to[at] |= bits;
    }
  }
}

import { createArena } from '../../kernels/arena';
import { TILE } from '../../kernels/constants';
import type { Size } from '../../shared/geometry';

/** Side of a tile in pixels of the quarter-size room. */
export const QUARTER_TILE = TILE / 4;

/** The frame in squares of TILE pixels, a trimap's value each, rows from the top. */
export type Tiles = {
  readonly across: number;
  readonly down: number;
  readonly kinds: Uint8Array;
};

export function createTiles({ width, height }: Size, arena = createArena()): Tiles {
  const across = Math.ceil(width / TILE);
  const down = Math.ceil(height / TILE);
  return { across, down, kinds: arena.bytes(across * down) };
}

/**
 * Marks in `to` every tile that lies up to `columns` and `rows` tiles away from one marked in `from`.
 */
export function widen(
  { across, down }: Tiles,
  from: Uint8Array,
  to: Uint8Array,
  columns: number,
  rows: number,
): void {
  to.fill(0);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      if (!from[y * across + x]) continue;
      for (let v = Math.max(0, y - rows); v <= Math.min(down - 1, y + rows); v++)
        for (let u = Math.max(0, x - columns); u <= Math.min(across - 1, x + columns); u++)
          to[v * across + u] = 1;
    }
  }
}

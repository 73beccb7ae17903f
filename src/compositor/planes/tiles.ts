import { createArena } from '../../kernels/arena';
import { TILE } from '../../kernels/constants';
import type { Squares } from '../../mask/trimap';
import type { Size } from '../../shared/geometry';

/** Side of a tile in pixels of the quarter-size background. */
export const QUARTER_TILE = TILE / 4;

/** The frame in squares of TILE pixels, and the trimap's value of each. */
export type Tiles = Squares & { readonly trimap: Uint8Array };

export function createTiles({ width, height }: Size, arena = createArena()): Tiles {
  const across = Math.ceil(width / TILE);
  const down = Math.ceil(height / TILE);
  return { across, down, trimap: arena.bytes(across * down) };
}

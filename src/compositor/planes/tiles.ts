import { APART, type Arrays } from '../../kernels/arrays';
import { TILE } from '../../kernels/constants';
import type { Squares } from '../../mask/trimap';
import type { Size } from '../../shared/geometry';

/** Side of a tile in pixels of the quarter-size background. */
export const QUARTER_TILE = TILE / 4;

/** The frame in squares of TILE pixels, and the trimap's value of each. */
export type Tiles = Squares & { readonly trimap: Uint8Array };

/** The size of a picture in whole tiles: the last ones may stand over. */
export function wholeTiles({ width, height }: Size): Size {
  return { width: TILE * Math.ceil(width / TILE), height: TILE * Math.ceil(height / TILE) };
}

/** The place of a picture that one beyond its `length` shows: as far before the end as the other lies behind. */
export function mirrored(place: number, length: number): number {
  return place < length ? place : Math.max(0, 2 * length - 1 - place);
}

export function createTiles(frame: Size, arrays: Arrays = APART): Tiles {
  const { width, height } = wholeTiles(frame);
  const across = width / TILE;
  const down = height / TILE;
  return { across, down, trimap: arrays.bytes(across * down) };
}

import { TILE } from '../../kernels/constants';
import { mirrored } from './tiles';

/** Where the pixels of a frame lie on a matte's grid, along one direction. */
export type Axis = {
  /** For each pixel, of whole tiles, the grid point before it, or -1 where the matte does not reach. */
  readonly first: Int16Array;
  /** For each pixel its way from that point to the next, 0..1. */
  readonly way: Float32Array;
  /** For each tile the first and the last grid point that its pixels read. */
  readonly tileFirst: Int16Array;
  readonly tileLast: Int16Array;
  /** For each tile 1 where some of its pixels lie outside the matte. */
  readonly tileOut: Uint8Array;
};

/**
 * Makes the table. pixels, points: lengths of the frame and of the grid; start, length: the part of
 * the frame that the grid covers, in fractions.
 */
export function createAxis(pixels: number, points: number, start: number, length: number): Axis {
  const tiles = Math.ceil(pixels / TILE);
  const first = new Int16Array(TILE * tiles);
  const way = new Float32Array(TILE * tiles);
  const tileFirst = new Int16Array(tiles).fill(points - 1);
  const tileLast = new Int16Array(tiles);
  const tileOut = new Uint8Array(tiles);
  for (let i = 0; i < first.length; i++) {
    const tile = Math.floor(i / TILE);
    const place = ((mirrored(i, pixels) + 0.5) / pixels - start) / length;
    if (place < 0 || place > 1) {
      first[i] = -1;
      tileOut[tile] = 1;
      continue;
    }
    const held = Math.min(points - 1, Math.max(0, place * points - 0.5));
    const point = Math.max(0, Math.min(points - 2, Math.floor(held)));
    first[i] = point;
    way[i] = held - point;
    tileFirst[tile] = Math.min(tileFirst[tile], point);
    tileLast[tile] = Math.max(tileLast[tile], Math.min(points - 1, point + 1));
  }
  return { first, way, tileFirst, tileLast, tileOut };
}

import type { Arena } from '../kernels/arena';
import { BLOCK, UNKNOWN } from '../kernels/constants';
import type { Size } from '../shared/geometry';
import { type Squares, widen } from './trimap';

/** How many blocks away the nearest edge is, counted down from here. */
export const AT_EDGE = 3;

/** The grid in squares of BLOCK pixels, rows from the top. */
export type GuidedBlocks = Squares & {
  /** Trimap of each block with those around it. */
  readonly trimap: Uint8Array;
  /** AT_EDGE for blocks of the edge, one less for their neighbours, and so on; 0 far away. */
  readonly levels: Uint8Array;
  /** Reads a mask, 0..1, in the arena. */
  read(mask: Float32Array): void;
};

/** size: of the mask; the width is a multiple of BLOCK. */
export function createGuidedBlocks({ width, height }: Size, arena: Arena): GuidedBlocks {
  const { kernels } = arena;
  const across = width / BLOCK;
  const down = Math.ceil(height / BLOCK);
  const squares = { across, down };
  const trimap = new Uint8Array(across * down);
  const levels = arena.bytes(across * down);
  const own = arena.bytes(across * down);
  const edges = new Uint8Array(across * down);
  const near = new Uint8Array(across * down);

  return {
    ...squares,
    trimap,
    levels,
    read: (mask) => {
      kernels.guidedBlocks(mask.byteOffset, own.byteOffset, width, height);
      widen(squares, own, trimap, 1, 1);
      for (let i = 0; i < edges.length; i++) edges[i] = trimap[i] === UNKNOWN ? 1 : 0;
      levels.fill(0);
      for (let away = AT_EDGE - 1; away >= 0; away--) {
        widen(squares, edges, near, away, away);
        for (let i = 0; i < near.length; i++) if (near[i]) levels[i] = AT_EDGE - away;
      }
    },
  };
}

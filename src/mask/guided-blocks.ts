import type { Arena } from '../kernels/arena';
import { BACKGROUND, BLOCK, CERTAIN, FOREGROUND, UNKNOWN } from '../kernels/constants';
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
  /** Visits all blocks of a level or more, row by row, in runs as long as can be. */
  visit(level: number, run: Run): void;
};

/** Blocks side by side, in grid pixels; bottom and right excluded. */
export type Run = (top: number, bottom: number, left: number, right: number) => void;

export function createGuidedBlocks({ width, height }: Size, arena: Arena): GuidedBlocks {
  const across = Math.ceil(width / BLOCK);
  const down = Math.ceil(height / BLOCK);
  const squares = { across, down };
  const trimap = new Uint8Array(across * down);
  const levels = arena.bytes(across * down);
  const own = arena.bytes(across * down);
  const edges = new Uint8Array(across * down);
  const near = new Uint8Array(across * down);

  const trimapOf = (mask: Float32Array, left: number, top: number): number => {
    const right = Math.min(width, left + BLOCK);
    const bottom = Math.min(height, top + BLOCK);
    let least = 1;
    let most = 0;
    for (let y = top; y < bottom; y++) {
      for (let i = y * width + left; i < y * width + right; i++) {
        const p = mask[i];
        if (p < least) least = p;
        if (p > most) most = p;
      }
    }
    return (least < 1 - CERTAIN ? BACKGROUND : 0) | (most > CERTAIN ? FOREGROUND : 0);
  };

  const { kernels } = arena;
  const readOwn =
    kernels && width % BLOCK === 0
      ? (mask: Float32Array) => kernels.guidedBlocks(mask.byteOffset, own.byteOffset, width, height)
      : (mask: Float32Array) => {
          for (let i = 0; i < own.length; i++)
            own[i] = trimapOf(mask, (i % across) * BLOCK, Math.floor(i / across) * BLOCK);
        };

  return {
    ...squares,
    trimap,
    levels,
    read: (mask) => {
      readOwn(mask);
      widen(squares, own, trimap, 1, 1);
      for (let i = 0; i < edges.length; i++) edges[i] = trimap[i] === UNKNOWN ? 1 : 0;
      levels.fill(0);
      for (let away = AT_EDGE - 1; away >= 0; away--) {
        widen(squares, edges, near, away, away);
        for (let i = 0; i < near.length; i++) if (near[i]) levels[i] = AT_EDGE - away;
      }
    },
    visit: (level, run) => {
      for (let row = 0; row < down; row++) {
        const start = row * across;
        for (let block = start; block < start + across; block++) {
          if (levels[block] < level) continue;
          const begin = block;
          while (block + 1 < start + across && levels[block + 1] >= level) block++;
          const bottom = Math.min(height, (row + 1) * BLOCK);
          const right = Math.min(width, (block + 1 - start) * BLOCK);
          run(row * BLOCK, bottom, (begin - start) * BLOCK, right);
        }
      }
    },
  };
}

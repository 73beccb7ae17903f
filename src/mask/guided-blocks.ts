import type { Arena } from '../kernels/arena';
import { BACKGROUND, BLOCK, CERTAIN, FOREGROUND, UNKNOWN } from '../kernels/constants';
import type { Size } from '../shared/geometry';

/** How many blocks away the nearest edge is, counted down from here. */
export const AT_EDGE = 3;

/** The grid in squares of BLOCK pixels, rows from the top. */
export type GuidedBlocks = {
  readonly across: number;
  readonly down: number;
  /** Trimap of each block with those around it. */
  readonly contents: Uint8Array;
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
  const contents = new Uint8Array(across * down);
  const levels = arena.bytes(across * down);
  const own = arena.bytes(across * down);
  const wide = new Uint8Array(across * down);

  const contentOf = (mask: Float32Array, left: number, top: number): number => {
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
  const readContents =
    kernels && width % BLOCK === 0
      ? (mask: Float32Array) => kernels.readContents(mask.byteOffset, own.byteOffset, width, height)
      : (mask: Float32Array) => {
          for (let i = 0; i < own.length; i++)
            own[i] = contentOf(mask, (i % across) * BLOCK, Math.floor(i / across) * BLOCK);
        };

  /** Joins the bits of each block with those of the blocks around it. */
  const widen = (from: Uint8Array, to: Uint8Array) => {
    for (let start = 0; start < from.length; start += across) {
      let before = 0;
      let here = from[start];
      for (let i = start; i < start + across; i++) {
        const after = i + 1 < start + across ? from[i + 1] : 0;
        wide[i] = before | here | after;
        before = here;
        here = after;
      }
    }
    for (let i = 0; i < to.length; i++) {
      const above = i >= across ? wide[i - across] : 0;
      const below = i + across < to.length ? wide[i + across] : 0;
      to[i] = above | wide[i] | below;
    }
  };

  return {
    across,
    down,
    contents,
    levels,
    read: (mask) => {
      readContents(mask);
      widen(own, contents);
      levels.fill(0);
      for (let i = 0; i < own.length; i++) own[i] = contents[i] === UNKNOWN ? 1 : 0;
      for (let level = AT_EDGE; level > 0; level--) {
        for (let i = 0; i < own.length; i++) if (own[i] && !levels[i]) levels[i] = level;
        if (level > 1) widen(own, own);
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

import type { Size } from '../shared/geometry';
import type { GuidedBlocks } from './guided-blocks';

/** What is done with sums over windows; columns and rows in grid pixels, `last` excluded. */
export type WindowSums = {
  /** Sets the sums of columns to nothing. */
  clear(first: number, last: number): void;
  /** Adds the pixels of row y to the sums of their columns, or with -1 takes them away. */
  add(y: number, first: number, last: number, sign: 1 | -1): void;
  /** Takes the windows around the pixels of row y: `rows` high, cut at the sides of the grid. */
  take(y: number, first: number, last: number, rows: number): void;
};

/** Slides windows over all blocks of a level or more. */
export type SlideWindows = (blocks: GuidedBlocks, level: number, sums: WindowSums) => void;

/** Makes the walk over a grid of one size, block row by block row, in runs as long as can be; radius: of the windows. */
export function createSlideWindows({ width, height }: Size, radius: number): SlideWindows {
  /** For each column the row from which its sum can go on. */
  const ready = new Int32Array(width);

  /** Starts the sums of the columns that do not go on from the blocks above. */
  const start = (sums: WindowSums, top: number, left: number, right: number) => {
    for (let first = left; first < right; first++) {
      if (ready[first] === top) continue;
      let last = first + 1;
      while (last < right && ready[last] !== top) last++;
      sums.clear(first, last);
      for (let y = Math.max(0, top - radius); y < Math.min(height, top + radius); y++)
        sums.add(y, first, last, 1);
      first = last;
    }
  };

  const slide = (sums: WindowSums, top: number, bottom: number, left: number, right: number) => {
    const first = Math.max(0, left - radius);
    const last = Math.min(width, right + radius);
    start(sums, top, first, last);
    for (let y = top; y < bottom; y++) {
      if (y + radius < height) sums.add(y + radius, first, last, 1);
      const rows = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
      sums.take(y, left, right, rows);
      if (y >= radius) sums.add(y - radius, first, last, -1);
    }
    ready.fill(bottom, first, last);
  };

  return (blocks, level, sums) => {
    ready.fill(-1);
    blocks.visit(level, (top, bottom, left, right) => slide(sums, top, bottom, left, right));
  };
}

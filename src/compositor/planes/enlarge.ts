import { createArena } from '../../kernels/arena';
import type { Size } from '../../shared/geometry';
import { DITHER_SIDE, ditherAt } from '../dither';
import { createKernelEnlarge } from './kernel-enlarge';
import type { Planes } from './planes';
import type { SmallPicture } from './small-picture';
import { KIND, TILE, type Tiles } from './tiles';

/**
 * Draws small pictures as large as the frame, bilinearly and dithered; leaves out tiles of the person.
 */
export type Enlarger = (small: SmallPicture, into: Planes, tiles: Tiles) => void;

/** Bits behind the point: whole numbers are faster than fractions here. */
const BITS = 16;
const UNIT = 2 ** BITS;

/** The dither pattern, rows from the top, in steps of 1 / UNIT. */
const DITHER = Int32Array.from({ length: DITHER_SIDE ** 2 }, (_, i) =>
  Math.round(UNIT * ditherAt(i % DITHER_SIDE, Math.floor(i / DITHER_SIDE))),
);

/** Makes the enlarger for frames of one size. arena: that of the planes to draw into. */
export function createEnlarger(frame: Size, arena = createArena()): Enlarger {
  const kernel = arena.kernels && createKernelEnlarge(frame, arena, arena.kernels);
  /** One row of a small picture, held at its ends and with room to read on, in steps of 1 / UNIT. */
  const line = new Int32Array(Math.ceil(frame.width / 4) + 3);

  /** Fills `line` from pixel `first` to before `end`, at a place between two rows. */
  const readLine = (
    { width, height }: Size,
    from: Float32Array,
    place: number,
    first: number,
    end: number,
  ) => {
    const top = Math.floor(place);
    const way = UNIT * (place - top);
    const above = Math.max(0, top) * width;
    const below = Math.min(height - 1, top + 1) * width;
    const last = Math.min(width, end + 1);
    for (let x = Math.max(0, first - 1); x < last; x++) {
      const value = from[above + x] as number;
      line[x + 1] = UNIT * value + ((from[below + x] as number) - value) * way;
    }
    line[0] = line[1] as number;
    line[width + 1] = line[width] as number;
  };

  /**
   * Draws from `at` to before `stop`; the small pixel `x` begins at `at`. Each gives 2 ** bits pixels,
   * in odd parts of its width: 1/8, 3/8, 5/8 and 7/8 where there are four. dither: where the row's
   * thresholds begin in the pattern; a line begins at a whole number of patterns.
   */
  const drawLine = (
    to: Uint8Array,
    at: number,
    stop: number,
    x: number,
    bits: number,
    dither: number,
  ) => {
    const start = at;
    const half = 1 << (bits - 1);
    let middle = at + half;
    let i = x + 1;
    let left = line[x] as number;
    let value = line[i] as number;
    // From the middle of one small pixel to the middle of the next all steps are the same.
    let step = (value - left) >> bits;
    let sum = value - half * step + (step >> 1);
    for (let j = at; j < stop; ) {
      const end = middle < stop ? middle : stop;
      for (; j < end; j++) {
        to[j] = (sum + (DITHER[dither + ((j - start) & (DITHER_SIDE - 1))] as number)) >> BITS;
        sum += step;
      }
      left = value;
      value = line[++i] as number;
      step = (value - left) >> bits;
      sum = left + (step >> 1);
      middle += 2 * half;
    }
  };

  /** Draws tiles of one row in one plane; part: pixels of the frame per pixel of the plane. */
  const drawRun = (
    small: SmallPicture,
    from: Float32Array,
    to: Uint8Array,
    part: 1 | 2,
    ty: number,
    left: number,
    right: number,
  ) => {
    const width = Math.ceil(frame.width / part);
    const height = Math.ceil(frame.height / part);
    const tile = TILE / part;
    const count = small.scale / part;
    const first = (left * TILE) / small.scale;
    const end = Math.min(small.width, (right * TILE) / small.scale);
    const bottom = Math.min(height, (ty + 1) * tile);
    for (let y = ty * tile; y < bottom; y++) {
      readLine(small, from, (y + 0.5) / count - 0.5, first, end);
      const start = y * width;
      const stop = start + Math.min(width, right * tile);
      const dither = (y % DITHER_SIDE) * DITHER_SIDE;
      drawLine(to, start + left * tile, stop, first, Math.log2(count), dither);
    }
  };

  return (small, into, { across, down, kinds }) => {
    const { y, u, v } = into;
    kernel?.load(small);
    for (let ty = 0; ty < down; ty++) {
      let left = 0;
      for (let tx = 0; tx <= across; tx++) {
        if (tx < across && kinds[ty * across + tx] !== KIND.person) continue;
        if (tx > left && kernel) {
          kernel.draw(small, into, ty, left, tx);
        } else if (tx > left) {
          drawRun(small, small.y, y, 1, ty, left, tx);
          drawRun(small, small.u, u, 2, ty, left, tx);
          drawRun(small, small.v, v, 2, ty, left, tx);
        }
        left = tx + 1;
      }
    }
  };
}

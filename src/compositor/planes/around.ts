import type { Planes } from './planes';

/** Where the four pixels around the place at work begin; one for all, so that none is made per block. */
const around = { nearest: 0, beside: 0, beyond: 0, across: 0 };

/**
 * Finds the four pixels of a quarter-size picture around the middle of a block of 2x2 pixels of the
 * frame; x, y: the block's place in the chroma planes.
 */
export function findAround({ stride, rows }: Planes, x: number, y: number): void {
  const width = stride / 4;
  const height = rows / 4;
  // A quarter-size pixel spans two blocks: their middles lie at 1/4 and 3/4 of it.
  const column = x >> 1;
  const row = y >> 1;
  const beside = hold(column + (x & 1 ? 1 : -1), width - 1);
  const beyond = hold(row + (y & 1 ? 1 : -1), height - 1);
  around.nearest = 4 * (row * width + column);
  around.beside = 4 * (row * width + beside);
  around.beyond = 4 * (beyond * width + column);
  around.across = 4 * (beyond * width + beside);
}

/** Mixes them bilinearly: 9, 3, 3 and 1 sixteenths. value: which of the four values of each pixel. */
export function mixAround(from: Float32Array, value: number): number {
  return (
    0.5625 * from[around.nearest + value] +
    0.1875 * (from[around.beside + value] + from[around.beyond + value]) +
    0.0625 * from[around.across + value]
  );
}

function hold(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}

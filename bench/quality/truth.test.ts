import { expect, it } from 'vitest';
import { PIXEL, truthsOf } from './truth';

const size = { width: 64, height: 36 };

/** The person left of column `edge`. */
const leftOf = (edge: number) =>
  Uint8Array.from({ length: size.width * size.height }, (_, i) =>
    i % size.width < edge ? 255 : 0,
  );

/** Columns of the middle row that have a bit. */
const columns = (pixels: Uint8Array, bit: number) =>
  Array.from({ length: size.width }, (_, x) => x).filter(
    (x) => (pixels[18 * size.width + x] as number) & bit,
  );

it('marks the band around the edge, and the inside away from it', () => {
  const [truth] = truthsOf([leftOf(20)], size);
  if (!truth) throw new Error('no truth');
  // 2.5 % of a diagonal of 73.4 px are 1.8 px; the boundary is column 19.
  expect(columns(truth.pixels, PIXEL.band)).toEqual([18, 19, 20]);
  // 8 px of a 720-line frame are less than half a pixel here.
  expect(columns(truth.pixels, PIXEL.inside)).toHaveLength(20);
  expect(truth.band).toHaveLength(3 * size.height);
  expect(truth.gradients.every((value) => value > 0)).toBe(true);
});

it('keeps the inside 8 px of a 720-line frame away from the edge', () => {
  const large = { width: 60, height: 180 };
  const matte = Uint8Array.from({ length: large.width * large.height }, (_, i) =>
    i % large.width < 30 ? 255 : 0,
  );
  const [truth] = truthsOf([matte], large);
  const row = truth?.pixels.subarray(90 * large.width, 91 * large.width);
  expect(row?.findLastIndex((bits) => (bits & PIXEL.inside) !== 0)).toBe(27);
});

it('knows what stands and what has moved during the last three frames', () => {
  const truths = truthsOf([20, 21, 21, 21, 21].map(leftOf), size);
  const moved = truths.map(({ pixels }) => columns(pixels, PIXEL.moved));
  expect(moved).toEqual([[], [20], [20], [20], []]);
  const still = truths.map(({ pixels }) => columns(pixels, PIXEL.still).length);
  expect(still).toEqual([0, 63, 64, 64, 64]);
});

import { SURE_BACKGROUND, SURE_FOREGROUND } from '../kernels/constants';
import type { Size } from '../shared/geometry';
import type { FrameMemory } from './frame-memory';
import { readBilinear } from './remap';

/** Side of a block, and how far one is looked for, in texels. */
const BLOCK = 16;
const REACH = 4;
/** Every n-th texel of a block is compared, both ways. */
const STEP = 2;
const SAMPLES = (BLOCK / STEP) ** 2;
/** What a block must match better by to be moved one texel, in luma per sample: noise moves nothing. */
const PRICE = 0.25 / 255;

/**
 * Moves the mask of a frame along to the next one, into `moved`. Returns how badly the two pictures
 * match even so: the mean difference of luma.
 */
export type Motion = (before: FrameMemory, luma: Float32Array, moved: Float32Array) => number;

/**
 * Block motion: each block of the new picture that lies at the mask's edge is looked for in the one
 * before, a few texels around; the vectors between the middles of blocks are read bilinearly. One gain
 * for the whole picture makes up for a change of exposure.
 * size: in pixels, multiples of 16, as all model inputs are.
 */
export function createMotion({ width, height }: Size): Motion {
  const across = width / BLOCK;
  const down = height / BLOCK;
  /** Where the content of each block came from: x and y, in texels. */
  const vectors = new Float32Array(across * down * 2);
  const shifts = nearestFirst();

  /** True where the mask changes from background to person within a block's reach. */
  const hasEdge = (mask: Float32Array, left: number, top: number) => {
    let least = 1;
    let most = 0;
    const right = Math.min(width, left + BLOCK + REACH);
    const bottom = Math.min(height, top + BLOCK + REACH);
    for (let y = Math.max(0, top - REACH); y < bottom; y++) {
      for (let x = Math.max(0, left - REACH); x < right; x++) {
        const p = mask[y * width + x];
        if (p < least) least = p;
        if (p > most) most = p;
      }
    }
    return least < SURE_FOREGROUND && most > SURE_BACKGROUND;
  };

  /** Sum of differences between a block and its place of before, as far as it is below `limit`. */
  const mismatch = (
    luma: Float32Array,
    before: Float32Array,
    gain: number,
    left: number,
    top: number,
    dx: number,
    dy: number,
    limit: number,
  ) => {
    let sum = 0;
    for (let y = top; y < top + BLOCK && sum < limit; y += STEP) {
      const row = Math.min(height - 1, Math.max(0, y - dy)) * width;
      for (let x = left; x < left + BLOCK; x += STEP) {
        const from = row + Math.min(width - 1, Math.max(0, x - dx));
        sum += Math.abs(luma[y * width + x] - gain * before[from]);
      }
    }
    return sum;
  };

  /** Finds the vectors; returns the sum of the blocks' differences. */
  const search = ({ mask, luma: before }: FrameMemory, luma: Float32Array) => {
    const gain = gainOf(before, luma);
    let total = 0;
    for (let row = 0; row < down; row++) {
      for (let column = 0; column < across; column++) {
        const [left, top] = [column * BLOCK, row * BLOCK];
        const limit = Number.POSITIVE_INFINITY;
        let least = mismatch(luma, before, gain, left, top, 0, 0, limit);
        let difference = least;
        let [x, y] = [0, 0];
        if (hasEdge(mask, left, top)) {
          for (const { dx, dy, price } of shifts) {
            const found = mismatch(luma, before, gain, left, top, dx, dy, least - price);
            if (found + price >= least) continue;
            [least, difference, x, y] = [found + price, found, dx, dy];
          }
        }
        const at = 2 * (row * across + column);
        vectors[at] = x;
        vectors[at + 1] = y;
        total += difference;
      }
    }
    return total;
  };

  /** Index of the vector of a block; beyond a side, of the last one there. */
  const vectorAt = (column: number, row: number) =>
    2 * (Math.min(down - 1, Math.max(0, row)) * across + Math.min(across - 1, Math.max(0, column)));

  /** Moves what lies between the middles of four blocks: `column`, `row` is that at the upper left. */
  const moveCell = (mask: Float32Array, moved: Float32Array, column: number, row: number) => {
    const [a, b] = [vectorAt(column, row), vectorAt(column + 1, row)];
    const [c, d] = [vectorAt(column, row + 1), vectorAt(column + 1, row + 1)];
    const still = [a, b, c, d].every((at) => vectors[at] === 0 && vectors[at + 1] === 0);
    const left = column * BLOCK + BLOCK / 2;
    const top = row * BLOCK + BLOCK / 2;
    const first = Math.max(0, left);
    const last = Math.min(width, left + BLOCK);
    for (let y = Math.max(0, top); y < Math.min(height, top + BLOCK); y++) {
      if (still) {
        moved.set(mask.subarray(y * width + first, y * width + last), y * width + first);
        continue;
      }
      const t = (y + 0.5 - top) / BLOCK;
      const x0 = mix(vectors[a], vectors[c], t);
      const x1 = mix(vectors[b], vectors[d], t);
      const y0 = mix(vectors[a + 1], vectors[c + 1], t);
      const y1 = mix(vectors[b + 1], vectors[d + 1], t);
      for (let x = first; x < last; x++) {
        const s = (x + 0.5 - left) / BLOCK;
        const u = x - mix(x0, x1, s);
        const v = y - mix(y0, y1, s);
        moved[y * width + x] = readBilinear(mask, width, height, u, v);
      }
    }
  };

  return (before, luma, moved) => {
    const total = search(before, luma);
    for (let row = -1; row < down; row++)
      for (let column = -1; column < across; column++) moveCell(before.mask, moved, column, row);
    return total / (across * down * SAMPLES);
  };
}

function mix(from: number, to: number, way: number): number {
  return from + (to - from) * way;
}

/** All shifts within reach but none at all, the shortest first: ties go to what moved least. */
function nearestFirst() {
  const shifts: { dx: number; dy: number; price: number }[] = [];
  for (let dy = -REACH; dy <= REACH; dy++)
    for (let dx = -REACH; dx <= REACH; dx++)
      if (dx !== 0 || dy !== 0)
        shifts.push({ dx, dy, price: PRICE * SAMPLES * Math.hypot(dx, dy) });
  return shifts.toSorted((a, b) => a.price - b.price);
}

/** By how much the new picture is brighter as a whole. */
function gainOf(before: Float32Array, luma: Float32Array): number {
  let old = 0;
  let now = 0;
  for (let i = 0; i < luma.length; i++) {
    old += before[i];
    now += luma[i];
  }
  return old > 0 ? Math.min(2, Math.max(0.5, now / old)) : 1;
}

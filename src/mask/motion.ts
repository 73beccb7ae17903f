import type { Arena } from '../kernels/arena';
import { MOTION_BLOCK, MOTION_PAD, MOTION_REACH, MOTION_STEPS } from '../kernels/constants';
import { createJob } from '../kernels/job';
import { MotionSearchJob } from '../kernels/jobs';
import type { Size } from '../shared/geometry';
import type { FrameMemory } from './frame-memory';
import { readBilinear } from './remap';

/** Side of a block, and how far one is looked for, in texels. */
const BLOCK = MOTION_BLOCK;
const REACH = MOTION_REACH;
/** Texels of a block that are compared: every second one, both ways. */
const SAMPLES = (BLOCK / 2) ** 2;
/** What a block must match better by to be moved one texel, in luma per sample: noise moves nothing. */
const PRICE = 0.25 / 255;

/**
 * Moves the mask of a frame along to the next one, into `moved`. Returns how badly the two pictures
 * match even so: the mean difference of luma.
 */
export type Motion = (before: FrameMemory, luma: Float32Array, moved: Float32Array) => number;

/** Bytes that it takes of its arena. */
export function motionBytes({ width, height }: Size): number {
  return 12 * width * height + 16 * MOTION_PAD * height + (width * height) / 32 + 2048;
}

/**
 * Block motion: each block of the new picture that lies at the mask's edge is looked for in the one
 * before, a few texels around; the vectors between the middles of blocks are read bilinearly. One gain
 * for the whole picture makes up for a change of exposure.
 * size: in pixels, multiples of 16, as all model inputs are. Luma lies in the arena, masks anywhere.
 */
export function createMotion({ width, height }: Size, arena: Arena): Motion {
  const { kernels } = arena;
  const across = width / BLOCK;
  const down = height / BLOCK;
  /** Where the content of each block came from: x and y, in texels. */
  const vectors = arena.floats(across * down * 2);
  const mask = arena.floats(width * height);
  const shifts = nearestFirst();
  const table = arena.ints(3 * shifts.length);
  table.set(shifts.flatMap(({ dx, dy, price }) => [dx, dy, Math.round(MOTION_STEPS * price)]));
  const job = createJob(arena, MotionSearchJob, {
    mask: mask.byteOffset,
    now: arena.ints(width * height).byteOffset,
    before: arena.ints((width + 4 * MOTION_PAD) * height).byteOffset,
    shifts: table.byteOffset,
    count: shifts.length,
    vectors: vectors.byteOffset,
    width,
    height,
  });

  /** Index of the vector of a block; beyond a side, of the last one there. */
  const vectorAt = (column: number, row: number) =>
    2 * (Math.min(down - 1, Math.max(0, row)) * across + Math.min(across - 1, Math.max(0, column)));

  const isStill = (at: number) => vectors[at] === 0 && vectors[at + 1] === 0;

  /** Moves what lies between the middles of four blocks: `column`, `row` is that at the upper left. */
  const moveCell = (mask: Float32Array, moved: Float32Array, column: number, row: number) => {
    const [a, b] = [vectorAt(column, row), vectorAt(column + 1, row)];
    const [c, d] = [vectorAt(column, row + 1), vectorAt(column + 1, row + 1)];
    if (isStill(a) && isStill(b) && isStill(c) && isStill(d)) return;
    const left = column * BLOCK + BLOCK / 2;
    const top = row * BLOCK + BLOCK / 2;
    const first = Math.max(0, left);
    const last = Math.min(width, left + BLOCK);
    for (let y = Math.max(0, top); y < Math.min(height, top + BLOCK); y++) {
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
    mask.set(before.mask);
    job.set({ luma: luma.byteOffset, beforeLuma: before.luma.byteOffset });
    const total = kernels.motionSearch(job.at) / MOTION_STEPS;
    // Most of it stays.
    moved.set(before.mask);
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

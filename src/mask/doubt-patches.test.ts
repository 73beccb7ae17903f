import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { createJob } from '../kernels/job';
import { DoubtInsideJob } from '../kernels/jobs';
import { type Rect, WHOLE } from '../shared/geometry';
import { createDoubtPatches } from './doubt-patches';

const size = { width: 64, height: 48 };
const count = size.width * size.height;
const module = compileKernels();

/** The stage in an arena of its own, on masks from anywhere. */
function stage() {
  const arena = createArena(module, 1 << 18);
  const mask = arena.floats(count);
  const decide = createDoubtPatches(size, arena);
  return (value: (x: number, y: number) => number, region: Rect = WHOLE) => {
    for (let i = 0; i < count; i++) mask[i] = value(i % size.width, Math.floor(i / size.width));
    decide(mask, region);
    return mask;
  };
}

/** A person on the right, who holds a thing that the model is in doubt about, here more and there less. */
const isThing = (x: number, y: number) => x >= 26 && x < 40 && y >= 18 && y < 32;
const held = (doubt: number) => (x: number, y: number) =>
  isThing(x, y) ? doubt + 0.08 * Math.sin(x + 2 * y) : x >= 40 ? 1 : 0;
const thingIn = (mask: Float32Array) =>
  Array.from(mask).filter((_, i) => isThing(i % size.width, Math.floor(i / size.width)));

describe('patches in doubt', () => {
  it('are kept or dropped as one', () => {
    expect(new Set(thingIn(stage()(held(0.65))))).toEqual(new Set([1]));
    expect(new Set(thingIn(stage()(held(0.3))))).toEqual(new Set([0]));
  });

  it('leave who is sure as they are', () => {
    const mask = stage()(held(0.3));
    for (let i = 0; i < count; i++) {
      const [x, y] = [i % size.width, Math.floor(i / size.width)];
      if (!isThing(x, y)) expect(mask[i]).toBe(x >= 40 ? 1 : 0);
    }
  });

  it('are no edges, as soft as those of hair', () => {
    for (const width of [3, 5, 8]) {
      const edge = (x: number) => Math.fround(Math.min(1, Math.max(0, (x - 20) / width)));
      expect(stage()(edge).every((p, i) => p === edge(i % size.width))).toBe(true);
    }
  });

  it('are decided as in the frame before, until the model is of another mind', () => {
    const show = stage();
    const course = [0.65, 0.5, 0.3, 0.3, 0.45, 0.8].map((doubt) => {
      const found = show(held(doubt))[25 * 64 + 32] as number;
      return found === 0 || found === 1 ? found : 'open';
    });
    expect(course).toEqual([1, 1, 'open', 0, 0, 1]);
  });

  it('stay where the model leans neither way', () => {
    const mask = stage()(held(0.5));
    for (let i = 0; i < count; i++)
      expect(mask[i]).toBe(Math.fround(held(0.5)(i % size.width, Math.floor(i / size.width))));
  });

  it('are decided anew in another part of the frame', () => {
    const show = stage();
    show(held(0.7));
    expect(show(held(0.5))[25 * 64 + 32]).toBe(1);
    const elsewhere = show(held(0.5), { x: 0, y: 0, width: 0.5, height: 0.5 });
    expect(elsewhere[25 * 64 + 32]).toBe(Math.fround(held(0.5)(32, 25)));
  });

  it('make a point 0, 1 or nothing else, keep none below 0.3 and drop none over a half', () => {
    const values = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), {
      minLength: 192,
      maxLength: 192,
    });
    const property = fc.property(values, (cells) => {
      const value = (x: number, y: number) => Math.fround(cells[16 * (y >> 2) + (x >> 2)] ?? 0);
      const wrong = stage()(value).findIndex((found, i) => {
        const p = value(i % size.width, Math.floor(i / size.width));
        return !(found === p || (found === 0 && p <= 0.5) || (found === 1 && p >= 0.3));
      });
      expect(wrong).toBe(-1);
    });
    fc.assert(property, { numRuns: 30 });
  });
});

/** The points within patches, by a plain loop. */
function plainInside(width: number, mask: Float32Array): number[] {
  const isOpen = (x: number, y: number) => {
    const p = mask[y * width + x] ?? 0;
    return x >= 0 && x < width && p > Math.fround(0.1) && p <= Math.fround(0.9);
  };
  const areAlike = (x: number, y: number, u: number, v: number) =>
    Math.abs((mask[y * width + x] ?? 0) - (mask[v * width + u] ?? 0)) <= 0.45;
  return Array.from(mask, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isInRow = [-2, -1, 0, 1, 2].every((off) => isOpen(x + off, y));
    const isInColumn = isOpen(x, y - 2) && isOpen(x, y + 2);
    const isFlat = areAlike(x - 2, y, x + 2, y) && areAlike(x, y - 2, x, y + 2);
    return isInRow && isInColumn && isFlat ? 1 : 0;
  });
}

it.each([undefined, module])('finds the points within patches as a plain loop does', (kernels) => {
  const level = fc.constantFrom(0, 0.1, 0.2, 0.5, 0.5, 0.5, 0.6, 0.64, 0.8, 0.9, 0.95);
  const masks = fc
    .record({
      width: fc.integer({ min: 1, max: 6 }).map((fours) => 4 * fours),
      height: fc.integer({ min: 1, max: 14 }),
      level,
    })
    .chain(({ width, height, level: most }) =>
      fc.record({
        width: fc.constant(width),
        values: fc.array(fc.oneof({ weight: 9, arbitrary: fc.constant(most) }, level), {
          minLength: width * height,
          maxLength: width * height,
        }),
      }),
    );
  const property = fc.property(masks, ({ width, values }) => {
    const height = values.length / width;
    const arena = createArena(kernels, 1 << 16);
    const [mask, inside] = [arena.floats(values.length), arena.floats(values.length)];
    mask.set(values);
    const places = { mask: mask.byteOffset, inside: inside.byteOffset };
    const job = createJob(arena, DoubtInsideJob, {
      ...places,
      sure: 0.1,
      flat: 0.45,
      width,
      height,
    });
    const found = arena.kernels.doubtInside(job.at);
    const expected = plainInside(width, mask);
    expect([...inside]).toEqual(expected);
    expect(found).toBe(expected.filter(Boolean).length);
  });
  fc.assert(property, { numRuns: 150 });
});

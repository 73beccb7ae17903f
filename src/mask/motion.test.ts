import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import type { FrameMemory } from './frame-memory';
import { createMotion, motionBytes } from './motion';

const size = { width: 96, height: 64 };
const count = size.width * size.height;
const module = compileKernels();

/** Moves a mask with pictures from anywhere. */
function move(
  before: FrameMemory,
  luma: Float32Array,
  moved: Float32Array,
  kernels: WebAssembly.Module | undefined = module,
  of = size,
) {
  const planes = 8 * of.width * of.height + 256;
  const arena = createArena(kernels, motionBytes(of) + planes);
  const [own, now] = [arena.floats(luma.length), arena.floats(luma.length)];
  own.set(before.luma);
  now.set(luma);
  return createMotion(of, arena)({ mask: before.mask, luma: own }, now, moved);
}

/** A picture of many shapes, and a disc with a texture of its own whose mask is known. */
function scene(shiftX: number, shiftY: number, gain = 1) {
  const mask = new Float32Array(count);
  const luma = new Float32Array(count);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const [u, v] = [x - shiftX, y - shiftY];
      const person = Math.hypot(u - 48, v - 32) < 18;
      const room = 0.3 + 0.1 * Math.sin(x / 3) * Math.cos(y / 4);
      const i = y * size.width + x;
      mask[i] = person ? 1 : 0;
      luma[i] = gain * (person ? 0.6 + 0.1 * Math.sin(u / 2) * Math.cos(v / 3) : room);
    }
  }
  return { mask, luma };
}

/** Mean difference of two masks. */
function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.abs((a[i] as number) - (b[i] as number));
  return sum / count;
}

it.each([
  [3, 0, 1],
  [-2, 4, 1],
  [4, -3, 1.3],
])('moves the mask along with the person, by %i and %i, at %f of the light', (x, y, gain) => {
  const before = scene(0, 0);
  const after = scene(x, y, gain);
  const moved = new Float32Array(count);
  move(before, after.luma, moved);
  expect(distance(moved, after.mask)).toBeLessThan(0.4 * distance(before.mask, after.mask));
});

it('moves nothing in a picture that stands still, noise and all', () => {
  const before = scene(0, 0);
  const luma = before.luma.map((value, i) => value + (((i * 2654435761) % 7) - 3) / 255);
  const moved = new Float32Array(count);
  const change = move(before, luma, moved);
  expect([...moved]).toEqual([...before.mask]);
  expect(change).toBeLessThan(0.02);
});

it('says how much a picture has changed that is another one', () => {
  const other = Float32Array.from({ length: count }, (_, i) =>
    Math.floor(i / 11) % 2 ? 0.9 : 0.1,
  );
  expect(move(scene(0, 0), other, new Float32Array(count))).toBeGreaterThan(0.15);
});

it('gives a picture that is shifted as a whole its shift', () => {
  // Stripes of random luma and mask: every block has an edge, and no two look alike.
  const random = (seed: number) => ((Math.sin(seed * 12.9898) * 43758.5453) % 1) ** 2;
  const picture = (shift: number) => ({
    mask: Float32Array.from({ length: count }, (_, i) =>
      ((i % size.width) - shift + 96) % 8 < 4 ? 1 : 0,
    ),
    luma: Float32Array.from({ length: count }, (_, i) =>
      random(((i % size.width) - shift + 96) * 7 + Math.floor(i / size.width) * 1013),
    ),
  });
  const [before, after] = [picture(0), picture(3)];
  const moved = new Float32Array(count);
  const change = move(before, after.luma, moved);
  for (let i = 0; i < count; i++)
    if (i % size.width >= 3) expect(moved[i]).toBeCloseTo(after.mask[i] as number, 5);
  expect(change).toBeLessThan(0.05);
});

describe('the search', () => {
  const shapes = fc.record({
    across: fc.integer({ min: 1, max: 4 }),
    down: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(1e6),
    shift: fc.record({ x: fc.integer({ min: -6, max: 6 }), y: fc.integer({ min: -6, max: 6 }) }),
    light: fc.double({ min: 0.6, max: 1.4, noNaN: true }),
    flat: fc.boolean(),
  });
  type Shape = typeof shapes extends fc.Arbitrary<infer S> ? S : never;

  /** Two random pictures, the second of which is the first one moved, in another light. */
  const picturesOf = ({ across, down, seed, shift, light, flat }: Shape) => {
    const [width, height] = [16 * across, 16 * down];
    const at = (x: number, y: number) => {
      const hash = Math.imul(Math.imul(x + seed, 374761393) ^ Math.imul(y, 668265263), 1274126177);
      return ((hash >>> 8) % (flat ? 3 : 256)) / 255;
    };
    const draw = (dx: number, dy: number, value: (x: number, y: number) => number) =>
      Float32Array.from({ length: width * height }, (_, i) =>
        value((i % width) - dx + 64, Math.floor(i / width) - dy + 64),
      );
    const mask = draw(0, 0, (x, y) => (((x >> 3) + (y >> 4) + seed) % 3) / 2);
    const luma = draw(shift.x, shift.y, (x, y) => light * at(x, y));
    return { size: { width, height }, before: { mask, luma: draw(0, 0, at) }, luma };
  };

  /** By a plain loop over all shifts of all blocks: the sum of differences. */
  const plainTotal = ({ size: { width, height }, before, luma }: ReturnType<typeof picturesOf>) => {
    const sum = (plane: Float32Array) => plane.reduce((all, value) => all + value, 0);
    const old = sum(before.luma);
    const gain = old > 0 ? Math.min(2, Math.max(0.5, sum(luma) / old)) : 1;
    const read = (plane: Float32Array, x: number, y: number) => {
      const row = Math.min(height - 1, Math.max(0, y));
      return plane[row * width + Math.min(width - 1, Math.max(0, x))] as number;
    };
    const reach = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
    const shifts = reach.flatMap((dy) => reach.map((dx) => ({ dx, dy })));
    let total = 0;
    for (let top = 0; top < height; top += 16)
      for (let left = 0; left < width; left += 16) {
        const around = [];
        for (let y = Math.max(0, top - 4); y < Math.min(height, top + 20); y++)
          for (let x = Math.max(0, left - 4); x < Math.min(width, left + 20); x++)
            around.push(read(before.mask, x, y));
        const isEdge = Math.min(...around) < 0.9 && Math.max(...around) > 0.1;
        const found = shifts.map(({ dx, dy }) => {
          let difference = 0;
          for (let y = top; y < top + 16; y += 2)
            for (let x = left; x < left + 16; x += 2)
              difference += Math.abs(read(luma, x, y) - gain * read(before.luma, x - dx, y - dy));
          return { difference, price: difference + (0.25 / 255) * 64 * Math.hypot(dx, dy) };
        });
        const least = found.toSorted((a, b) => a.price - b.price)[0];
        total += (isEdge ? least : found[40])?.difference ?? 0;
      }
    return total / ((width * height) / 4);
  };

  it('finds what a plain loop finds, with WASM and without', () => {
    const property = fc.property(shapes, (shape) => {
      const pictures = picturesOf(shape);
      const moved = [undefined, module].map((kernels) => {
        const to = new Float32Array(pictures.luma.length);
        const change = move(pictures.before, pictures.luma, to, kernels, pictures.size);
        expect(change).toBeCloseTo(plainTotal(pictures), 4);
        return { change, to };
      });
      expect(moved[1]).toEqual(moved[0]);
    });
    fc.assert(property, { numRuns: 60 });
  });
});

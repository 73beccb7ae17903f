import { expect, it } from 'vitest';
import { createMotion } from './motion';

const size = { width: 96, height: 64 };
const count = size.width * size.height;

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
  createMotion(size)(before, after.luma, moved);
  expect(distance(moved, after.mask)).toBeLessThan(0.4 * distance(before.mask, after.mask));
});

it('moves nothing in a picture that stands still, noise and all', () => {
  const before = scene(0, 0);
  const luma = before.luma.map((value, i) => value + (((i * 2654435761) % 7) - 3) / 255);
  const moved = new Float32Array(count);
  const change = createMotion(size)(before, luma, moved);
  expect([...moved]).toEqual([...before.mask]);
  expect(change).toBeLessThan(0.02);
});

it('says how much a picture has changed that is another one', () => {
  const other = Float32Array.from({ length: count }, (_, i) =>
    Math.floor(i / 11) % 2 ? 0.9 : 0.1,
  );
  expect(createMotion(size)(scene(0, 0), other, new Float32Array(count))).toBeGreaterThan(0.15);
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
  const change = createMotion(size)(before, after.luma, moved);
  for (let i = 0; i < count; i++)
    if (i % size.width >= 3) expect(moved[i]).toBeCloseTo(after.mask[i] as number, 5);
  expect(change).toBeLessThan(0.05);
});

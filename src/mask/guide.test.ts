import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { createGuide, guideBytes } from './guide';

const size = { width: 64, height: 32 };
const count = size.width * size.height;

it.each([
  ['JavaScript', undefined],
  ['WASM', compileKernels()],
])('works at half the size, and finds the same edge there, in %s', (_, kernels) => {
  const arena = createArena(kernels, 2 * guideBytes(size) + 8 * count);
  // Two colours that meet in the middle; the mask is two pixels off.
  const [mask, input] = [arena.floats(count), arena.bytes(4 * count)];
  for (let i = 0; i < count; i++) {
    const x = i % size.width;
    input.set(x < 32 ? [200, 120, 90, 255] : [40, 60, 70, 255], 4 * i);
    mask[i] = x < 34 ? 1 : 0;
  }
  const { size: grid, filter } = createGuide(size, 'half', false, arena);
  expect(grid).toEqual({ width: 32, height: 16 });
  const matte = filter(mask, input);
  const opacity = (x: number) => {
    const at = 4 * (8 * grid.width + x);
    const color = x < 16 ? [200, 120, 90] : [40, 60, 70];
    return color.reduce(
      (sum, c, n) => sum + ((matte[at + n] as number) * c) / 255,
      matte[at + 3] as number,
    );
  };
  expect(opacity(15)).toBeGreaterThan(0.8);
  expect(opacity(16)).toBeLessThan(0.5);
  expect(opacity(24)).toBeLessThan(0.05);
  expect(createGuide(size, 'full', true, arena).size).toEqual(size);
});

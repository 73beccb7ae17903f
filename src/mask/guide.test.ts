import { expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { createGuide, guideBytes } from './guide';

const KINDS = [
  ['JavaScript', undefined],
  ['WASM', compileKernels()],
] as const;

const size = { width: 64, height: 32 };
const count = size.width * size.height;

it.each(KINDS)('works at half the size, and finds the same edge there, in %s', (_, kernels) => {
  const arena = createArena(kernels, 2 * guideBytes(size) + 8 * count);
  // Two colours that meet in the middle; the mask is two pixels off.
  const [mask, input] = [arena.floats(count), arena.bytes(4 * count)];
  for (let i = 0; i < count; i++) {
    const x = i % size.width;
    input.set(x < 32 ? [200, 120, 90, 255] : [40, 60, 70, 255], 4 * i);
    mask[i] = x < 34 ? 1 : 0;
  }
  const { size: grid, filter } = createGuide(size, 'half', { noise: false, colors: false }, arena);
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
  expect(createGuide(size, 'full', { noise: true, colors: true }, arena).size).toEqual(size);
});

it.each(KINDS)('halves by means of four points, in %s', (_, kernels) => {
  const { width, height } = { width: 48, height: 6 };
  const arena = createArena(kernels, 1 << 16);
  const [mask, input] = [arena.floats(width * height), arena.bytes(4 * width * height)];
  for (let i = 0; i < mask.length; i++) mask[i] = ((i * 7919) % 1009) / 1008;
  for (let i = 0; i < input.length; i++) input[i] = (i * 7919 + (i >> 4)) % 256;
  const [halfMask, halfInput] = [arena.floats(mask.length / 4), arena.bytes(input.length / 4)];
  arena.kernels.halveMask(mask.byteOffset, halfMask.byteOffset, width, height);
  arena.kernels.halveInput(input.byteOffset, halfInput.byteOffset, width, height);
  const sumAt = (values: ArrayLike<number>, i: number, step: number, channel: number) => {
    const left = 2 * (i % (width / 2));
    const top = 2 * Math.floor(i / (width / 2));
    let sum = 0;
    for (const at of [top * width + left, (top + 1) * width + left])
      sum +=
        (values[step * at + channel] as number) + (values[step * at + step + channel] as number);
    return sum;
  };
  for (let i = 0; i < halfMask.length; i++) {
    expect(halfMask[i]).toBeCloseTo(sumAt(mask, i, 1, 0) / 4, 6);
    for (const channel of [0, 1, 2, 3])
      expect(halfInput[4 * i + channel]).toBe(Math.floor(sumAt(input, i, 4, channel) / 4 + 0.5));
  }
});

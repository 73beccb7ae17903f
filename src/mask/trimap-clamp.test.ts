import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import type { Size } from '../shared/geometry';
import { createGuidedBlocks } from './guided-blocks';
import { createTrimapClamp } from './trimap-clamp';

const module = compileKernels();
const kinds = { JavaScript: undefined, WASM: module };

const SIZE = { width: 24, height: 10 };
/** Background left of 12, person from there on. */
const MASK = Float32Array.from({ length: 240 }, (_, i) => (i % 24 < 12 ? 0.02 : 0.97));

/** What the stage leaves of coefficients that are 0.5 everywhere. */
function held(
  kernels: WebAssembly.Module | undefined,
  newMask: Float32Array,
  size: Size = SIZE,
  reach = 3,
) {
  const arena = createArena(kernels, 1 << 20);
  const mask = arena.floats(newMask.length);
  const coefficients = arena.floats(4 * newMask.length).fill(0.5);
  const blocks = createGuidedBlocks(size, arena);
  mask.set(newMask);
  blocks.read(mask);
  createTrimapClamp(size, reach, blocks, arena)(mask, coefficients);
  return coefficients;
}

describe.each(Object.entries(kinds))('reach in %s', (_, kernels) => {
  it('holds the matte to the mask far from its edge, and leaves it alone near there', () => {
    const coefficients = held(kernels, MASK);
    for (let i = 0; i < MASK.length; i++) {
      const x = i % 24;
      const expected = x <= 8 ? [0, 0, 0, 0] : x >= 15 ? [0, 0, 0, 1] : [0.5, 0.5, 0.5, 0.5];
      expect([...coefficients.subarray(4 * i, 4 * i + 4)], `column ${x}`).toEqual(expected);
    }
  });

  it('leaves a place alone that the mask doubts, however small', () => {
    const mask = new Float32Array(MASK.length).fill(0.02);
    mask[5 * 24 + 10] = 0.4;
    const coefficients = held(kernels, mask);
    const kept = [...mask.keys()].filter((i) => coefficients[4 * i] === 0.5);
    expect(kept.length).toBe(7 * 7);
  });
});

it.each([
  { width: 8, height: 8, reach: 4 },
  { width: 40, height: 27, reach: 3 },
  { width: 48, height: 33, reach: 2 },
  { width: 24, height: 33, reach: 3 },
])('holds the same in JavaScript and in WASM: %j', ({ reach, ...size }) => {
  // Spots of all probabilities, of person and of NaN, in sure background and beside each other.
  const mask = Float32Array.from({ length: size.width * size.height }, (_, i) => {
    if (i % 211 === 100) return Number.NaN;
    if (i % 101 < 3) return ((i * 31) % 256) / 255;
    return (i * 7919) % 1021 < 30 || (i % size.width) + i / 99 < 9 ? 1 : 0;
  });
  const ours = held(undefined, mask, size, reach);
  expect(held(module, mask, size, reach)).toEqual(ours);
  expect(ours).toContain(0.5);
  expect(size.width === 8 || ours.includes(0)).toBe(true);
});

import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import type { Size } from '../shared/geometry';
import { createGuidedBlocks } from './guided-blocks';
import { createGuidedFilter, guidedBytes } from './guided-filter';
import { createNoiseShrink } from './noise-shrink';

const module = compileKernels();

const size = { width: 48, height: 32 };
const count = size.width * size.height;
const EDGE = 24;

/** Grey picture with a step at column 24: `left` before it, `right` from there on. */
function stepOf(left: number, right: number): Uint8Array {
  return Uint8Array.from({ length: 4 * count }, (_, at) =>
    at % 4 === 3 ? 255 : (at >> 2) % size.width < EDGE ? left : right,
  );
}

/** A mask that falls from 1 to 0 around column 24 within `width` columns. */
const rampOf = (width: number) =>
  Float32Array.from({ length: count }, (_, i) =>
    Math.min(1, Math.max(0, 0.5 - ((i % size.width) + 0.5 - EDGE) / width)),
  );

/** Matte of a grey value at a point of the grid. */
const matteAt = (coefficients: Float32Array, i: number, grey: number) =>
  ((coefficients[4 * i] as number) +
    (coefficients[4 * i + 1] as number) +
    (coefficients[4 * i + 2] as number)) *
    (grey / 255) +
  (coefficients[4 * i + 3] as number);

/** Coefficients as they are found, and after the stage. */
function both(
  newMask: Float32Array,
  newPicture: Uint8Array,
  kernels?: WebAssembly.Module,
  of: Size = size,
) {
  const arena = createArena(kernels, guidedBytes(of) + 32 * newMask.length);
  const [mask, picture] = [arena.floats(newMask.length), arena.bytes(newPicture.length)];
  mask.set(newMask);
  picture.set(newPicture);
  const blocks = createGuidedBlocks(of, arena);
  const shrunk = createGuidedFilter(of, 4, arena, blocks)(mask, picture);
  const found = shrunk.slice();
  createNoiseShrink(of, blocks, arena)(shrunk, picture);
  return { found, shrunk };
}

const row = 16 * size.width;

describe.each([
  ['JavaScript', undefined],
  ['WASM', module],
])('noise shrink in %s', (_, kernels) => {
  it('keeps the matte as it is on the grid', () => {
    const picture = stepOf(90, 70);
    const { found, shrunk } = both(rampOf(6), picture, kernels);
    for (let i = 0; i < count; i++) {
      const grey = picture[4 * i] as number;
      expect(matteAt(shrunk, i, grey)).toBeCloseTo(matteAt(found, i, grey), 4);
    }
  });

  it('does not let noise through where person and background are alike', () => {
    // Twelve codes apart, of which noise can be four.
    const { found, shrunk } = both(rampOf(20), stepOf(92, 80), kernels);
    const change = (coefficients: Float32Array) => {
      let sum = 0;
      for (let x = 18; x < 30; x++)
        sum += Math.abs(matteAt(coefficients, row + x, 90) - matteAt(coefficients, row + x, 86));
      return sum / 12;
    };
    expect(change(found)).toBeGreaterThan(0.03);
    expect(change(shrunk)).toBeLessThan(0.4 * change(found));
  });

  it('leaves an edge of strong contrast to the single pixels', () => {
    const { found, shrunk } = both(rampOf(4), stepOf(220, 40), kernels);
    for (const x of [EDGE - 1, EDGE])
      expect(matteAt(shrunk, row + x, 220) - matteAt(shrunk, row + x, 40)).toBeGreaterThan(
        0.9 * (matteAt(found, row + x, 220) - matteAt(found, row + x, 40)),
      );
  });

  it('leaves certain places alone, and refuses another size', () => {
    const { found, shrunk } = both(new Float32Array(count).fill(1), stepOf(90, 70), kernels);
    expect(shrunk).toEqual(found);
    const arena = createArena(kernels, 1 << 16);
    const shrink = createNoiseShrink(size, createGuidedBlocks(size, arena), arena);
    expect(() => shrink(new Float32Array(8), new Uint8Array(8))).toThrow('48x32');
  });
});

it.each([
  { width: 8, height: 8 },
  { width: 48, height: 27 },
  { width: 56, height: 39 },
])('shrinks the same in JavaScript and in WASM: %j', (of) => {
  const pixels = of.width * of.height;
  // A soft disc that reaches the border, before colours that change by little and by much.
  const mask = Float32Array.from({ length: pixels }, (_, i) => {
    const away = Math.hypot((i % of.width) - 3, i / of.width - of.height / 2) - of.height / 3;
    return Math.min(1, Math.max(0, 0.5 - away / 5));
  });
  const picture = Uint8Array.from({ length: 4 * pixels }, (_, at) => {
    const i = at >> 2;
    return 90 + 60 * (mask[i] as number) * ((i >> 3) % 2) + ((at * 7919) % 17);
  });
  const { found, shrunk: ours } = both(mask, picture, undefined, of);
  const arena = createArena(module, 1 << 20);
  const [theirs, input] = [arena.floats(4 * pixels), arena.bytes(4 * pixels)];
  const [blocks, place] = [createGuidedBlocks(of, arena), arena.floats(pixels)];
  place.set(mask);
  input.set(picture);
  theirs.set(found);
  blocks.read(place);
  createNoiseShrink(of, blocks, arena)(theirs, input);
  expect(ours).not.toEqual(found);
  // Single precision, with slopes of up to 50.
  for (let i = 0; i < pixels; i++)
    for (const grey of [40, 200])
      expect(Math.abs(matteAt(theirs, i, grey) - matteAt(ours, i, grey))).toBeLessThan(1e-4);
});

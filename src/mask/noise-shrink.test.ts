import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { createGuidedBlocks } from './guided-blocks';
import { createGuidedFilter } from './guided-filter';
import { createNoiseShrink } from './noise-shrink';

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
function both(mask: Float32Array, picture: Uint8Array) {
  const arena = createArena();
  const blocks = createGuidedBlocks(size, arena);
  const found = new Float32Array(createGuidedFilter(size, 4, arena, blocks)(mask, picture));
  const shrunk = new Float32Array(found);
  createNoiseShrink(size, blocks)(shrunk, picture);
  return { found, shrunk };
}

const row = 16 * size.width;

describe('noise shrink', () => {
  it('keeps the matte as it is on the grid', () => {
    const picture = stepOf(90, 70);
    const { found, shrunk } = both(rampOf(6), picture);
    for (let i = 0; i < count; i++) {
      const grey = picture[4 * i] as number;
      expect(matteAt(shrunk, i, grey)).toBeCloseTo(matteAt(found, i, grey), 4);
    }
  });

  it('does not let noise through where person and room are alike', () => {
    // Twelve codes apart, of which noise can be four.
    const { found, shrunk } = both(rampOf(20), stepOf(92, 80));
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
    const { found, shrunk } = both(rampOf(4), stepOf(220, 40));
    for (const x of [EDGE - 1, EDGE])
      expect(matteAt(shrunk, row + x, 220) - matteAt(shrunk, row + x, 40)).toBeGreaterThan(
        0.9 * (matteAt(found, row + x, 220) - matteAt(found, row + x, 40)),
      );
  });

  it('leaves certain places alone, and refuses another size', () => {
    const { found, shrunk } = both(new Float32Array(count).fill(1), stepOf(90, 70));
    expect(shrunk).toEqual(found);
    const blocks = createGuidedBlocks(size, createArena());
    expect(() => createNoiseShrink(size, blocks)(new Float32Array(8), new Uint8Array(8))).toThrow(
      '48x32',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import type { Rect } from '../shared/geometry';
import { type Cleanup, createCleanup } from './cleanup';

const size = { width: 64, height: 48 };
const PERSON: Rect = { x: 16, y: 8, width: 32, height: 40 };

/** A mask with rectangles of one probability each, later ones over earlier ones. */
function maskOf(...parts: readonly (readonly [Rect, number])[]): Float32Array {
  const mask = new Float32Array(size.width * size.height);
  for (const [{ x, y, width, height }, value] of parts)
    for (let v = y; v < y + height; v++)
      for (let u = x; u < x + width; u++) mask[v * size.width + u] = value;
  return mask;
}

const at = (mask: Float32Array, x: number, y: number) => mask[y * size.width + x];
const module = compileKernels();
const kinds = {
  JavaScript: inArena(undefined),
  WASM: inArena(module),
};

/** The stage on masks from anywhere. */
function inArena(kernels: WebAssembly.Module | undefined): Cleanup {
  const arena = createArena(kernels, 1 << 16);
  const place = arena.floats(size.width * size.height);
  const cleanUp = createCleanup(size, arena);
  return (mask) => {
    place.set(mask);
    cleanUp(place);
    mask.set(place);
  };
}

describe.each(Object.entries(kinds))('cleanup in %s', (_, clean) => {
  it('removes an island', () => {
    const mask = maskOf([PERSON, 1], [{ x: 2, y: 2, width: 4, height: 4 }, 0.9]);
    clean(mask);
    expect(at(mask, 3, 3)).toBe(0);
    expect(at(mask, 30, 30)).toBe(1);
  });

  it('keeps a second person and a raised hand', () => {
    const mask = maskOf(
      [PERSON, 1],
      [{ x: 54, y: 20, width: 8, height: 12 }, 0.9],
      [{ x: 4, y: 4, width: 6, height: 7 }, 0.9],
    );
    clean(mask);
    expect(at(mask, 56, 24)).toBeCloseTo(0.9);
    expect(at(mask, 6, 6)).toBeCloseTo(0.9);
  });

  it('fills a hole the model doubts', () => {
    const mask = maskOf([PERSON, 1], [{ x: 30, y: 30, width: 4, height: 4 }, 0.4]);
    clean(mask);
    expect(at(mask, 31, 31)).toBe(1);
  });

  it('leaves a gap through which the room is surely seen', () => {
    const mask = maskOf([PERSON, 1], [{ x: 30, y: 30, width: 4, height: 4 }, 0.02]);
    clean(mask);
    expect(at(mask, 31, 31)).toBeCloseTo(0.02);
  });

  it('joins what is connected round a corner', () => {
    // A U: its two arms are labelled apart at first.
    const mask = maskOf(
      [{ x: 10, y: 5, width: 6, height: 30 }, 1],
      [{ x: 40, y: 5, width: 6, height: 30 }, 1],
      [{ x: 10, y: 35, width: 36, height: 6 }, 1],
    );
    const before = mask.slice();
    clean(mask);
    expect(mask).toEqual(before);
  });

  it('takes an empty mask as it is', () => {
    const mask = maskOf();
    clean(mask);
    expect(mask).toEqual(maskOf());
  });
});

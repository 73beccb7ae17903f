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

/** A model's input of one colour for room and person, with rectangles of others. */
function pictureOf(
  colorAt: (x: number, y: number) => readonly [number, number, number] = () => [128, 128, 128],
): Uint8Array {
  const picture = new Uint8Array(4 * size.width * size.height);
  for (let i = 0; i < size.width * size.height; i++) {
    const noise = (i * 7919) % 5;
    const color = colorAt(i % size.width, Math.floor(i / size.width));
    picture.set([...color.map((value) => value + noise), 255], 4 * i);
  }
  return picture;
}

const BLANK = pictureOf();

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
  return (mask, input, before) => {
    place.set(mask);
    cleanUp(place, input, before);
    mask.set(place);
  };
}

describe.each(Object.entries(kinds))('cleanup in %s', (_, clean) => {
  it('removes an island', () => {
    const mask = maskOf([PERSON, 1], [{ x: 2, y: 2, width: 4, height: 4 }, 0.9]);
    clean(mask, BLANK);
    expect(at(mask, 3, 3)).toBe(0);
    expect(at(mask, 30, 30)).toBe(1);
  });

  it('keeps a second person and a raised hand', () => {
    const mask = maskOf(
      [PERSON, 1],
      [{ x: 54, y: 20, width: 8, height: 12 }, 0.9],
      [{ x: 4, y: 4, width: 6, height: 7 }, 0.9],
    );
    clean(mask, BLANK);
    expect(at(mask, 56, 24)).toBeCloseTo(0.9);
    expect(at(mask, 6, 6)).toBeCloseTo(0.9);
  });

  it('fills a hole the model doubts', () => {
    const mask = maskOf([PERSON, 1], [{ x: 30, y: 30, width: 4, height: 4 }, 0.4]);
    clean(mask, BLANK);
    expect(at(mask, 31, 31)).toBe(1);
  });

  it('leaves a gap through which the room is surely seen', () => {
    const mask = maskOf([PERSON, 1], [{ x: 30, y: 30, width: 4, height: 4 }, 0.02]);
    clean(mask, BLANK);
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
    clean(mask, BLANK);
    expect(mask).toEqual(before);
  });

  const WALL = [200, 190, 170] as const;
  const SHIRT = [60, 80, 120] as const;
  const HOLE: Rect = { x: 28, y: 30, width: 4, height: 6 };
  const isIn = ({ x, y, width, height }: Rect, u: number, v: number) =>
    u >= x && v >= y && u < x + width && v < y + height;
  /** What is left of a hole, with what is seen in the person at each place. */
  const rest = (
    worn: (x: number, y: number) => readonly [number, number, number],
    doubt = 0.25,
    before?: Float32Array,
  ) => {
    const mask = maskOf([PERSON, 1], [HOLE, doubt]);
    clean(
      mask,
      pictureOf((x, y) => (isIn(PERSON, x, y) ? worn(x, y) : WALL)),
      before,
    );
    return at(mask, 30, 33);
  };
  const gap = (x: number, y: number) => (isIn(HOLE, x, y) ? WALL : SHIRT);

  it('empties a gap with the colours of the room around, whatever the model says', () => {
    expect(rest(gap)).toBe(0);
    // Not of the sun on a wall elsewhere.
    expect(rest((x, y) => (isIn(HOLE, x, y) ? [250, 240, 220] : SHIRT))).toBe(1);
  });

  it('fills a hole in a pattern that has the colours of the room, and a badge', () => {
    expect(rest((x) => (x % 12 < 6 ? WALL : SHIRT))).toBe(1);
    expect(rest((x, y) => (isIn(HOLE, x, y) ? [20, 60, 200] : SHIRT))).toBe(1);
  });

  it('leaves a gap one when the model takes it for a little more than in the frame before', () => {
    const before = maskOf([PERSON, 1], [HOLE, 0]);
    expect(rest(gap, 0.4, before)).toBe(0);
    expect(rest(gap, 0.4)).toBe(1);
    expect(rest(gap, 0.48, before)).toBe(1);
  });

  it('takes an empty mask as it is', () => {
    const mask = maskOf();
    clean(mask, BLANK);
    expect(mask).toEqual(maskOf());
  });
});

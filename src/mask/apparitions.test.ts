import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { type Rect, WHOLE } from '../shared/geometry';
import { apparitionsBytes, createApparitions, STEADY } from './apparitions';

const size = { width: 96, height: 64 };
const count = size.width * size.height;
const module = compileKernels();

type Box = readonly [left: number, top: number, right: number, bottom: number];
const PERSON: Box = [40, 30, 70, 64];
const CORNER: Box = [0, 0, 10, 8];

/** The stage with its own arena; frames are boxes of somebody, in points of the frame. */
function stage() {
  const arena = createArena(module, apparitionsBytes(size) + 8 * count);
  const mask = arena.floats(count);
  const apparitions = createApparitions(size, arena);
  const paint = (boxes: readonly Box[], region: Rect) => {
    for (let i = 0; i < count; i++) {
      const x = (region.x + ((i % size.width) / size.width) * region.width) * size.width;
      const y =
        (region.y + (Math.floor(i / size.width) / size.height) * region.height) * size.height;
      const isIn = boxes.some(([l, t, r, b]) => x >= l && x < r && y >= t && y < b);
      mask[i] = isIn ? 1 : 0;
    }
  };
  /** Shows a frame; a look sees `real`. Gives whether a look was taken. */
  const show = (boxes: readonly Box[], real: readonly Box[]): boolean => {
    const { next } = apparitions;
    if (next) {
      paint(real, next);
      apparitions.look(mask);
    }
    paint(boxes, WHOLE);
    apparitions.drop(mask);
    return next !== undefined;
  };
  const at = (x: number, y: number) => mask[y * size.width + x];
  return { apparitions, mask, show, at };
}

describe('an apparition', () => {
  it('is gone when three looks of its own have shown nobody, and stays gone', () => {
    const { show, at } = stage();
    const frames = Array.from({ length: STEADY + 10 }, () => {
      const isLooked = show([PERSON, CORNER], [PERSON]);
      return [isLooked, at(4, 4)];
    });
    expect(frames.slice(0, STEADY).every(([looked, value]) => !looked && value === 1)).toBe(true);
    expect(frames.slice(STEADY, STEADY + 4)).toEqual([
      [true, 1],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
    expect(frames.slice(STEADY + 4).every(([looked, value]) => !looked && value === 0)).toBe(true);
    expect(at(50, 50)).toBe(1);
  });

  it('is none when a look shows somebody there, who is not looked at again', () => {
    const { show, at } = stage();
    const looks = Array.from({ length: STEADY + 6 }, () =>
      show([PERSON, CORNER], [PERSON, CORNER]),
    );
    expect(looks.flatMap((looked, i) => (looked ? i : []))).toEqual([STEADY]);
    expect(at(4, 4)).toBe(1);
  });

  it('is not what moves, as a hand does whose arm is not to be seen', () => {
    const { show, at } = stage();
    for (let n = 0; n < 40; n++) {
      const x = (5 * n) % 25;
      expect(show([PERSON, [x, 4, x + 8, 12]], [PERSON])).toBe(false);
      expect(at(x + 4, 8)).toBe(1);
    }
  });

  it('is looked at anew after some time, and where it has grown', () => {
    const { show, at } = stage();
    for (let n = 0; n < STEADY + 6; n++) show([PERSON, CORNER], [PERSON]);
    expect(at(4, 4)).toBe(0);
    show([PERSON, [0, 0, 24, 20]], [PERSON]);
    expect(at(4, 4)).toBe(1);
    let looks = 0;
    for (let n = 0; n < 120; n++) if (show([PERSON, CORNER], [PERSON, CORNER])) looks++;
    expect(looks).toBeGreaterThan(0);
    expect(at(4, 4)).toBe(1);
  });

  it('is never the largest person, nor what is too small for a look', () => {
    const { show, at } = stage();
    for (let n = 0; n < STEADY + 6; n++) expect(show([PERSON, [0, 0, 3, 3]], [])).toBe(false);
    expect(at(50, 50)).toBe(1);
    expect(at(1, 1)).toBe(1);
  });

  it('is forgotten with the picture', () => {
    const { show, at, apparitions } = stage();
    for (let n = 0; n < STEADY + 6; n++) show([PERSON, CORNER], [PERSON]);
    expect(at(4, 4)).toBe(0);
    apparitions.forget();
    show([PERSON, CORNER], [PERSON]);
    expect(at(4, 4)).toBe(1);
  });

  it('only ever loses opacity', () => {
    const box = fc
      .tuple(fc.nat(80), fc.nat(50), fc.integer({ min: 2, max: 40 }))
      .map(([x, y, side]): Box => [x, y, Math.min(96, x + side), Math.min(64, y + side)]);
    const { mask, show, apparitions } = stage();
    const property = fc.property(fc.array(box, { maxLength: 4 }), (boxes) => {
      apparitions.forget();
      const isIn = Array.from({ length: count }, (_, i) => {
        const [x, y] = [i % size.width, Math.floor(i / size.width)];
        return boxes.some(([l, t, r, b]) => x >= l && x < r && y >= t && y < b);
      });
      for (let n = 0; n < STEADY + 6; n++) {
        show(boxes, []);
        expect(mask.some((value, i) => value > Number(isIn[i]))).toBe(false);
      }
    });
    fc.assert(property, { numRuns: 25 });
  });
});

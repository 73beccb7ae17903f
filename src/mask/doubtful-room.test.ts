import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { type Rect, WHOLE } from '../shared/geometry';
import { createDoubtfulRoom } from './doubtful-room';
import { TURNS } from './palette';
import type { At, Color } from './tests/plate-stage';

const size = { width: 64, height: 48 };
const count = size.width * size.height;
const module = compileKernels();
const WALL: Color = [200, 180, 150];
const BOOK: Color = [200, 90, 80];
const HAIR: Color = [40, 30, 30];

/** The stage in an arena of its own. */
function stage() {
  const arena = createArena(module, 1 << 17);
  const mask = arena.floats(count);
  const input = arena.bytes(4 * count);
  const room = createDoubtfulRoom(size, arena);
  const show = (maskAt: At<number>, colorAt: At<Color>, region: Rect = WHOLE) => {
    for (let i = 0; i < count; i++) {
      const [x, y] = [i % size.width, Math.floor(i / size.width)];
      mask[i] = maskAt(x, y);
      input.set(colorAt(x, y), 4 * i);
    }
    room.apply(mask, input, region);
    return (x: number, y: number) => mask[y * size.width + x];
  };
  /** The frame in which the palette is there. */
  const settle = (maskAt: At<number>, colorAt: At<Color>) => {
    for (let n = 1; n < TURNS; n++) show(maskAt, colorAt);
    return show(maskAt, colorAt);
  };
  return { mask, room, show, settle };
}

/** Somebody on the right, and a patch beside them that the mask is in doubt about. */
const isPatch = (x: number, y: number) => x >= 26 && x < 34 && y >= 20 && y < 30;
const doubt: At<number> = (x, y) => (isPatch(x, y) ? 0.6 : x < 34 ? 0 : 1);
/** A shelf with books; the patch shows another one of a kind. */
const shelf: At<Color> = (x, y) => (x >= 34 ? HAIR : isPatch(x, y) || x % 20 < 8 ? BOOK : WALL);

describe('room in doubt', () => {
  it('is told by colours that only the room has', () => {
    const at = stage().settle(doubt, shelf);
    expect(at(30, 25)).toBe(0);
    expect(at(27, 21)).toBe(0);
    expect(at(40, 25)).toBe(1);
  });

  it('stays as it is where it has the colours of the person', () => {
    const at = stage().settle(doubt, (x, y) => (isPatch(x, y) ? HAIR : shelf(x, y)));
    expect(at(30, 25)).toBeCloseTo(0.6);
    const alike = stage().settle(doubt, (x, y) => (x >= 50 ? BOOK : shelf(x, y)));
    expect(alike(30, 25)).toBeCloseTo(0.6);
  });

  it('stays where nobody has such colours', () => {
    const at = stage().settle(doubt, (x, y) => (isPatch(x, y) ? [90, 200, 90] : shelf(x, y)));
    expect(at(30, 25)).toBeCloseTo(0.6);
  });

  it('is not seen where hair and wall mix to a colour of the room', () => {
    const soft: At<number> = (x) => Math.min(1, Math.max(0, (x - 29) / 6));
    const mixed: Color = [120, 105, 90];
    // A book elsewhere has that very colour.
    const color: At<Color> = (x) => (x < 12 ? mixed : x < 30 ? WALL : x < 35 ? mixed : HAIR);
    const at = stage().settle(soft, color);
    for (let x = 30; x < 35; x++) expect(at(x, 25)).toBeCloseTo((x - 29) / 6);
  });

  it('takes no single point from what the rest of a patch says', () => {
    const color: At<Color> = (x, y) =>
      isPatch(x, y) && (x !== 30 || y !== 25) ? [90, 200, 90] : shelf(x, y);
    expect(stage().settle(doubt, color)(30, 25)).toBeCloseTo(0.6);
  });

  it('is another one in another part of the frame, and when it is forgotten', () => {
    const { settle, show, room } = stage();
    const part = { x: 0, y: 0, width: 0.5, height: 0.5 };
    expect(settle(doubt, shelf)(30, 25)).toBe(0);
    expect(show(doubt, shelf, part)(30, 25)).toBeCloseTo(0.6);
    expect(settle(doubt, shelf)(30, 25)).toBe(0);
    room.forget();
    expect(show(doubt, shelf)(30, 25)).toBeCloseTo(0.6);
  });

  it('is only ever lowered, and only where there is doubt, whatever is seen', () => {
    const cell = fc.tuple(
      fc.constantFrom(0, 0.03, 0.2, 0.5, 0.9, 0.98, 1),
      fc.constantFrom(WALL, BOOK, HAIR),
    );
    const cells = fc.array(cell, { minLength: 48, maxLength: 48 });
    let lowered = 0;
    const property = fc.property(cells, (all) => {
      const { mask, show, settle } = stage();
      settle(doubt, shelf);
      const at = (x: number, y: number) => all[8 * (y >> 3) + (x >> 3)] ?? ([0, WALL] as const);
      show(
        (x, y) => at(x, y)[0],
        (x, y) => at(x, y)[1],
      );
      for (let i = 0; i < count; i++) {
        const p = Math.fround(at(i % size.width, Math.floor(i / size.width))[0]);
        if (mask[i] === p) continue;
        expect(mask[i]).toBe(0);
        expect(p > 0.1 && p <= 0.97).toBe(true);
        lowered++;
      }
    });
    fc.assert(property, { numRuns: 30 });
    expect(lowered).toBeGreaterThan(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { BLOCK } from '../kernels/constants';
import { createGuide, guideBytes } from './guide';
import { AT_EDGE } from './guided-blocks';
import { createRoomColors, TURNS } from './room-colors';
import { type Color, scatter } from './tests/plate-stage';

const size = { width: 64, height: 48 };
const count = size.width * size.height;
const kernels = compileKernels();

/** Somebody below a row of the grid, before a shelf of books. */
const SHOULDER = 28;
const JACKET: Color = [78, 122, 124];
const NARROW: readonly Color[] = [
  [90, 98, 116],
  [150, 125, 105],
  [60, 140, 90],
  [106, 160, 165],
  [40, 44, 60],
  [188, 205, 200],
  [95, 100, 170],
  [200, 90, 90],
];
const BOOKS: readonly Color[] = [
  [150, 125, 105],
  [106, 160, 165],
  [188, 205, 200],
  [106, 160, 165],
  [90, 98, 116],
  [205, 195, 178],
];
const narrowAt = (x: number) => NARROW[Math.floor(x / 3) % NARROW.length] as Color;
const bookAt = (x: number) => BOOKS[Math.floor(x / 6) % BOOKS.length] as Color;
/** Half jacket, half the wall of [206, 204, 200], and about that. */
const MIXED: Color = [142, 163, 162];
const NEARLY_MIXED: Color = [147, 169, 158];

type Scene = {
  readonly mask: (x: number, y: number) => number;
  readonly color: (x: number, y: number) => Color;
  /** What the filter has made of a point; the mask elsewhere. */
  readonly matte?: (x: number, y: number) => number | undefined;
};
const shelf: Scene = {
  mask: (_, y) => (y >= SHOULDER ? 1 : 0),
  color: (x, y) => (y >= SHOULDER ? JACKET : bookAt(x)),
};
/** A place beside the shoulder. */
const isThere = (x: number, y: number) => x >= 30 && x < 34 && y >= 26 && y < SHOULDER;

function arraysOf({ mask, color }: Scene, seed = 0) {
  const places = Array.from({ length: count }, (_, i) => [i % 64, i >> 6] as const);
  const input = Uint8Array.from(
    places.flatMap(([x, y]) => [
      ...color(x, y).map((value, c) => value + Math.round(3 * scatter(seed, c, x, y))),
      255,
    ]),
  );
  return { mask: Float32Array.from(places, ([x, y]) => mask(x, y)), input, places };
}

/** The stage for so many frames, on a matte that says so much of each point, whatever its colour. */
function stage() {
  const levels = new Uint8Array(Math.ceil(count / BLOCK ** 2)).fill(AT_EDGE);
  const keepRoom = createRoomColors(size, { levels, across: size.width / BLOCK });
  return (scene: Scene, frames = TURNS) => {
    const { mask, input, places } = arraysOf(scene);
    const coefficients = new Float32Array(4 * count);
    for (let frame = 0; frame < frames; frame++) {
      coefficients.fill(0);
      for (const [i, [x, y]] of places.entries())
        coefficients[4 * i + 3] = scene.matte?.(x, y) ?? (mask[i] as number);
      keepRoom(mask, input, coefficients);
    }
    return (x: number, y: number) => coefficients[4 * (y * size.width + x) + 3];
  };
}
const shown = (scene: Scene) =>
  stage()({ matte: (x, y) => (isThere(x, y) ? 0.6 : undefined), ...scene });

describe('room told by its colours', () => {
  it('goes where the guided filter takes books for the person', () => {
    // More colours than a linear function of three channels can tell apart.
    const { mask, input, places } = arraysOf({
      ...shelf,
      color: (x, y) => (y >= SHOULDER ? JACKET : narrowAt(x + (y < 22 ? 0 : 6))),
    });
    const arena = createArena(kernels, 2 * guideBytes(size) + 8 * count);
    const [ownMask, ownInput] = [arena.floats(count), arena.bytes(4 * count)];
    ownMask.set(mask);
    ownInput.set(input);
    const [plain = [], ours = []] = [false, true].map((colors) => {
      const { filter } = createGuide(size, 'full', { noise: true, colors }, arena);
      for (let frame = 1; frame < TURNS; frame++) filter(ownMask, ownInput);
      const to = filter(ownMask, ownInput);
      const value = (at: number) => (to[at] as number) * ((ownInput[at] as number) / 255);
      return places.map(
        (_, i) =>
          (to[4 * i + 3] as number) + [0, 1, 2].reduce((sum, c) => sum + value(4 * i + c), 0),
      );
    });
    const room = places.flatMap(([x, y], i) => (y < SHOULDER && x > 8 && x < 56 ? [i] : []));
    const streaks = (matte: readonly number[]) => room.filter((i) => Number(matte[i]) > 0.3).length;
    expect(streaks(plain)).toBeGreaterThan(10);
    expect(streaks(ours)).toBeLessThan(streaks(plain) / 2);
  });

  it('becomes what the mask says of it', () => {
    expect(shown(shelf)(32, 27)).toBe(0);
  });

  it('is looked for in a quarter of the blocks of each frame, and stays found till the next turn', () => {
    const scene: Scene = { ...shelf, matte: (_, y) => (y === 27 ? 0.6 : undefined) };
    const found = [1, 2, TURNS, TURNS + 1].map((frames) => {
      const show = stage()(scene, frames);
      return Array.from({ length: 64 }, (_, x) => show(x, 27)).filter((p) => p === 0).length;
    });
    expect(found[0]).toBeGreaterThan(0);
    expect(found[1]).toBeGreaterThan(Number(found[0]));
    expect(found[2]).toBeGreaterThan(3 * Number(found[0]));
    expect(found[3]).toBe(found[2]);
  });

  it("is not what has the person's colours: a hand that the mask has lost", () => {
    const color: Scene['color'] = (x, y) => (isThere(x, y) ? JACKET : shelf.color(x, y));
    expect(shown({ ...shelf, color })(32, 27)).toBe(Math.fround(0.6));
  });

  it('is not what has colours that the room has not', () => {
    const color: Scene['color'] = (x, y) => (isThere(x, y) ? [220, 160, 130] : shelf.color(x, y));
    expect(shown({ ...shelf, color })(32, 27)).toBe(Math.fround(0.6));
  });

  it('is not what may be mixed of both, as hair is, though a book has such a colour', () => {
    const wall: Scene['color'] = (x, y) =>
      y >= SHOULDER ? JACKET : x > 38 && x < 46 && y < 24 ? NEARLY_MIXED : [206, 204, 200];
    const color: Scene['color'] = (x, y) => (isThere(x, y) ? MIXED : wall(x, y));
    expect(shown({ ...shelf, color })(32, 27)).toBe(Math.fround(0.6));
    expect(shown({ ...shelf, color: wall })(32, 27)).toBe(0);
  });

  it('is told by the points around it', () => {
    const show = stage();
    const lost = (part: (x: number) => boolean): Scene => ({
      ...shelf,
      color: (x, y) => (isThere(x, y) && part(x) ? JACKET : shelf.color(x, y)),
      matte: (x, y) => (isThere(x, y) ? 0.6 : undefined),
    });
    expect(show(lost((x) => x !== 32))(32, 27)).toBe(Math.fround(0.6));
    expect(show(lost((x) => x === 32))(31, 27)).toBe(0);
  });

  it('is no more where the mask has come to say person, though its turn has not come', () => {
    const show = stage();
    const scene: Scene = { ...shelf, matte: (x, y) => (isThere(x, y) ? 0.6 : undefined) };
    expect(show(scene)(32, 27)).toBe(0);
    const mask: Scene['mask'] = (x, y) => (isThere(x, y) ? 0.5 : shelf.mask(x, y));
    expect(show({ ...scene, mask }, 1)(32, 27)).toBe(Math.fround(0.6));
  });

  it('is never raised, nor where the mask says more than 0.3', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const of = (kind: number, x: number, y: number) => scatter(seed, kind, x >> 1, y >> 1);
        const scene: Scene = {
          mask: (x, y) => (of(1, x, y) < 0.2 ? of(2, x, y) : shelf.mask(x, y)),
          color: (x, y) => (of(3, x, y) < 0.2 ? bookAt(7 * x + y) : shelf.color(x, y)),
          matte: (x, y) => of(4, x, y),
        };
        const found = stage()(scene);
        for (let i = 0; i < count; i++) {
          const [x, y] = [i % 64, i >> 6];
          const before = Math.fround(of(4, x, y));
          if (found(x, y) === before) continue;
          expect(found(x, y)).toBe(Math.fround(scene.mask(x, y)));
          expect(found(x, y)).toBeLessThan(before);
          expect(scene.mask(x, y)).toBeLessThanOrEqual(0.3);
        }
      }),
      { numRuns: 5 },
    );
  });
});

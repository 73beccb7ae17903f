import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { type Rect, WHOLE } from '../shared/geometry';
import { createArches } from './arch';

const size = { width: 96, height: 64 };
const count = size.width * size.height;
const module = compileKernels();

type Color = readonly [number, number, number];
type At<Value> = (x: number, y: number) => Value;

const WALL: Color = [210, 200, 185];
const SKIN: Color = [150, 100, 80];
const DARK: Color = [30, 30, 40];

/** The person stands in the right part of the frame, and the model has no doubt. */
const isPerson: At<boolean> = (x, y) => x >= 40 && y >= 8;
/** A bow at their left side, 3 points thick, and the wall in it, which the model takes for the person, too. */
const bow =
  (shift = 0): At<'bar' | 'wall' | undefined> =>
  (x, y) => {
    const away = Math.hypot(x - 40 - shift, y - 32);
    return x >= 40 + shift || away >= 14 ? undefined : away >= 11 ? 'bar' : 'wall';
  };
const headset =
  (wall: At<Color> = () => WALL, shift = 0): At<Color> =>
  (x, y) => {
    const part = bow(shift)(x, y);
    if (part === 'bar') return DARK;
    return part === 'wall' || !isPerson(x - shift, y) ? wall(x, y) : SKIN;
  };
const masked =
  (shift = 0): At<number> =>
  (x, y) =>
    isPerson(x - shift, y) || bow(shift)(x, y) ? 1 : 0;

/** The stage in an arena of its own; each frame with noise. */
function stage() {
  const arena = createArena(module, 1 << 18);
  const mask = arena.floats(count);
  const input = arena.bytes(4 * count);
  const emptyArches = createArches(size, arena);
  let frame = 0;
  return (maskAt: At<number>, colorAt: At<Color>, region: Rect = WHOLE) => {
    frame++;
    for (let i = 0; i < count; i++) {
      const [x, y] = [i % size.width, Math.floor(i / size.width)];
      mask[i] = maskAt(x, y);
      const noise = ((i * 7919 + frame * 104729) % 7) - 3;
      input.set([...colorAt(x, y).map((value) => value + noise), 255], 4 * i);
    }
    emptyArches(mask, input, region);
    return mask;
  };
}

/** Sum of a mask over the wall in the bow, as a share of it. */
function shareInBow(mask: Float32Array, shift = 0): number {
  const inside = Array.from(mask.keys()).filter(
    (i) => bow(shift)(i % size.width, Math.floor(i / size.width)) === 'wall',
  );
  return inside.reduce((sum, i) => sum + Number(mask[i]), 0) / inside.length;
}

const untouched = (mask: Float32Array, maskAt: At<number>) =>
  mask.every((p, i) => p === maskAt(i % size.width, Math.floor(i / size.width)));

describe('arches', () => {
  it('are emptied when they have been there for three frames, and nothing else is', () => {
    const show = stage();
    const shares = [1, 2, 3, 4].map(() => shareInBow(show(masked(), headset())));
    expect(shares.slice(0, 2)).toEqual([1, 1]);
    expect(shares[2]).toBeLessThan(0.1);
    const mask = show(masked(), headset());
    for (let i = 0; i < count; i++) {
      const [x, y] = [i % size.width, Math.floor(i / size.width)];
      if (bow()(x, y) !== 'wall') expect(mask[i]).toBe(masked()(x, y));
    }
  });

  it('are emptied while they move, and before a wall with a slope of light', () => {
    const show = stage();
    const wall: At<Color> = (x, y) => [150 + y, 145 + y, 140 + (x >> 1)];
    let share = 1;
    for (const shift of [0, 1, 2, 3, 4, 5, 6])
      share = shareInBow(show(masked(shift), headset(wall, shift)), shift);
    expect(share).toBeLessThan(0.15);
  });

  it('stay in another part of the frame until they have been there for three frames', () => {
    const show = stage();
    for (let frame = 0; frame < 5; frame++) show(masked(), headset());
    const mask = show(masked(), headset(), { x: 0, y: 0, width: 0.5, height: 0.5 });
    expect(shareInBow(mask)).toBe(1);
  });

  it('are none where what is enclosed has a colour of its own', () => {
    const show = stage();
    const badge: At<Color> = (x, y) => (bow()(x, y) === 'wall' ? [60, 90, 200] : headset()(x, y));
    for (let frame = 0; frame < 5; frame++)
      expect(untouched(show(masked(), badge), masked())).toBe(true);
  });

  it('are no patterns of a shirt, whose colours the person has elsewhere, too', () => {
    const property = fc.property(
      fc.integer({ min: 3, max: 7 }),
      fc.integer({ min: 3, max: 7 }),
      fc.boolean(),
      (dot, space, isStriped) => {
        const show = stage();
        const isPrint: At<boolean> = (x, y) =>
          (isStriped || (y - 10) % (dot + space) < dot) && (x - 40 - space) % (dot + space) < dot;
        // Dots and stripes of the wall's own colour, on a dark shirt that begins at the edge.
        const shirt: At<Color> = (x, y) =>
          !isPerson(x, y) || (x >= 40 + space && isPrint(x, y)) ? WALL : DARK;
        const maskAt: At<number> = (x, y) => (isPerson(x, y) ? 1 : 0);
        for (let frame = 0; frame < 5; frame++)
          expect(untouched(show(maskAt, shirt), maskAt)).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 30 });
  });

  it('never add to the mask, whatever it is', () => {
    const cells = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), {
      minLength: 96,
      maxLength: 96,
    });
    const property = fc.property(cells, fc.nat(1e6), (values, seed) => {
      const show = stage();
      const maskAt: At<number> = (x, y) => Math.fround(values[12 * (y >> 3) + (x >> 3)] ?? 0);
      const colorAt: At<Color> = (x, y) =>
        ((seed >> ((x >> 2) % 7)) + (y >> 3)) % 2 ? WALL : DARK;
      for (let frame = 0; frame < 4; frame++) {
        const added = show(maskAt, colorAt).some(
          (p, i) => p !== 0 && p !== maskAt(i % size.width, Math.floor(i / size.width)),
        );
        expect(added).toBe(false);
      }
    });
    fc.assert(property, { numRuns: 20 });
  });
});

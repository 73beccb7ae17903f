import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../kernels/arena';
import { compileKernels } from '../kernels/compile';
import { type Rect, WHOLE } from '../shared/geometry';
import { createHalfTones } from './half-tones';

const size = { width: 64, height: 48 };
const count = size.width * size.height;
const module = compileKernels();

/** The stage in an arena of its own, on masks from anywhere. */
function stage() {
  const arena = createArena(module, 1 << 17);
  const place = arena.floats(count);
  const keepTones = createHalfTones(size, arena);
  return (value: (x: number, y: number) => number, region: Rect = WHOLE) => {
    for (let i = 0; i < count; i++) place[i] = value(i % size.width, Math.floor(i / size.width));
    const toned = keepTones(place, region);
    return { toned, at: (x: number, y: number) => toned[y * size.width + x] };
  };
}

/** A person on the right, with an edge so many points wide. */
const edge = (width: number) => (x: number) => Math.min(1, Math.max(0, (x - 20) / width));
/** A person whose sleeve the model is in doubt about. */
const sleeve = (doubt: number) => (x: number, y: number) =>
  x < 12 ? 0 : x < 40 && y > 16 ? doubt : 1;

describe('half tones', () => {
  it('stay at an edge as wide as hair', () => {
    const { toned } = stage()(edge(8));
    for (let i = 0; i < count; i++) expect(toned[i]).toBe(Math.fround(edge(8)(i % size.width)));
  });

  it('go where no edge is', () => {
    const { at } = stage()(sleeve(0.6));
    expect(at(26, 30)).toBe(1);
    expect(stage()(sleeve(0.4)).at(26, 30)).toBe(0);
    // In a room of its own, too, such as a chair's.
    const chair = (x: number, y: number) => (Math.hypot(x - 30, y - 24) < 12 ? 0.4 : 0);
    expect(stage()(chair).toned.every((value) => value === 0)).toBe(true);
  });

  it('are decided as in the frame before, until the model is of another mind', () => {
    const show = stage();
    const course = [0.55, 0.45, 0.42, 0.38, 0.45, 0.55, 0.62].map((doubt) =>
      show(sleeve(doubt)).at(26, 30),
    );
    expect(course).toEqual([1, 1, 1, 0, 0, 0, 1]);
  });

  it('are decided anew in another part of the frame', () => {
    const show = stage();
    show(sleeve(0.7));
    expect(show(sleeve(0.45), { x: 0, y: 0, width: 0.5, height: 0.5 }).at(26, 30)).toBe(0);
  });

  it('turn nothing round: a point stays as it is or goes the nearer way, and who is sure stays', () => {
    const values = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), {
      minLength: 64,
      maxLength: 64,
    });
    const property = fc.property(values, (cells) => {
      const value = (x: number, y: number) => Math.fround(cells[8 * (y >> 3) + (x >> 3)] ?? 0);
      const { toned } = stage()(value);
      for (let i = 0; i < count; i++) {
        const p = value(i % size.width, Math.floor(i / size.width));
        const nearer = p > 0.5 ? 1 : 0;
        if (p <= 0.1 || p >= 0.9) expect(toned[i]).toBe(p);
        else expect([p, nearer]).toContain(toned[i]);
      }
    });
    fc.assert(property, { numRuns: 20 });
  });
});

import { describe, expect, it } from 'vitest';
import type { Rect } from '../shared/geometry';
import { createMotionWatch, GLIMPSE } from './motion-watch';

const { width, height } = GLIMPSE;
const REGION: Rect = { x: 0.25, y: 0.25, width: 0.5, height: 0.75 };
const SOMEBODY: Rect = { x: 0.9, y: 0.4, width: 0.1, height: 0.6 };

/** A room with bright and dark places; `seed` 0 is without noise. */
function glimpseOf({ seed = 0, sigma = 0, gain = 1, person }: Scene = {}): Uint8Array {
  let state = seed;
  /** Roughly normal, standard deviation 1: the sum of twelve even numbers (Irwin and Hall). */
  const normal = () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      sum += state / 2 ** 32;
    }
    return sum;
  };
  return Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) => {
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
    const [u, v] = [(x + 0.5) / width, (y + 0.5) / height];
    const inPerson =
      person &&
      u >= person.x &&
      u < person.x + person.width &&
      v >= person.y &&
      v < person.y + person.height;
    const room = 30 + ((x * 37 + y * 59) % 150);
    return (inPerson ? room + 40 : room) * gain + sigma * normal();
  }) as unknown as Uint8Array;
}

type Scene = {
  readonly seed?: number;
  readonly sigma?: number;
  readonly gain?: number;
  readonly person?: Rect;
};

/** Shows the scenes one after the other; what was seen in each. */
function look(...scenes: Scene[]): boolean[] {
  const watch = createMotionWatch();
  return scenes.map((scene) => watch.look(glimpseOf(scene), REGION));
}

describe('motion watch', () => {
  it('sees somebody who enters, and who leaves again', () => {
    const person = { ...SOMEBODY };
    expect(look({}, { person }, { person }, {})).toEqual([false, true, false, true]);
  });

  it('sees a sliver of somebody at the side, in a noisy picture, too', () => {
    const sliver: Rect = { x: 0.97, y: 0.5, width: 0.03, height: 0.5 };
    expect(look({ seed: 1, sigma: 1.5 }, { seed: 2, sigma: 1.5, person: sliver })[1]).toBe(true);
  });

  it.each([1, 2, 4, 8])('takes camera noise of %d for noise', (sigma) => {
    const scenes = Array.from({ length: 60 }, (_, i) => ({ seed: i + 1, sigma }));
    expect(look(...scenes)).not.toContain(true);
  });

  it('takes a change of the whole picture for exposure', () => {
    const scenes = [1, 1.08, 1.16, 1, 0.9].map((gain, i) => ({ seed: i + 1, sigma: 1, gain }));
    expect(look(...scenes)).not.toContain(true);
  });

  it('does not look into the region', () => {
    const person: Rect = { x: 0.3, y: 0.3, width: 0.4, height: 0.7 };
    expect(look({}, { person }, {})).not.toContain(true);
  });

  it('forgets what it saw', () => {
    const watch = createMotionWatch();
    watch.look(glimpseOf(), REGION);
    watch.forget();
    expect(watch.look(glimpseOf({ person: SOMEBODY }), REGION)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { createChoiceWatch, type DrawingCost, fasterCompositor } from './choice-rules';

describe('the faster compositor', () => {
  it.each([
    [{ webgl: 5, planes: 5 }, undefined, 'webgl'],
    [{ webgl: 7, planes: 5 }, undefined, 'webgl'],
    [{ webgl: 8, planes: 5 }, undefined, 'planes'],
    [{ webgl: 5, planes: 4.5 }, 'webgl', 'webgl'],
    [{ webgl: 5, planes: 4 }, 'webgl', 'planes'],
    [{ webgl: 4.5, planes: 5 }, 'planes', 'planes'],
    [{ webgl: 4, planes: 5 }, 'planes', 'webgl'],
    [{ webgl: Number.POSITIVE_INFINITY, planes: 5 }, undefined, 'planes'],
  ] as const)('of %o, with %s in use, is %s', (times, inUse, expected) => {
    expect(fasterCompositor(times, inUse)).toBe(expected);
  });

  it('does not swing: what takes a place is not at once replaced by the same times', () => {
    for (let webgl = 1; webgl < 20; webgl++) {
      const times = { webgl, planes: 8 };
      for (const inUse of ['webgl', 'planes'] as const) {
        const next = fasterCompositor(times, inUse);
        expect(fasterCompositor(times, next)).toBe(next);
      }
    }
  });
});

/** Times of the trials, s, in a call of a camera with 30 frames a second. */
function trials(seconds: number, costAt: (second: number) => Omit<DrawingCost, 'at'>): number[] {
  const watch = createChoiceWatch();
  const found: number[] = [];
  for (let n = 0; n < 30 * seconds; n++)
    if (watch.measure({ at: (n * 1000) / 30, ...costAt(n / 30) })) found.push(n / 30);
  return found;
}

describe('the watch over the choice', () => {
  it('wants a trial when the loop is overloaded and most of its time is drawing', () => {
    const cost = { busy: 40, drawing: 30 };
    const from = (start: number) => (second: number) => ({ ...cost, overloaded: second >= start });
    expect(trials(30, from(5))).toEqual([5]);
    expect(trials(30, from(40))).toEqual([]);
  });

  it('wants none when the model is what costs, or for a few slow pictures', () => {
    expect(trials(120, () => ({ busy: 40, drawing: 15, overloaded: true }))).toEqual([]);
    let n = 0;
    const spiky = (second: number) => ({
      busy: 40,
      drawing: n++ % 15 === 0 ? 40 : 12,
      overloaded: second > 1,
    });
    expect(trials(120, spiky)).toEqual([]);
  });

  it('wants one a minute at most, and ever fewer', () => {
    const found = trials(3600, () => ({ busy: 40, drawing: 30, overloaded: true }));
    const waits = found.slice(1).map((at, i) => Math.round(at - (found[i] as number)));
    expect(waits).toEqual([60, 120, 240, 480, 960, 960]);
  });

  it('gives WebGL up when it fails twice within a short time', () => {
    const watch = createChoiceWatch();
    expect(watch.failed('webgl', 1000)).toBe(false);
    expect(watch.failed('webgl', 400_000)).toBe(false);
    expect(watch.failed('webgl', 410_000)).toBe(true);
  });

  it('never gives the planes up', () => {
    const watch = createChoiceWatch();
    for (let at = 0; at < 5000; at += 1000) expect(watch.failed('planes', at)).toBe(false);
    expect(watch.failed('webgl', 5000)).toBe(false);
  });
});
